import { findingSentence } from '../../../src/compliance';
import type { Finding, IssueFacts, RequiredType } from '../../../src/model';
import { anIssue, day, someFacts } from '../../support/facts';
import { figures, findingFor, several } from '../support';

const RULE = 'template-conformity';

function conforming(issues: readonly IssueFacts[], requiredTypes: readonly RequiredType[]): Finding {
  return findingFor(RULE, someFacts({ issues }), { requiredTypes });
}

const RISK = { typeName: 'Risk' };

describe(RULE, () => {
  it('passes when required types are in use, by whatever letters', () => {
    const issues = [anIssue({ number: 1, ...RISK }), anIssue({ number: 2, typeName: ' Milestone', state: 'done' })];
    const finding = conforming(issues, [
      { type: 'risk', fields: [] },
      { type: 'milestone', fields: ['due'] },
    ]);
    // Nothing is open that could have a due date.
    expect(figures(finding)).toEqual(['pass', 2, 2]);
    expect(findingSentence(finding)).toBe('The required issue types and fields are in use');
  });

  it('counts a field as used from half of the open issues of the type on', () => {
    const half = [
      ...several(2, 1, { ...RISK, due: day('2026-11-01') }),
      ...several(2, 3, RISK),
      ...several(5, 10, { due: null }),
      anIssue({ number: 20, ...RISK, state: 'done' }),
    ];
    const required: RequiredType[] = [{ type: 'risk', fields: ['due'] }];
    expect(figures(conforming(half, required))).toEqual(['pass', 2, 2]);
    expect(figures(conforming([...half, anIssue({ number: 21, ...RISK })], required))).toEqual(['partial', 1, 2]);
  });

  it.each([
    ['assignee', { hasAssignee: false }, { hasAssignee: true }],
    ['estimate', { hasEstimate: false }, { hasEstimate: true }],
    ['start', {}, { start: 20_000 }],
    ['due', {}, { due: 20_000 }],
    ['plannedEnd', {}, { hasPlannedEnd: true }],
    ['parent', {}, { parentId: 77 }],
  ] as const)('knows whether %s is filled', (field, empty, filled) => {
    const required = [{ type: 'risk', fields: [field] }];
    expect(figures(conforming([anIssue({ number: 1, ...RISK, ...empty })], required))).toEqual(['partial', 1, 2]);
    expect(figures(conforming([anIssue({ number: 1, ...RISK, ...filled })], required))).toEqual(['pass', 2, 2]);
  });

  it('fails when most of it is missing; fields of a type that is not there are not counted', () => {
    const finding = conforming(
      [anIssue({ number: 1 })],
      [
        { type: 'risk', fields: ['due', 'assignee'] },
        { type: 'epic', fields: [] },
        { type: 'task', fields: [] },
      ],
    );
    expect(figures(finding)).toEqual(['fail', 1, 3]);
    expect([finding.toMend, finding.offenders]).toEqual([2, []]);
  });

  it('does not apply where the playbook requires nothing', () => {
    expect(figures(conforming([anIssue({ number: 1 })], []))).toEqual(['notApplicable', 0, 0]);
  });
});
