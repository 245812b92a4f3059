import { catalogue, evaluate } from '../../src/compliance';
import { placeOfFollowed } from '../../src/compliance/followers';
import { readyMadePlaybooks } from '../../src/compliance/playbooks';
import { NO_WAIVERS, type Followers, type Playbook, type RuleId } from '../../src/model';
import { recordsOn } from '../../src/refresh/project-records';
import { someFacts, TODAY } from '../support/facts';

function enforcedBy({ rules }: Playbook): readonly RuleId[] {
  return rules.filter(({ lifecycle }) => lifecycle === 'enforced').map(({ rule }) => rule);
}

/** Of a project for which nobody has set up anything. */
const RECORDS_AT_FIRST = recordsOn({ gates: null, waivers: NO_WAIVERS, sprints: null }, someFacts().issues, TODAY);

describe('ready-made playbooks', () => {
  it('are four, by ids of their own, followed by nobody', () => {
    expect(readyMadePlaybooks.map(({ id }) => id)).toEqual([
      'predictive',
      'agile-delivery',
      'light-governance',
      'regulated',
    ]);
    for (const { followers, version } of readyMadePlaybooks) {
      expect([version, followers]).toEqual([0, { projects: [], categories: [], everyOther: false }]);
    }
  });

  it.each(readyMadePlaybooks.map((playbook) => [playbook.title, playbook] as const))(
    '"%s" has all rules in the order of the catalogue, an enforced critical one among them',
    (_, { rules }) => {
      expect(rules.map(({ rule }) => rule)).toEqual(catalogue.map(({ id }) => id));
      expect(rules.some(({ critical, lifecycle }) => critical && lifecycle === 'enforced')).toBe(true);
    },
  );

  it.each(readyMadePlaybooks.map((playbook) => [playbook.title, playbook] as const))(
    '"%s" enforces nothing that waits for records of Plumbline’s own',
    (_, playbook) => {
      const facts = someFacts({ records: RECORDS_AT_FIRST });
      const waiting = evaluate(facts, playbook, TODAY).findings.filter(({ missing }) =>
        missing.some((words) => words.startsWith('Plumbline keeps no')),
      );
      expect(waiting.length).toBeGreaterThanOrEqual(9);
      expect(new Set(waiting.map(({ lifecycle }) => lifecycle))).toEqual(new Set(['shadow']));
    },
  );

  it('"Regulated" keeps no level from a project that has no gates', () => {
    const [, , , regulated] = readyMadePlaybooks;
    const project = { id: 1, key: 'PAY', name: 'Payments', lead: 'active' } as const;
    const { level, cappedBy, findings } = evaluate(someFacts({ project, records: RECORDS_AT_FIRST }), regulated, TODAY);
    expect(findings.find(({ rule }) => rule === 'gates-evidenced')).toMatchObject({
      ...{ status: 'notApplicable', lifecycle: 'enforced', critical: true },
    });
    // Its level, and those below; no merge has made a schedule yet for the one above.
    expect([level, cappedBy]).toEqual(['managed', []]);
  });

  it('"Regulated" enforces whatever the others do, but what only suits agile teams', () => {
    const [predictive, agile, light, regulated] = readyMadePlaybooks.map(enforcedBy);
    const missing = [...predictive, ...agile, ...light].filter((rule) => !regulated.includes(rule));
    expect(missing).toEqual(['delivery-forecast', 'sprint-commitment']);
    const auditedFirst = ['template-conformity', 'gates-evidenced', 'waivers-current'];
    expect(regulated).toEqual(expect.arrayContaining(auditedFirst));
    for (const rule of ['gates-evidenced', 'waivers-current']) {
      expect([...predictive, ...agile, ...light]).not.toContain(rule);
    }
  });

  it('"Predictive" has every point of the DCMA that the catalogue has', () => {
    const points = catalogue.filter(({ source }) => source.includes('DCMA')).map(({ id }) => id);
    expect(points).toContain('missing-logic');
    expect(enforcedBy(readyMadePlaybooks[0])).toEqual(expect.arrayContaining(points));
  });
});

describe('which playbook a project follows', () => {
  const playbooks: readonly Followers[] = [
    { projects: [], categories: [], everyOther: true },
    { projects: [1], categories: [70, 80], everyOther: false },
    { projects: [1, 2], categories: [80, 90], everyOther: true },
  ];

  it.each([
    ['the first that names it', { id: 1, category: 90 }, 1],
    ['one that names it before one that names its category', { id: 2, category: 70 }, 2],
    ['the first that names its category', { id: 9, category: 80 }, 1],
    ['one that names its category before one for every other', { id: 9, category: 90 }, 2],
    ['the first for every other', { id: 9 }, 0],
    ['the first for every other, whatever its category', { id: 9, category: 99 }, 0],
  ])('is %s', (_, project, place) => {
    expect(placeOfFollowed(playbooks, project)).toBe(place);
  });

  it('may be none', () => {
    expect(placeOfFollowed(playbooks.slice(1, 2), { id: 9 })).toBeNull();
  });
});
