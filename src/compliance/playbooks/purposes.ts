/** What each ready-made playbook is for, by its id. Shown to readers as it stands. */
export const PURPOSES: Readonly<Record<string, string>> = {
  predictive:
    'For projects that plan ahead by dates and logic: the fourteen points of the DCMA, and who answers for what.',
  'agile-delivery':
    'For teams that deliver in sprints or in a flow: what is in progress moves, what is done is done, who waits is seen.',
  'light-governance':
    'For small undertakings: somebody answers for it, work in progress has an owner and a date, and nobody is kept waiting.',
  regulated:
    'For undertakings that are audited: the fourteen points of the DCMA, risks, cost and ownership, gates passed on evidence, no exceptions to what an auditor asks first, and frequent reports.',
};
