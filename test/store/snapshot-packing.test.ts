import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { defaultPlaybook, evaluate } from '../../src/compliance';
import type { IssueFacts, Offender } from '../../src/model';
import { packSnapshot, unpackSnapshot, type StoredSnapshot } from '../../src/store/snapshot-packing';
import { SNAPSHOT_WORDS } from '../../src/store/snapshot-words';
import { anIssue, blocks, someFacts, TODAY } from '../support/facts';

function stored(issues: readonly IssueFacts[], overrides: Partial<StoredSnapshot> = {}): StoredSnapshot {
  const links = issues.slice(1).flatMap(({ number }) => blocks(number, issues[0].number));
  const snapshot = evaluate(someFacts({ issues, links }), defaultPlaybook, TODAY);
  return { snapshot, project: { id: 1, key: 'PAY', name: 'Payments' }, unreadable: [], ...overrides };
}

const issue = fc.record({
  number: fc.integer({ min: 1, max: 5_000 }),
  state: fc.constantFrom('todo', 'inProgress', 'done'),
  hasAssignee: fc.boolean(),
  hasEstimate: fc.boolean(),
  start: fc.option(fc.integer({ min: TODAY - 50, max: TODAY + 50 }), { nil: null }),
  due: fc.option(fc.integer({ min: TODAY - 50, max: TODAY + 50 }), { nil: null }),
  // Ids neither rise with the numbers nor fit into 32 bits.
  shift: fc.constantFrom(0, 9_999_999_999),
});

describe('packing snapshots', () => {
  test('gives back exactly what was packed', () => {
    fc.assert(
      fc.property(fc.uniqueArray(issue, { selector: ({ number }) => number, maxLength: 80 }), (list) => {
        const issues = list.map(({ shift, ...each }) => anIssue({ ...each, id: 20_000 - each.number + shift }));
        const given = stored(issues, {
          unreadable: [{ id: null, issue: 'PAY-9', state: 'open', field: 'duedate', reason: 'not a day' }],
        });
        expect(unpackSnapshot(packSnapshot(given))).toEqual(given);
      }),
    );
  });

  test('gives back what the words that it leaves out do not hold', () => {
    const given = stored([anIssue({ number: 1, state: 'inProgress', hasAssignee: false })]);
    const findings = given.snapshot.findings.map((finding) => ({ ...finding, rule: `new-${finding.rule}` }));
    const other = {
      ...given,
      snapshot: { ...given.snapshot, findings, playbook: { id: 'ä', version: 7, title: '€' } },
    };
    expect(unpackSnapshot(packSnapshot(other))).toEqual(other);
  });

  test('takes two bytes an offending issue, and some 23 for each rule besides', () => {
    const issues = Array.from({ length: 500 }, (_, i) =>
      anIssue({ number: 1 + i * 2, state: 'inProgress', hasAssignee: i % 3 === 0, hasEstimate: i % 5 === 0 }),
    );
    const empty = stored([]);
    const besides = packSnapshot(empty).length;
    expect(packSnapshot(stored(issues)).length - besides).toBeLessThan(600);
    expect(besides).toBeLessThan(23 * empty.snapshot.findings.length);
  });

  test('refuses offenders of another project and in another order', () => {
    const withOffenders = (offenders: readonly Offender[]): StoredSnapshot => {
      const given = stored([]);
      const [first, ...others] = given.snapshot.findings;
      return { ...given, snapshot: { ...given.snapshot, findings: [{ ...first, offenders }, ...others] } };
    };
    const offender = (key: string): Offender => ({ id: 5, key, reason: 'noAssignee' });
    expect(() => packSnapshot(withOffenders([offender('WEB-1')]))).toThrow('another project');
    expect(() => packSnapshot(withOffenders([offender('PAY-2'), offender('PAY-1')]))).toThrow('no order');
  });

  test('refuses bytes that end too early, and another layout', () => {
    const bytes = packSnapshot(stored([anIssue({ number: 1, state: 'inProgress', hasAssignee: false })]));
    for (let length = 0; length < bytes.length; length += 7) {
      expect(() => unpackSnapshot(bytes.subarray(0, length))).toThrow(RangeError);
    }
    expect(() => unpackSnapshot(Buffer.concat([bytes.subarray(0, 2), Buffer.of(2), bytes.subarray(3)]))).toThrow(
      'layout',
    );
  });

  test('never changes the words that stored snapshots leave out', () => {
    expect(createHash('sha256').update(SNAPSHOT_WORDS).digest('hex').slice(0, 16)).toBe('3c7f0815e248018a');
  });
});
