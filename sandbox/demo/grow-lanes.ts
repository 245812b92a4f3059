import type { DayNumber } from './days';
import { spanOf, versionFor, type DraftLink, type Fate, type Ground } from './ground';
import { breakDown } from './break-down';
import { liveItem } from './item';
import type { IssueDraft } from './issue-draft';
import { describe } from './texts';

/** Planned work: each epic's items run one after the other in a few lanes, and each waits for the one before it. */
export function growLanes(ground: Ground): {
  readonly drafts: readonly IssueDraft[];
  readonly links: readonly DraftLink[];
} {
  const { spec, random } = ground;
  const drafts: IssueDraft[] = [];
  const links: DraftLink[] = [];
  const spans = spec.epics.map((_, index) => spanOf(spec, index));
  const totalLength = spans.reduce((sum, { from, to }) => sum + (to - from), 0);
  // Every fourth item has about three sub-tasks.
  const told = spec.keyItems.filter(({ type }) => type !== 'milestone').length;
  const items = (spec.size - spec.epics.length - told) / 1.75;
  let lastOfEpic: Planned | null = null;
  for (const [epic, span] of spans.entries()) {
    const wanted = Math.round((items * (span.to - span.from)) / totalLength);
    const summaries = ground.summaries[epic].slice(0, wanted);
    const lanes = Math.max(1, Math.round((summaries.length * 27) / (span.to - span.from)));
    const perLane = Math.ceil(summaries.length / lanes);
    let longestLane: Planned | null = null;
    for (let lane = 0; lane < lanes; lane++) {
      let before: Planned | null = lane === 0 ? lastOfEpic : null;
      for (const [place, summary] of summaries.slice(lane * perLane, (lane + 1) * perLane).entries()) {
        const planned = plantItem(ground, epic, summary, span, place / perLane, 1 / perLane);
        drafts.push(planned.draft, ...planned.parts);
        // Only what ends before the other begins is a predecessor, so that generated links never form a cycle.
        if (before && before.due < planned.start && random.chance(spec.habits.linked)) {
          links.push({ provider: before.draft, dependent: planned.draft });
        }
        before = planned;
      }
      if (lane === 0) longestLane = before;
    }
    lastOfEpic = longestLane;
  }
  return { drafts, links };
}

interface Planned {
  readonly draft: IssueDraft;
  readonly parts: readonly IssueDraft[];
  /** As intended, whether or not the team wrote it down. */
  readonly start: DayNumber;
  readonly due: DayNumber;
}

function plantItem(
  ground: Ground,
  epic: number,
  summary: string,
  span: { readonly from: number; readonly to: number },
  place: number,
  share: number,
): Planned {
  const { spec, today, random, day } = ground;
  const { habits } = spec;
  const room = (span.to - span.from) * share;
  const from = Math.round(span.from + (span.to - span.from) * place) + random.int(0, 1);
  const usual = Math.max(2, Math.min(38, Math.round(room * 0.85)));
  const stretched = from > -30 && random.chance(habits.stretched);
  const length = stretched ? random.int(60, 88) : usual;
  const start = day(from);
  const due = day(from + length);
  const fate = fateOf(ground, from, from + length);
  const dated = random.chance(habits.dated);
  const pushed = dated && fate.startedOn !== null && fate.finishedOn === null && random.chance(habits.pushed);
  const forecast = pushed ? day(Math.max(from + length, 0) + random.int(4, 18)) : due;
  const swapped = dated && !pushed && fate.status !== 'done' && random.chance(habits.swapped);
  // Who is far from beginning often has no name yet.
  const owned = random.chance(fate.status === 'todo' && from > 24 ? 0.7 * habits.owned : habits.owned);
  const draft = liveItem(
    spec,
    {
      type: random.chance(0.3) ? 'story' : 'task',
      summary,
      description: random.chance(0.5) ? describe(random) : null,
      parent: ground.epics[epic],
      reporter: random.chance(0.6) ? spec.lead : random.pick(spec.team),
      created: Math.min(start, today) - random.int(20, 60),
      owner: owned ? random.pick(spec.team) : null,
      status: fate.status,
      start: dated ? (swapped ? due + random.int(3, 12) : start) : null,
      due: dated ? forecast : null,
      startedOn: fate.startedOn,
      finishedOn: fate.finishedOn,
      resolved: random.chance(habits.closedProperly),
      estimate: random.chance(habits.estimated) ? Math.max(1, Math.round(length * 0.6)) : null,
      points: null,
      sprints: [],
      earlierDues: pushed
        ? [{ due, movedOn: Math.min(due, fate.touchedOn) }]
        : movesOf(ground, dated && !swapped, start, due),
      touchedOn: fate.touchedOn,
    },
    today,
    random,
  );
  draft.version = random.chance(habits.dated) ? versionFor(ground, due) : null;
  const parts = random.chance(0.25) ? breakDown(ground, draft, fate) : [];
  return { draft, parts, start, due };
}

function fateOf(ground: Ground, from: number, to: number): Fate {
  const { today, random, day, spec } = ground;
  const { habits } = spec;
  const late = to < 0 && to > -60 && random.chance(habits.overdue);
  if (to < 0 && !late) {
    const finishedOn = Math.min(day(to + random.int(-3, 2)), today - 1);
    const startedOn = Math.min(day(from + random.int(-1, 3)), finishedOn);
    const status = random.chance(0.03) ? 'cancelled' : 'done';
    return { status, startedOn, finishedOn, touchedOn: Math.min(finishedOn + random.int(0, 6), today) };
  }
  const begun = late ? random.chance(0.8) : from < 0 && random.chance(0.93);
  if (begun) {
    const touchedOn = Math.min(random.chance(habits.fresh) ? day(-random.int(0, 7)) : day(-random.int(13, 38)), today);
    const status = random.pick(['inProgress', 'inProgress', 'inProgress', 'inReview', 'acceptance'] as const);
    return { status, startedOn: Math.min(day(from), touchedOn), finishedOn: null, touchedOn };
  }
  const touchedOn = Math.min(day(-random.int(1, 40)), today);
  return { status: random.chance(0.8) ? 'todo' : 'backlog', startedOn: null, finishedOn: null, touchedOn };
}

/** Some items were planned earlier once: moved well before the due then set. */
function movesOf(
  ground: Ground,
  dated: boolean,
  start: DayNumber,
  due: DayNumber,
): readonly { due: DayNumber; movedOn: DayNumber }[] {
  const { random, today, day } = ground;
  if (!dated || !random.chance(0.15)) return [];
  const movedOn = Math.min(start, day(-random.int(5, 60)), today - 1) - random.int(4, 14);
  return [{ due: due - random.int(5, 20), movedOn }];
}
