import {
  formatDay,
  jqlShapeProblem,
  LONGEST_JQL,
  type Criterion,
  type CriterionCheck,
  type Day,
  type ExpectedCount,
  type Gate,
  type JqlShapeProblem,
  type Lifecycle,
  type Panel,
  type RuleId,
  type Stage,
} from '../model';
import { canonicalJson } from './chain';
import { textProblems, unless, type GateProblem } from './problem';

const LONGEST_TITLE = 120;
const LONGEST_TEXT = 1000;
const MOST_GATES = 30;
const MOST_CRITERIA = 200;
/** What one gate asks is frozen with every review of it, in one record. */
const MOST_CRITERIA_OF_STAGE = 50;
const MOST_ON_PANEL = 50;
const MOST_DAYS_FRESH = 3650;
/** A stored value may have 240 KiB; a review's record has the gate's criteria and how each of them stood. */
const MOST_BYTES = 120_000;
/** 2000-01-01 and 2099-12-31: a date beyond is a slip of the pen. */
const FIRST_DAY: Day = 10957;
const LAST_DAY: Day = 47481;
const ID = /^[a-zA-Z0-9-]{1,40}$/;

/**
 * What keeps a lifecycle from being saved; empty when nothing does. It assumes the right types and says everything that
 * is wrong at once, field by field. `rules`: those that there are.
 */
export function validateLifecycle(lifecycle: Lifecycle, rules: ReadonlySet<RuleId>): readonly GateProblem[] {
  const { title, stages } = lifecycle;
  const criteria = stages.flatMap((stage) => stage.criteria);
  return [
    ...textProblems('title', title, LONGEST_TITLE),
    ...unless(stages.length > 0, {
      field: 'stages',
      problem: 'A lifecycle without stages has no gates.',
      remedy: 'Add a stage, or start from a template.',
    }),
    ...atMost('stages', stages.length, MOST_GATES),
    ...atMost('stages', criteria.length, MOST_CRITERIA, 'criteria over all stages'),
    ...repeated(stages, 'stages', ({ id }) => id, 'stage'),
    ...repeated(stages, 'stages', ({ title: name }) => name.trim().toLowerCase(), 'stage'),
    ...repeated(stages, 'stages', ({ gate }) => gate.id, 'gate'),
    ...repeatedCriteria(stages),
    ...stages.flatMap((stage, place) => stageProblems(stage, `stages.${place}`, rules)),
    ...unless(utf8Length(canonicalJson(lifecycle)) <= MOST_BYTES, {
      field: 'stages',
      problem: 'All texts together are too long to be kept.',
      remedy: `Shorten help texts and queries: the whole may have ${MOST_BYTES} bytes.`,
    }),
  ];
}

function stageProblems(stage: Stage, field: string, rules: ReadonlySet<RuleId>): readonly GateProblem[] {
  return [
    ...idProblems(`${field}.id`, stage.id),
    ...textProblems(`${field}.title`, stage.title, LONGEST_TITLE),
    ...atMost(`${field}.criteria`, stage.criteria.length, MOST_CRITERIA_OF_STAGE),
    ...gateProblems(stage.gate, `${field}.gate`),
    ...stage.criteria.flatMap((criterion, place) => criterionProblems(criterion, `${field}.criteria.${place}`, rules)),
  ];
}

function gateProblems({ id, title, planned, forecast, deciders, quorum }: Gate, field: string): readonly GateProblem[] {
  const onlyPeople = deciders.groups.length === 0 && deciders.roles.length === 0;
  return [
    ...idProblems(`${field}.id`, id),
    ...textProblems(`${field}.title`, title, LONGEST_TITLE),
    ...dayProblems(`${field}.planned`, planned),
    ...dayProblems(`${field}.forecast`, forecast),
    ...panelProblems(`${field}.deciders`, deciders, 'decides'),
    ...unless(Number.isInteger(quorum) && quorum >= 1 && quorum <= MOST_ON_PANEL, {
      field: `${field}.quorum`,
      problem: `${quorum} deciders cannot agree.`,
      remedy: `Enter a whole number from 1 to ${MOST_ON_PANEL}.`,
    }),
    ...unless(!onlyPeople || quorum <= Math.max(1, deciders.people.length), {
      field: `${field}.quorum`,
      problem: `${quorum} have to agree, but only ${deciders.people.length} may decide.`,
      remedy: 'Name more people, a group or a role, or ask for fewer.',
    }),
  ];
}

function criterionProblems(criterion: Criterion, field: string, rules: ReadonlySet<RuleId>): readonly GateProblem[] {
  return [
    ...idProblems(`${field}.id`, criterion.id),
    ...textProblems(`${field}.title`, criterion.title, LONGEST_TITLE),
    ...textProblems(`${field}.help`, criterion.help, LONGEST_TEXT, true),
    ...checkProblems(criterion.check, `${field}.check`, rules),
  ];
}

