import type { DayNumber } from './days';
import { dayOfMoment, moment } from './days';
import { IssueDraft, type Sprint, type Tracked } from './issue-draft';
import type { Person } from './people';
import type { ProjectSpec } from './project-spec';
import type { Random } from './random';
import { categoryOf, type StatusName, type TypeName } from './standards';

/** What is to become of an item; days are day numbers. */
interface ItemPlan {
  readonly type: TypeName;
  readonly summary: string;
  readonly description: string | null;
  readonly parent: IssueDraft | null;
  readonly reporter: Person;
  readonly created: DayNumber;
  readonly owner: Person | null;
  readonly status: StatusName;
  readonly start: DayNumber | null;
  readonly due: DayNumber | null;
  /** When work began; needed when the status is beyond To Do. */
  readonly startedOn: DayNumber | null;
  /** Needed when the status is done. */
  readonly finishedOn: DayNumber | null;
  readonly resolved: boolean;
  readonly estimate: number | null;
  readonly points: number | null;
  /** The sprints it was in, each with the day on which it joined. */
  readonly sprints: readonly { readonly sprint: Sprint; readonly joinedOn: DayNumber }[];
  readonly earlierDues: readonly { readonly due: DayNumber; readonly movedOn: DayNumber }[];
  readonly touchedOn: DayNumber;
}

/** Lets an item live from its creation to what it is today, with the changes that people would have made. */
export function liveItem(project: ProjectSpec, plan: ItemPlan, today: DayNumber, random: Random): IssueDraft {
  const at = (day: DayNumber): number => momentOn(day, today, random);
  const { lead } = project;
  const owner = plan.owner ?? plan.reporter;
  const created = at(plan.created);
  const plannedAtOnce = random.chance(0.6);
  const firstDue = plan.earlierDues[0]?.due ?? plan.due;
  const assignedAtOnce = plan.owner !== null && random.chance(0.25);
  const initial = {
    status: plan.type === 'epic' || random.chance(0.5) ? ('todo' as const) : ('backlog' as const),
    due: plannedAtOnce ? firstDue : null,
    start: plannedAtOnce ? plan.start : null,
    assignee: assignedAtOnce ? plan.owner : null,
    estimate: random.chance(0.5) ? plan.estimate : null,
    points: random.chance(0.4) ? plan.points : null,
  };
  const draft = new IssueDraft(
    project,
    plan.type,
    plan.summary,
    plan.description,
    plan.parent,
    plan.reporter,
    created,
    initial,
  );

  const changes: { at: number; by: Person; set: Partial<Tracked> }[] = [];
  const begins = plan.startedOn ?? plan.finishedOn ?? plan.touchedOn;
  const planned = between(plan.created, Math.min(begins, plan.earlierDues[0]?.movedOn ?? begins), random);
  const plannedAt = at(planned);
  if (!plannedAtOnce) changes.push({ at: plannedAt, by: lead, set: { due: firstDue, start: plan.start } });
  if (initial.estimate === null || initial.points === null) {
    changes.push({ at: plannedAt, by: lead, set: { estimate: plan.estimate, points: plan.points } });
  }
  if (plan.status !== 'backlog' && initial.status === 'backlog') {
    changes.push({ at: plannedAt, by: lead, set: { status: 'todo' } });
  }
  if (plan.status === 'backlog' && initial.status === 'todo') {
    changes.push({ at: plannedAt, by: lead, set: { status: 'backlog' } });
  }
  if (!assignedAtOnce && plan.owner !== null) {
    changes.push({ at: at(between(plan.created, begins, random)), by: lead, set: { assignee: plan.owner } });
  }
  plan.sprints.forEach(({ joinedOn }, index) => {
    const sprint = plan.sprints.slice(0, index + 1).map((each) => each.sprint);
    changes.push({ at: at(joinedOn), by: lead, set: { sprint } });
  });
  plan.earlierDues.forEach(({ movedOn }, index) => {
    changes.push({ at: at(movedOn), by: owner, set: { due: plan.earlierDues[index + 1]?.due ?? plan.due } });
  });
  if (plan.startedOn !== null) {
    changes.push({ at: at(plan.startedOn), by: owner, set: { status: 'inProgress' } });
    if (plan.status === 'inReview' || plan.status === 'acceptance') {
      changes.push({
        at: at(between(plan.startedOn, plan.touchedOn, random)),
        by: owner,
        set: { status: plan.status },
      });
    }
  }
  if (plan.finishedOn !== null) {
    const resolution = plan.status === 'cancelled' ? ('wontDo' as const) : ('done' as const);
    const set = { status: plan.status, ...(plan.resolved ? { resolution } : {}) };
    const started = plan.startedOn;
    if (started !== null && plan.finishedOn - started > 3 && random.chance(0.6)) {
      changes.push({
        at: at(between(started + 1, plan.finishedOn - 1, random)),
        by: owner,
        set: { status: 'inReview' },
      });
    }
    changes.push({ at: at(plan.finishedOn) + 1_800_000, by: owner, set });
  }
  // Finishing is last whatever the clock times drawn; the sort is stable.
  changes.sort((a, b) => order(a, b));
  for (const change of changes) draft.change(Math.max(change.at, created), change.by, change.set);
  draft.priority = random.pick([1, 2, 2, 2, 2, 3, 3]);
  if (project.components.length > 0 && random.chance(0.7)) {
    draft.component = random.int(0, project.components.length - 1);
  }
  draft.touch(at(plan.touchedOn));
  return draft;
}

function order(a: { at: number; set: Partial<Tracked> }, b: { at: number; set: Partial<Tracked> }): number {
  const days = dayOfMoment(a.at) - dayOfMoment(b.at);
  return days !== 0 ? days : stepOf(a.set.status) - stepOf(b.set.status) || a.at - b.at;
}

/** Within a day, a status follows the ones before it in the workflow. */
function stepOf(status: StatusName | undefined): number {
  if (status === undefined || categoryOf(status) === 'new') return 0;
  if (status === 'inProgress') return 1;
  return categoryOf(status) === 'indeterminate' ? 2 : 3;
}

/** A moment of that day's office hours; of today only the early morning, which is over wherever one looks. */
export function momentOn(day: DayNumber, today: DayNumber, random: Random): number {
  const hour = day >= today ? 4 : random.int(6, 15);
  return moment(Math.min(day, today), hour, random.int(0, 59)) + random.int(0, 59) * 1_000;
}

function between(first: DayNumber, last: DayNumber, random: Random): DayNumber {
  return last <= first ? first : random.int(first, last);
}
