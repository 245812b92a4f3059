import { defaultPlaybook } from '../../src/compliance';
import { readyMadePlaybooks } from '../../src/compliance/playbooks';
import { validatePlaybook } from '../../src/compliance/validate-playbook';
import {
  MONDAY_TO_FRIDAY,
  REQUIRED_FIELDS,
  type Playbook,
  type PlaybookRule,
  type RequiredType,
} from '../../src/model';
import { day, TODAY } from '../support/facts';

function withRule(changes: Partial<PlaybookRule>): Partial<Playbook> {
  const [first, ...others] = defaultPlaybook.rules;
  return { rules: [{ ...first, ...changes }, ...others] };
}

function withCalendar(changes: Partial<Playbook['calendar']>): Partial<Playbook> {
  return { calendar: { ...MONDAY_TO_FRIDAY, ...changes } };
}

const NEVER = [false, false, false, false, false, false, false] as const;
const RISK: RequiredType = { type: 'risk', fields: [] };
const FOLLOWERS = defaultPlaybook.followers;

const WRONG: readonly (readonly [what: string, changes: Partial<Playbook>, fields: readonly string[]])[] = [
  ['an empty title', { title: '  ' }, ['title']],
  ['an endless title', { title: 'x'.repeat(101) }, ['title']],
  ['no rules', { rules: [] }, ['rules']],
  ['no enforced rule', { rules: defaultPlaybook.rules.map((use) => ({ ...use, lifecycle: 'shadow' })) }, ['rules']],
  ['an unknown rule', withRule({ rule: 'no-such-rule' }), ['rules.0.rule']],
  ['a rule twice', withRule({ rule: defaultPlaybook.rules[1].rule }), ['rules.1.rule']],
  ['no weight', withRule({ weight: 0 }), ['rules.0.weight']],
  ['a weight that is no number', withRule({ weight: NaN }), ['rules.0.weight']],
  ['an infinite weight', withRule({ weight: Infinity }), ['rules.0.weight']],
  ['a target of 0', withRule({ target: 0 }), ['rules.0.target']],
  ['a target above 1', withRule({ target: 95 }), ['rules.0.target']],
  ['an announcement without a day', withRule({ lifecycle: 'announced' }), ['rules.0.countsFrom']],
  ['a day far ahead', withRule({ lifecycle: 'announced', countsFrom: day('2126-01-01') }), ['rules.0.countsFrom']],
  ['half a day', withRule({ lifecycle: 'announced', countsFrom: TODAY + 0.5 }), ['rules.0.countsFrom']],
  ['a day of an enforced rule', withRule({ countsFrom: TODAY }), ['rules.0.countsFrom']],
  ['no working days', withCalendar({ weekdays: NEVER }), ['calendar.weekdays']],
  ['a holiday of long ago', withCalendar({ holidays: [TODAY, day('1925-12-25')] }), ['calendar.holidays.1']],
  ['a holiday twice', withCalendar({ holidays: [TODAY, TODAY] }), ['calendar.holidays.1']],
  [
    'too many holidays',
    withCalendar({ holidays: Array.from({ length: 1001 }, (_, i) => TODAY + i) }),
    ['calendar.holidays'],
  ],
  ['a day of 25 hours', { hoursPerDay: 25 }, ['hoursPerDay']],
  ['a type in capitals', { milestoneTypes: ['Milestone'] }, ['milestoneTypes.0']],
  ['a required type in capitals', { requiredTypes: [{ type: 'Risk', fields: [] }] }, ['requiredTypes.0.type']],
  ['a type required twice', { requiredTypes: [RISK, RISK] }, ['requiredTypes.1']],
  [
    'risks of no types of theirs',
    { risks: { types: ['Risk', 'risk'], highFrom: 0 } },
    ['risks.types.0', 'risks.highFrom'],
  ],
  ['a mark for risks that none reaches', { risks: { types: [], highFrom: 26 } }, ['risks.highFrom']],
  [
    'a field required twice',
    { requiredTypes: [{ type: 'risk', fields: ['due', 'due'] }] },
    ['requiredTypes.0.fields.1'],
  ],
  ['a nameless link type', { linkMeanings: { '': { as: 'none' } } }, ['linkMeanings.']],
  ['a link type in capitals', { linkMeanings: { Blocks: { as: 'none' } } }, ['linkMeanings.Blocks']],
  ['a project without an id', { followers: { ...FOLLOWERS, projects: [0] } }, ['followers.projects.0']],
  ['a project twice', { followers: { ...FOLLOWERS, projects: [7, 7] } }, ['followers.projects.1']],
  ['a broken category', { followers: { ...FOLLOWERS, categories: [1.5] } }, ['followers.categories.0']],
  ['a field by its name', { fields: { start: 'Start date' } }, ['fields.start']],
  [
    'a rhythm of 0 days',
    { reportWithin: { ...defaultPlaybook.reportWithin, directive: 0 } },
    ['reportWithin.directive'],
  ],
];

describe('validatePlaybook', () => {
  it.each([defaultPlaybook, ...readyMadePlaybooks].map((playbook) => [playbook.title, playbook] as const))(
    'finds nothing wrong with "%s"',
    (_, playbook) => {
      expect(validatePlaybook(playbook)).toEqual([]);
    },
  );

  it('lets a PMO set all that it may', () => {
    const all: Playbook = {
      ...defaultPlaybook,
      ...withRule({ lifecycle: 'announced', countsFrom: day('2027-01-01'), weight: 100, target: 0.001 }),
      ...withCalendar({ holidays: [day('2026-12-25')], weekdays: [true, true, true, true, false, false, true] }),
      followers: { projects: [10001], categories: [10002], everyOther: false },
      linkMeanings: { follows: { as: 'dependency', provider: 'outwardTarget', kind: 'finishToStart' } },
      requiredTypes: [{ type: 'risk', fields: [...REQUIRED_FIELDS] }],
      risks: { types: ['risk', 'threat'], highFrom: 25 },
      fields: { start: 'customfield_10015', fixedDate: 'duedate' },
      reportWithin: { directive: 1, controlling: 366, supportive: null, exempt: null },
    };
    expect(validatePlaybook(all)).toEqual([]);
  });

  it.each(WRONG)('refuses %s, with field and remedy', (_, changes, fields) => {
    const problems = validatePlaybook({ ...defaultPlaybook, ...changes });
    expect(problems.map(({ field }) => field)).toEqual(fields);
    for (const { problem, remedy } of problems) {
      expect(problem).toMatch(/^\S.{10,}\.$/);
      expect(remedy).toMatch(/^\S.{10,}\.$/);
    }
  });

  it('names everything that is wrong at once', () => {
    const changes = { ...withRule({ weight: -1, target: 2 }), ...withCalendar({ weekdays: NEVER }), title: '' };
    const fields = validatePlaybook({ ...defaultPlaybook, ...changes }).map(({ field }) => field);
    expect(fields).toEqual(['title', 'rules.0.weight', 'rules.0.target', 'calendar.weekdays']);
  });
});
