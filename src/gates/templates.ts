import type { Criterion, CriterionCheck, Lifecycle, Panel, RuleId, Stage } from '../model';

/** A lifecycle to start from. Its gates have no deciders yet: a project names its own. */
export interface LifecycleTemplate {
  readonly id: string;
  readonly title: string;
  /** Which projects it is for, in a sentence. */
  readonly purpose: string;
  readonly lifecycle: Lifecycle;
}

const NOBODY: Panel = { people: [], groups: [], roles: [] };

interface Asked {
  readonly title: string;
  readonly check: CriterionCheck;
  readonly help: string;
  readonly advisory?: true;
  readonly atEntry?: true;
}

const document = (title: string, help: string, freshDays: number | null = null): Asked => ({
  title,
  check: { of: 'evidence', kind: 'page', freshDays },
  help,
});
const rule = (title: string, id: RuleId, help: string): Asked => ({
  title,
  check: { of: 'rule', rule: id, threshold: 1 },
  help,
});
const confirmed = (text: string, help: string): Asked => ({
  title: text,
  check: { of: 'statement', text, by: NOBODY },
  help,
});
const noIssue = (title: string, jql: string, help: string): Asked => ({
  title,
  check: { of: 'jql', jql, expect: { of: 'none' } },
  help,
});
const advisory = (asked: Asked): Asked => ({ ...asked, advisory: true });
const atEntry = (asked: Asked): Asked => ({ ...asked, atEntry: true });

const OWNED = rule('Work in progress has an owner', 'item-ownership', 'Assign each item in progress.');
const DATED = rule('Work is dated', 'work-dated', 'Give epics and work in progress a due date, a version or a sprint.');
const LOGIC = rule(
  'Work is linked',
  'missing-logic',
  'Link each dated item to what it waits for and what waits for it.',
);
const NO_CYCLE = rule('Nothing waits for itself', 'dependency-cycles', 'Take out one link of each cycle.');
const NOT_LATE = rule('No blocker is overdue', 'overdue-blockers', 'Finish or re-plan the blockers that are past due.');
const DONE_WELL = rule('Finished work is finished', 'definition-of-done', 'Set resolutions, and close open children.');
const NO_BLOCKER = noIssue(
  'No bug of highest priority is open',
  'type = Bug AND priority = Highest AND statusCategory != Done',
  'Adapt the names of the type and the priority to your project.',
);
const CASE = document('Business case', 'Link the page that says what the project costs, gains and risks.');
const LESSONS = advisory(document('Lessons', 'Link the page with what the stage has taught.'));
const ACCEPTED = confirmed('The users accept the outcome', 'Confirmed by whoever accepts on their behalf.');

/** Ids are made of the places, so that they are the same wherever the template is used. */
function lifecycle(
  title: string,
  ...stages: readonly (readonly [stage: string, gate: string, asked: readonly Asked[]])[]
): Lifecycle {
  return {
    title,
    stages: stages.map(([name, gate, asked], place): Stage => {
      const number = place + 1;
      return {
        id: `s${number}`,
        title: name,
        criteria: asked.map((each, at) => criterion(`c${number}-${at + 1}`, each)),
        gate: { id: `g${number}`, title: gate, planned: null, forecast: null, deciders: NOBODY, quorum: 1 },
      };
    }),
  };
}

function criterion(id: string, { title, check, help, advisory: isAdvisory, atEntry: isAtEntry }: Asked): Criterion {
  return { id, title, check, mandatory: isAdvisory !== true, due: isAtEntry === true ? 'entry' : 'exit', help };
}

