import type { Fate, Ground } from './ground';
import { liveItem } from './item';
import { createdDay, type IssueDraft } from './issue-draft';
import type { StatusName } from './standards';

/** Breaks an item into two to four sub-tasks that have come as far as the item has. */
export function breakDown(ground: Ground, parent: IssueDraft, fate: Fate): readonly IssueDraft[] {
  const { spec, today, random } = ground;
  const names = random.shuffled(spec.subtasks).slice(0, random.int(2, 4));
  const { assignee, sprint } = parent.now();
  const over = fate.finishedOn !== null;
  // A team that closes sloppily leaves now and then a sub-task behind.
  const leftBehind = over && random.chance(1 - spec.habits.closedProperly) ? names.length - 1 : -1;
  return names.map((summary, place) => {
    const status = statusOf(fate, place, place === leftBehind);
    const created = createdDay(parent) + random.int(0, 3);
    const startedOn = status === 'todo' ? null : Math.max(created, fate.startedOn ?? created);
    const finishedOn =
      status === 'done' ? Math.max(startedOn ?? created, Math.min(fate.finishedOn ?? fate.touchedOn, today - 1)) : null;
    const draft = liveItem(
      spec,
      {
        type: 'subtask',
        summary,
        description: null,
        parent,
        reporter: spec.lead,
        created,
        owner: random.chance(0.7) ? assignee : random.pick(spec.team),
        status,
        start: null,
        due: null,
        startedOn,
        finishedOn,
        resolved: random.chance(spec.habits.closedProperly),
        estimate: random.chance(spec.habits.estimated) ? random.int(1, 4) : null,
        points: null,
        sprints: (sprint ?? [])
          .slice(-1)
          .map((each) => ({ sprint: each, joinedOn: Math.max(created, each.startDay - 2) })),
        earlierDues: [],
        touchedOn: finishedOn ?? Math.max(created, fate.touchedOn),
      },
      today,
      random,
    );
    draft.version = parent.version;
    draft.component = parent.component;
    return draft;
  });
}

function statusOf(fate: Fate, place: number, leftBehind: boolean): StatusName {
  if (leftBehind) return 'todo';
  if (fate.finishedOn !== null) return 'done';
  if (fate.startedOn === null) return 'todo';
  if (place === 0) return 'done';
  return place === 1 ? 'inProgress' : 'todo';
}
