import { plusWorkdays, type DayNumber } from './days';
import { momentOn, liveItem } from './item';
import type { IssueDraft } from './issue-draft';
import { spanOf, versionFor, type DraftLink, type Ground, type Growth } from './ground';
import { growDrifting } from './grow-drifting';
import { growLanes } from './grow-lanes';
import { growSprints } from './grow-sprints';
import type { KeyItem, ProjectSpec } from './project-spec';
import type { Random } from './random';
import { categoryOf } from './standards';

export function generateProject(
  spec: ProjectSpec,
  today: DayNumber,
  random: Random,
  sowSummaries: (spec: ProjectSpec, random: Random) => readonly (readonly string[])[],
): Growth {
  const day = (workdays: number): DayNumber => plusWorkdays(today, Math.round(workdays));
  const versions = spec.versions.map(({ name, release }, index) => ({
    id: String(Number(spec.id) * 10 + index),
    name,
    released: release !== null && release < -2,
    releaseDay: release === null ? null : day(release),
  }));
  const ground: Ground = { spec, today, random, versions, day, epics: [], summaries: sowSummaries(spec, random) };
  const epics = spec.epics.map((_, index) => plantEpic(ground, index));
  const grown = grow({ ...ground, epics });
  const keyItems = new Map(spec.keyItems.map((item) => [item.handle, plantKeyItem({ ...ground, epics }, item)]));
  return { spec, versions, drafts: [...epics, ...grown.drafts, ...keyItems.values()], links: grown.links, keyItems };
}

function grow(ground: Ground): { readonly drafts: readonly IssueDraft[]; readonly links: readonly DraftLink[] } {
  if (ground.spec.method === 'lanes') return growLanes(ground);
  return ground.spec.method === 'sprints' ? growSprints(ground) : growDrifting(ground);
}

function plantEpic(ground: Ground, index: number): IssueDraft {
  const { spec, today, random, day } = ground;
  const { from, to } = spanOf(spec, index);
  const drifts = spec.method === 'drifting';
  const created = Math.min(day(Math.min(from, spec.starts + 15)) - random.int(5, 20), today - 30);
  const begun = from < 0;
  const over = to < -3 && !drifts;
  const dated = !drifts && random.chance(spec.habits.dated);
  const draft = liveItem(
    spec,
    {
      type: 'epic',
      summary: spec.epics[index].summary,
      description: null,
      parent: null,
      reporter: spec.lead,
      created,
      owner: random.chance(0.8) ? random.pick(spec.team) : null,
      status: over ? 'done' : begun ? 'inProgress' : 'todo',
      start: dated ? day(from) : null,
      due: dated ? (over ? day(to) : Math.max(day(to), today + 2)) : null,
      startedOn: begun ? Math.min(Math.max(day(from), created + 1), today - 5) : null,
      finishedOn: over ? Math.min(day(to + 1), today - 1) : null,
      resolved: random.chance(Math.max(0.9, spec.habits.closedProperly)),
      estimate: null,
      points: null,
      sprints: [],
      earlierDues: [],
      touchedOn: Math.min(over ? day(to + 2) : day(-random.int(0, 25)), today - 1),
    },
    today,
    random,
  );
  if (!drifts) draft.version = versionFor(ground, day(to));
  return draft;
}

/** An issue of the stories: exactly as told. */
function plantKeyItem(ground: Ground, item: KeyItem): IssueDraft {
  const { spec, today, random, day } = ground;
  const past = (workdays: number): DayNumber => Math.min(day(workdays), today);
  const start = item.start ?? item.due ?? 0;
  const category = categoryOf(item.status);
  const touchedOn = past(item.touched ?? -random.int(1, 5));
  const startedOn = category === 'new' ? null : Math.min(past(start), touchedOn);
  const finishedOn = category === 'done' ? Math.min(past(item.due ?? -1), today - 1) : null;
  const firstMove = item.earlierDues?.[0]?.movedOn ?? 0;
  const created = past(item.created ?? Math.min(start, firstMove, -20) - random.int(15, 40));
  const draft = liveItem(
    spec,
    {
      type: item.type,
      summary: item.summary,
      description: item.description,
      parent: item.type === 'epic' ? null : ground.epics[item.epic],
      reporter: spec.lead,
      created,
      owner: item.owner,
      status: item.status,
      start: item.start === null ? null : day(item.start),
      due: item.due === null ? null : day(item.due),
      startedOn,
      finishedOn,
      resolved: true,
      estimate: spec.method === 'sprints' ? null : item.estimate,
      points: spec.method === 'sprints' ? Math.min(13, item.estimate) : null,
      sprints: [],
      earlierDues: (item.earlierDues ?? []).map((each) => ({ due: day(each.due), movedOn: past(each.movedOn) })),
      touchedOn: Math.max(touchedOn, finishedOn ?? touchedOn),
    },
    today,
    random,
  );
  draft.priority = item.earlierDues ? 0 : 1;
  draft.version = item.due === null ? null : versionFor(ground, day(item.due));
  draft.touch(momentOn(touchedOn, today, random));
  return draft;
}
