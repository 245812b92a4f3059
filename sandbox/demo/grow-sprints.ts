import { breakDown } from './break-down';
import type { DayNumber } from './days';
import { spanOf, versionFor, type DraftLink, type Fate, type Ground } from './ground';
import { liveItem } from './item';
import type { IssueDraft, Sprint } from './issue-draft';
import { describe } from './texts';
import type { StatusName } from './standards';

const FORTNIGHT = 14;
const POINTS = [1, 2, 2, 3, 3, 3, 5, 5, 8] as const;

/** Agile work: stories in two-week sprints, a backlog, bugs; no dates of their own but those of sprint and version. */
export function growSprints(ground: Ground): {
  readonly drafts: readonly IssueDraft[];
  readonly links: readonly DraftLink[];
} {
  const { spec, random } = ground;
  const sprints = sprintsOf(ground);
  const supply = new Supply(ground);
  const stories = Math.min(supply.size, Math.round((spec.size - spec.epics.length - spec.keyItems.length) / 1.38));
  const backlog = Math.round(stories * 0.15);
  const perSprint = Math.ceil((stories - backlog) / sprints.length);
  const drafts: IssueDraft[] = [];
  const links: DraftLink[] = [];
  for (const [index, sprint] of sprints.entries()) {
    let before: IssueDraft | null = null;
    for (let place = 0; place < perSprint; place++) {
      const next = supply.take(sprint.startDay);
      if (!next) break;
      const { draft, parts } = plantStory(ground, next, sprint, sprints[index + 1], place / perSprint);
      drafts.push(draft, ...parts);
      if (before && random.chance(spec.habits.linked * 0.15)) links.push({ provider: before, dependent: draft });
      before = draft;
    }
  }
  for (let place = 0; place < backlog; place++) {
    const next = supply.take(ground.today + 40);
    if (next) drafts.push(plantStory(ground, next, null, undefined, 1).draft);
  }
  return { drafts, links };
}

/** Closed sprints since the project began, one that is running, two that are planned. */
function sprintsOf({ spec, today, day }: Ground): readonly Sprint[] {
  const monday = today - ((((today + 3) % 7) + 7) % 7);
  const activeStart = monday - 7;
  const closed = Math.max(1, Math.floor((activeStart - day(spec.starts)) / FORTNIGHT));
  return Array.from({ length: closed + 3 }, (_, index) => {
    const startDay = activeStart + (index - closed) * FORTNIGHT;
    return {
      id: Number(spec.id) * 100 - 999_000 + index,
      name: `${spec.key} Sprint ${index + 1}`,
      state: index < closed ? ('closed' as const) : index === closed ? ('active' as const) : ('future' as const),
      boardId: Number(spec.id) - 9_900,
      startDay,
      endDay: startDay + FORTNIGHT - 3,
    };
  });
}

interface Idea {
  readonly epic: number;
  readonly summary: string;
  readonly bug: boolean;
}

/** Hands out each summary once, from the epics that are under way on the day asked for. */
class Supply {
  private readonly left: string[][];
  private readonly bugs: string[];

  constructor(private readonly ground: Ground) {
    this.left = ground.summaries.map((each) => [...each]);
    this.bugs = ground.random.shuffled(ground.spec.bugs ?? []);
  }

  get size(): number {
    return this.left.reduce((sum, each) => sum + each.length, 0);
  }

  take(day: DayNumber): Idea | null {
    const { random, spec } = this.ground;
    const filled = this.left.map((_, epic) => epic).filter((epic) => this.left[epic].length > 0);
    const current = filled.filter((epic) => {
      const { from, to } = spanOf(spec, epic);
      return this.ground.day(from) <= day + 10 && this.ground.day(to) >= day;
    });
    if (filled.length === 0) return null;
    const epic = random.pick(current.length > 0 ? current : filled);
    const bug = this.bugs.length > 0 && random.chance(0.14);
    const summary = bug ? this.bugs.pop() : this.left[epic].shift();
    return summary === undefined ? null : { epic, summary, bug };
  }
}

/** @param sprint `null`: it waits in the backlog. @param place in the sprint, 0 the first to be done. */
function plantStory(
  ground: Ground,
  idea: Idea,
  sprint: Sprint | null,
  next: Sprint | undefined,
  place: number,
): { readonly draft: IssueDraft; readonly parts: readonly IssueDraft[] } {
  const { spec, today, random } = ground;
  const { habits } = spec;
  const carried = sprint?.state === 'closed' && next?.state === 'closed' && random.chance(0.1);
  const last = carried && next ? next : sprint;
  const fate = fateOf(ground, last, place);
  const joined = sprint ? Math.min(sprint.startDay - random.int(1, 4), today) : today;
  const created = Math.min(joined, fate.startedOn ?? joined, fate.touchedOn) - random.int(8, 50);
  const under = fate.startedOn !== null;
  const draft = liveItem(
    spec,
    {
      type: idea.bug ? 'bug' : 'story',
      summary: idea.summary,
      description: random.chance(0.6) ? describe(random) : null,
      parent: idea.bug ? null : ground.epics[idea.epic],
      reporter: random.pick([spec.lead, ...spec.team]),
      created,
      owner: random.chance(under ? habits.owned : 0.5) ? random.pick(spec.team) : null,
      status: fate.status,
      start: null,
      due: null,
      startedOn: fate.startedOn,
      finishedOn: fate.finishedOn,
      resolved: random.chance(habits.closedProperly),
      estimate: null,
      points: random.chance(sprint ? habits.estimated : 0.5) ? random.pick(POINTS) : null,
      sprints: sprint
        ? [{ sprint, joinedOn: joined }, ...(carried && next ? [{ sprint: next, joinedOn: next.startDay }] : [])]
        : [],
      earlierDues: [],
      touchedOn: fate.touchedOn,
    },
    today,
    random,
  );
  if (sprint && random.chance(habits.dated)) draft.version = versionFor(ground, (last ?? sprint).endDay);
  const parts = sprint && !idea.bug && random.chance(0.16) ? breakDown(ground, draft, fate) : [];
  return { draft, parts };
}

function fateOf(ground: Ground, sprint: Sprint | null, place: number): Fate {
  const { today, random, spec } = ground;
  if (!sprint || sprint.state === 'future') {
    return { status: 'todo', startedOn: null, finishedOn: null, touchedOn: today - random.int(1, 30) };
  }
  if (sprint.state === 'closed') {
    const startedOn = sprint.startDay + random.int(0, 7);
    const finishedOn = Math.min(startedOn + random.int(1, 4), sprint.endDay);
    const status: StatusName = random.chance(0.03) ? 'cancelled' : 'done';
    return { status, startedOn, finishedOn, touchedOn: finishedOn };
  }
  const gone = (today - sprint.startDay) / FORTNIGHT;
  if (place < gone * 0.6) {
    const finishedOn = Math.min(sprint.startDay + Math.round(place * FORTNIGHT), today - 1);
    return { status: 'done', startedOn: Math.min(sprint.startDay, finishedOn), finishedOn, touchedOn: finishedOn };
  }
  if (place < gone * 0.6 + 0.5) {
    const touchedOn = random.chance(spec.habits.fresh) ? today - random.int(0, 3) : today - random.int(20, 40);
    const status = random.pick<StatusName>(['inProgress', 'inProgress', 'inReview']);
    return { status, startedOn: Math.min(sprint.startDay + random.int(0, 4), touchedOn), finishedOn: null, touchedOn };
  }
  return { status: 'todo', startedOn: null, finishedOn: null, touchedOn: today - random.int(1, 12) };
}
