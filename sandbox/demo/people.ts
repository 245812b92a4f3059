import type { Json, Persona, SiteGroup, SiteUser } from '../jira/site-data';

/** The staff of Harbour Rail, all invented: short name → what they are called. */
const NAMES = {
  marit: 'Marit Hoekstra',
  joost: 'Joost Verbeek',
  amara: 'Amara Diallo',
  pieter: 'Pieter van Rooijen',
  sanne: 'Sanne Kuipers',
  tomasz: 'Tomasz Wrona',
  leila: 'Leila Haddad',
  bram: 'Bram de Wilde',
  ingrid: 'Ingrid Solheim',
  ravi: 'Ravi Menon',
  noor: 'Noor Bakker',
  stefan: 'Stefan Lindqvist',
  eva: 'Eva Marchetti',
  daan: 'Daan Postma',
  yusuf: 'Yusuf Arslan',
  clara: 'Clara Whitcombe',
  hugo: 'Hugo Janssens',
  mei: 'Mei-Ling Zhou',
  ruben: 'Ruben Teixeira',
  fenna: 'Fenna Visser',
  kofi: 'Kofi Mensah',
  anouk: 'Anouk Smeets',
  lars: 'Lars Nygaard',
  petra: 'Petra Novotná',
  gijs: 'Gijs van der Laan',
  aisha: 'Aisha Rahimi',
  olivier: 'Olivier Lambert',
  judith: 'Judith Koster',
  sven: 'Sven Bergmann',
  chiara: 'Chiara Donati',
  willem: 'Willem Brouwer',
  zeynep: 'Zeynep Kaya',
  thijs: 'Thijs Mulder',
  hannah: 'Hannah Prior',
  mateo: 'Mateo Vidal',
  lotte: 'Lotte Dekker',
  karim: 'Karim Benali',
  iris: 'Iris van Houten',
  dominik: 'Dominik Sauer',
  femke: 'Femke Schouten',
  rachel: 'Rachel Oduya',
  niels: 'Niels Overbeek',
  vera: 'Vera Zandstra',
  marcus: 'Marcus Thiele',
  elin: 'Elin Strand',
  piet: 'Piet Hagenaars',
} as const;

export type Person = keyof typeof NAMES;

/** Left the company; what they own still carries their names. */
const LEFT: readonly Person[] = ['piet'];
/** Work for Harbour Rail without being its staff. */
const CONTRACTORS: readonly Person[] = ['ruben', 'marcus'];

export const GROUPS = {
  administrators: 'jira-administrators',
  staff: 'harbour-rail-staff',
  pmo: 'project-management-office',
  contractors: 'contractors',
} as const;

/** Atlassian's account ids are 24 hexadecimal digits; these are made from the person's place in the list. */
export function accountIdOf(person: Person): string {
  const place = Object.keys(NAMES).indexOf(person) + 1;
  return `5f1e0b${(place * 2_654_435_761).toString(16).padStart(12, '0')}${(0xa40000 + place * 4_099).toString(16)}`;
}

export function displayNameOf(person: Person): string {
  return NAMES[person];
}

export function servedUser(person: Person): Json {
  return {
    accountId: accountIdOf(person),
    accountType: 'atlassian',
    displayName: NAMES[person],
    active: !LEFT.includes(person),
    timeZone: 'Europe/Amsterdam',
  };
}

export function users(): readonly SiteUser[] {
  return (Object.keys(NAMES) as Person[]).map((person) => ({
    accountId: accountIdOf(person),
    displayName: NAMES[person],
    active: !LEFT.includes(person),
    emailAddress: `${NAMES[person]
      .normalize('NFD')
      .replace(/[^A-Za-z ]/g, '')
      .toLowerCase()
      .replace(/ /g, '.')}@harbourrail.example`,
    timeZone: 'Europe/Amsterdam',
  }));
}

export function groups(): readonly SiteGroup[] {
  const staff = (Object.keys(NAMES) as Person[]).filter(
    (person) => !CONTRACTORS.includes(person) && !LEFT.includes(person),
  );
  const group = (groupId: string, name: string, members: readonly Person[]): SiteGroup => ({
    groupId,
    name,
    members: members.map(accountIdOf),
  });
  return [
    group('2b1f6c1e-0001-4a5e-9c3d-1f2e3d4c5b6a', GROUPS.administrators, ['niels']),
    group('2b1f6c1e-0002-4a5e-9c3d-1f2e3d4c5b6a', GROUPS.staff, staff),
    group('2b1f6c1e-0003-4a5e-9c3d-1f2e3d4c5b6a', GROUPS.pmo, ['judith', 'iris']),
    group('2b1f6c1e-0004-4a5e-9c3d-1f2e3d4c5b6a', GROUPS.contractors, CONTRACTORS),
  ];
}

export function personas(): readonly Persona[] {
  return [
    {
      accountId: accountIdOf('marit'),
      title: 'Project manager, signalling upgrade',
      note: 'Leads SIG, which waits for the data platform',
    },
    {
      accountId: accountIdOf('bram'),
      title: 'Project manager, payroll move',
      note: 'Leads PAY, which is in a cycle with HR',
    },
    {
      accountId: accountIdOf('judith'),
      title: 'Head of the PMO',
      note: 'Sees every project, also the confidential LAN',
    },
    { accountId: accountIdOf('niels'), title: 'Jira administrator', note: 'Administers the site; may not see LAN' },
    { accountId: accountIdOf('marcus'), title: 'Contractor', note: 'May browse SIG, DEP and ACC only' },
  ];
}