function checkProblems(check: CriterionCheck, field: string, rules: ReadonlySet<RuleId>): readonly GateProblem[] {
  switch (check.of) {
    case 'rule':
      return [
        ...unless(rules.has(check.rule), {
          field: `${field}.rule`,
          problem: `There is no rule "${check.rule.slice(0, 64)}" any more.`,
          remedy: 'Choose another rule, or remove the criterion.',
        }),
        ...unless(check.threshold > 0 && check.threshold <= 1, {
          field: `${field}.threshold`,
          problem: 'The threshold is out of range.',
          remedy: 'Enter more than 0 % and at most 100 %; 100 %: the rule passes.',
        }),
      ];
    case 'jql':
      return [...jqlProblems(`${field}.jql`, check.jql), ...countProblems(`${field}.expect`, check.expect)];
    case 'evidence':
      return unless(check.freshDays === null || isWhole(check.freshDays, 1, MOST_DAYS_FRESH), {
        field: `${field}.freshDays`,
        problem: `Evidence of at most ${check.freshDays} days cannot be asked for.`,
        remedy: `Enter 1 to ${MOST_DAYS_FRESH} days, or leave it empty for evidence of any age.`,
      });
    case 'statement':
      return [
        ...textProblems(`${field}.text`, check.text, LONGEST_TEXT),
        ...panelProblems(`${field}.by`, check.by, 'confirms'),
      ];
    case 'record':
      return [];
  }
}

const SHAPES: Readonly<Record<JqlShapeProblem, readonly [problem: string, remedy: string]>> = {
  empty: ['No query is entered.', 'Enter a query, e.g. type = Bug AND priority = Highest.'],
  tooLong: ['The query is too long.', `Enter at most ${LONGEST_JQL} characters.`],
  quotes: ['A quotation mark is not closed.', 'Close it, or remove it.'],
  brackets: ['The brackets do not match.', 'Close each bracket that you open, in this order.'],
  escape: ['A backslash stands outside quotation marks.', 'Put the word that has it between quotation marks.'],
  control: ['The query has a character that cannot be seen.', 'Type the query anew.'],
  project: [
    'The query chooses projects.',
    'Remove that condition: a criterion looks at its own project, never at others.',
  ],
  order: ['The query has an order.', 'Remove ORDER BY: the issues are only counted.'],
};

function jqlProblems(field: string, jql: string): readonly GateProblem[] {
  const shape = jqlShapeProblem(jql);
  if (shape === null) return [];
  const [problem, remedy] = SHAPES[shape];
  return [{ field, problem, remedy }];
}

function countProblems(field: string, expect: ExpectedCount): readonly GateProblem[] {
  return unless(expect.of !== 'atLeast' || isWhole(expect.count, 1, 1_000_000), {
    field: `${field}.count`,
    problem: 'So many issues cannot be asked for.',
    remedy: 'Enter a whole number, 1 or more.',
  });
}

function panelProblems(field: string, { people, groups, roles }: Panel, does: string): readonly GateProblem[] {
  const size = people.length + groups.length + roles.length;
  return [
    ...unless(size > 0, {
      field,
      problem: `Nobody ${does}.`,
      remedy: 'Choose people, a group or a role of the project.',
    }),
    ...atMost(field, size, MOST_ON_PANEL),
    ...unless(
      [...people, ...groups].every((id) => id !== '' && id.length <= 128) && roles.every(Number.isSafeInteger),
      {
        field,
        problem: 'An entry is none that Jira could know.',
        remedy: 'Choose from the list.',
      },
    ),
  ];
}

function idProblems(field: string, id: string): readonly GateProblem[] {
  return unless(ID.test(id), {
    field,
    problem: 'The id is not made of letters, digits and dashes.',
    remedy: 'Use 1 to 40 letters, digits and dashes; ids are only seen in files.',
  });
}

function dayProblems(field: string, day: Day | null): readonly GateProblem[] {
  return unless(day === null || isWhole(day, FIRST_DAY, LAST_DAY), {
    field,
    problem: 'The day is none, or far out of range.',
    remedy: `Choose a day from ${formatDay(FIRST_DAY)} to ${formatDay(LAST_DAY)}, or leave it empty.`,
  });
}

/** A list runs forward only: what comes again would lead back to where it was before. */
function repeated(
  stages: readonly Stage[],
  field: string,
  keyOf: (stage: Stage) => string,
  what: 'stage' | 'gate',
): readonly GateProblem[] {
  const seen = new Set<string>();
  return stages.flatMap((stage, place) => {
    const key = keyOf(stage);
    const isNew = !seen.has(key);
    seen.add(key);
    const title = (what === 'gate' ? stage.gate.title : stage.title).slice(0, LONGEST_TITLE);
    return unless(isNew, {
      field: `${field}.${place}.${what === 'gate' ? 'gate' : 'title'}`,
      problem: `The ${what} "${title}" is there twice: a lifecycle runs forward and never comes back.`,
      remedy: 'Remove one of the two, or give it a name of its own.',
    });
  });
}

function repeatedCriteria(stages: readonly Stage[]): readonly GateProblem[] {
  const seen = new Set<string>();
  return stages.flatMap(({ criteria }, stage) =>
    criteria.flatMap(({ id }, place) => {
      const isNew = !seen.has(id);
      seen.add(id);
      return unless(isNew, {
        field: `stages.${stage}.criteria.${place}.id`,
        problem: 'The criterion is there twice.',
        remedy: 'Remove one of the two.',
      });
    }),
  );
}

function atMost(field: string, count: number, most: number, what = 'entries'): readonly GateProblem[] {
  return unless(count <= most, { field, problem: `${count} ${what} are too many.`, remedy: `Keep at most ${most}.` });
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function utf8Length(text: string): number {
  let length = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return length;
}