/** In the order in which they are offered. */
export const lifecycleTemplates: readonly LifecycleTemplate[] = [
  {
    id: 'prince2',
    title: 'PRINCE2',
    purpose: 'A project board authorises the initiation, the project, each stage and the closure.',
    lifecycle: lifecycle(
      'PRINCE2',
      [
        'Starting up',
        'Initiation authorised',
        [
          document('Project brief', 'Link the brief: background, objectives, desired outcomes.'),
          confirmed('An executive and a project manager are appointed', 'Confirmed by the executive.'),
        ],
      ],
      [
        'Initiating',
        'Project authorised',
        [
          CASE,
          document('Project initiation documentation', 'Link the page that holds the approaches and controls.'),
          document('Project plan', 'Link the plan that the board is to approve.'),
          DATED,
        ],
      ],
      [
        'Delivery stage',
        'Next stage authorised',
        [
          atEntry(confirmed('The stage plan is approved', 'Confirmed by the board.')),
          document('End stage report', 'Link the report of this stage.', 30),
          document('Business case, reviewed', 'Link the business case as it stands now.', 60),
          OWNED,
          NOT_LATE,
          LESSONS,
        ],
      ],
      [
        'Final delivery stage',
        'Closure authorised',
        [ACCEPTED, document('End project report', 'Link the report.', 30), DONE_WELL, LESSONS],
      ],
    ),
  },
  {
    id: 'pmbok',
    title: 'PMBOK process groups',
    purpose: 'Initiating, planning, executing with monitoring and controlling, and closing, with a review after each.',
    lifecycle: lifecycle(
      'PMBOK process groups',
      [
        'Initiating',
        'Charter approved',
        [
          document('Project charter', 'Link the signed charter.'),
          document('Stakeholder register', 'Link the register.'),
          rule('The project has an accountable lead', 'accountable-lead', 'Set a project lead in Jira.'),
        ],
      ],
      [
        'Planning',
        'Plan approved',
        [document('Project management plan', 'Link the plan and its baselines.'), DATED, LOGIC, NO_CYCLE],
      ],
      [
        'Executing, monitoring and controlling',
        'Deliverables accepted',
        [OWNED, NOT_LATE, NO_BLOCKER, ACCEPTED, advisory(document('Performance report', 'Link the last report.', 30))],
      ],
      ['Closing', 'Project closed', [DONE_WELL, document('Final report', 'Link the report.', 60), LESSONS]],
    ),
  },
  {
    id: 'product-development',
    title: 'Product development with stage gates',
    purpose: 'Ideas become products in five stages, each of which has to earn the money of the next.',
    lifecycle: lifecycle(
      'Product development with stage gates',
      ['Scoping', 'G1 Second screen', [document('Preliminary assessment', 'Link market and technical assessment.')]],
      ['Business case', 'G2 Go to development', [CASE, document('Product definition', 'Link the definition.'), DATED]],
      [
        'Development',
        'G3 Go to testing',
        [
          atEntry(confirmed('The team is staffed', 'Confirmed by whoever owns the resources.')),
          OWNED,
          LOGIC,
          NOT_LATE,
          advisory(document('Financial review', 'Link the analysis as it stands now.', 60)),
        ],
      ],
      [
        'Testing and validation',
        'G4 Go to launch',
        [NO_BLOCKER, ACCEPTED, document('Launch plan', 'Link the plan.', 60)],
      ],
      ['Launch', 'G5 Post-launch review', [document('Post-launch review', 'Link the review.', 60), LESSONS]],
    ),
  },
  {
    id: 'agile-release',
    title: 'Agile with release gates',
    purpose: 'Teams work in sprints; only what leaves the house passes a gate.',
    lifecycle: lifecycle(
      'Agile with release gates',
      [
        'Discovery',
        'Ready to build',
        [
          document('Product vision', 'Link the vision.'),
          confirmed('The definition of done is agreed', 'Confirmed by the team.'),
        ],
      ],
      ['Build', 'Ready to release', [OWNED, DONE_WELL, NO_BLOCKER, advisory(DATED)]],
      [
        'Release',
        'Released',
        [
          ACCEPTED,
          document('Release notes', 'Link the notes.', 14),
          confirmed('The way back is tried', 'Confirmed by whoever operates it.'),
        ],
      ],
    ),
  },
  {
    id: 'hybrid',
    title: 'Hybrid',
    purpose: 'Planned and approved as a whole, built in sprints, accepted and closed as a whole.',
    lifecycle: lifecycle(
      'Hybrid',
      ['Concept', 'Project approved', [CASE, document('Scope and milestones', 'Link the page.')]],
      ['Plan', 'Plan approved', [DATED, LOGIC, NO_CYCLE, document('Risk register', 'Link the register.', 30)]],
      ['Build in iterations', 'Ready to go live', [OWNED, DONE_WELL, NO_BLOCKER, NOT_LATE]],
      ['Go live and close', 'Project closed', [ACCEPTED, document('Final report', 'Link the report.', 60), LESSONS]],
    ),
  },
];
