import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parseIssuePage } from '../../src/jira';
import { toIssueColumns, toLinkColumns, type IssueFacts, type IssueLink, type ProjectIdentity } from '../../src/model';
import { assemblePages, factsOfPage } from '../../src/refresh/assemble';
import { deflate, inflate } from '../../src/store/bytes';
import { packFacts, unpackFacts, type PackedFacts } from '../../src/store/packing';

const day = fc.option(fc.integer({ min: -800_000, max: 3_000_000 }), { nil: null });
const anyId = fc.oneof(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 2 ** 50 }));

const issue: fc.Arbitrary<IssueFacts> = fc.record({
  id: anyId,
  number: fc.integer({ min: 1, max: 2147483647 }),
  level: fc.integer({ min: -1, max: 100 }),
  state: fc.constantFrom('todo', 'inProgress', 'done'),
  categorised: fc.boolean(),
  hasResolution: fc.boolean(),
  hasAssignee: fc.boolean(),
  hasEstimate: fc.boolean(),
  hasPlannedEnd: fc.boolean(),
  start: day,
  due: day,
  finishedOn: day,
  updatedOn: day,
  parentId: fc.option(anyId, { nil: null }),
});

const link: fc.Arbitrary<IssueLink> = fc.record({
  issueId: anyId,
  type: fc.integer({ min: 0, max: 300 }),
  outward: fc.boolean(),
  farId: anyId,
  farKey: fc.oneof(
    fc.constantFrom('PAY-12', 'PAY-0', 'PAY-012', 'PAY-99999999999', '-1', 'no key', 'A-B-3', ''),
    fc.string(),
  ),
  farState: fc.constantFrom('unknown', 'open', 'done'),
});

const text = fc.string({ unit: 'grapheme' });
const facts: fc.Arbitrary<PackedFacts> = fc.record({
  project: fc.record({
    id: anyId,
    key: text,
    name: text,
    lead: fc.constantFrom('active', 'inactive', 'none', 'unsaid'),
  }),
  issues: fc.array(issue).map(toIssueColumns),
  linkTypes: fc.array(
    fc.record({ name: text, inward: fc.option(text, { nil: null }), outward: fc.option(text, { nil: null }) }),
  ),
  links: fc.array(link).map(toLinkColumns),
  unreadableCount: fc.nat(),
  unreadable: fc.array(
    fc.record({
      id: fc.option(anyId, { nil: null }),
      issue: text,
      state: fc.constantFrom('unknown', 'open', 'done'),
      field: text,
      reason: text,
    }),
  ),
});

describe('packing facts', () => {
  test('gives back exactly what was packed', () => {
    fc.assert(
      fc.property(facts, (given) => {
        expect(unpackFacts(packFacts(given))).toEqual(given);
      }),
      { numRuns: 150 },
    );
  });

  test('refuses bytes that end too early, whatever they were', () => {
    fc.assert(
      fc.property(facts, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, share) => {
        const [head, ...chunks] = packFacts(given);
        const cut = head.subarray(0, Math.floor(head.length * share));
        expect(() => unpackFacts([cut, ...chunks])).toThrow(RangeError);
      }),
    );
  });

  test('refuses another layout', () => {
    const [head] = packFacts(factsOfPage({ issues: [], links: [], linkTypes: [], unreadable: [] }, pay));
    head[0] = 1;
    expect(() => unpackFacts([head])).toThrow('another layout');
  });
});

const pay: ProjectIdentity = { id: 1, key: 'PAY', name: 'Payroll', lead: 'active' };

const data = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../shared/data');
const tidev = path.join(data, 'jira/tidev-titanium.jsonl.gz');
const withData = existsSync(tidev) ? describe : describe.skip;

withData('packing a real export (skipped where it is absent)', () => {
  test('takes at most 30 bytes an issue, links included', () => {
    const byProject = new Map<string, { identity: ProjectIdentity; issues: unknown[] }>();
    for (const line of gunzipSync(readFileSync(tidev)).toString('utf8').split('\n')) {
      if (line === '') continue;
      const issue = JSON.parse(line) as { fields: { project: { id: string; key: string; name: string } } };
      const { id, key, name } = issue.fields.project;
      const project = byProject.get(key) ?? { identity: { id: Number(id), key, name, lead: 'unsaid' }, issues: [] };
      project.issues.push(issue);
      byProject.set(key, project);
    }
    const site = { timeZone: 'UTC', startDateFields: [], sprintFields: [], pointsFields: [] };
    let issues = 0;
    let characters = 0;
    for (const project of byProject.values()) {
      const page = factsOfPage(parseIssuePage(project.issues, project.identity, site), project.identity);
      const whole = assemblePages([page], project.identity);
      const stored = packFacts(whole).map((section) => deflate(section));
      expect(unpackFacts(stored.map((text) => inflate(text)))).toEqual(whole);
      issues += whole.issues.count;
      characters += stored.reduce((sum, section) => sum + section.length, 0);
      expect(whole.unreadableCount).toBe(0);
    }
    expect(issues).toBe(29_057);
    expect(characters / issues).toBeLessThanOrEqual(30);
  });
});
