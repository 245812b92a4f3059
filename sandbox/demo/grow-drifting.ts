import type { Ground } from './ground';
import { liveItem } from './item';
import type { IssueDraft } from './issue-draft';
import { describe } from './texts';
import type { StatusName } from './standards';

/** A project that nobody steers: no dates, no links, work begun long ago and left, nothing finished for months. */
export function growDrifting(ground: Ground): { readonly drafts: readonly IssueDraft[]; readonly links: readonly [] } {
  const { spec, today, random, day } = ground;
  const wanted = Math.ceil((spec.size - spec.epics.length) / spec.epics.length);
  const drafts = ground.summaries.flatMap((summaries, epic) =>
    summaries.slice(0, wanted).map((summary) => {
      const created = day(random.int(spec.starts, spec.starts + 60));
      const status = random.pick<StatusName>([
        'backlog',
        'backlog',
        'todo',
        'todo',
        'inProgress',
        'inProgress',
        'inReview',
        'done',
        'done',
      ]);
      const begun = status !== 'backlog' && status !== 'todo';
      const startedOn = begun ? created + random.int(5, 30) : null;
      // The quarter that the rules look back on is empty.
      const touchedOn =
        random.chance(spec.habits.fresh) && status !== 'done' ? today - random.int(2, 9) : today - random.int(95, 160);
      return liveItem(
        spec,
        {
          type: random.chance(0.3) ? 'story' : 'task',
          summary,
          description: random.chance(0.2) ? describe(random) : null,
          parent: random.chance(0.7) ? ground.epics[epic] : null,
          reporter: random.pick(spec.team),
          created,
          owner: random.chance(spec.habits.owned) ? random.pick(spec.team) : null,
          status,
          start: null,
          due: null,
          startedOn,
          finishedOn: status === 'done' ? touchedOn : null,
          resolved: random.chance(spec.habits.closedProperly),
          estimate: random.chance(spec.habits.estimated) ? random.int(1, 8) : null,
          points: null,
          sprints: [],
          earlierDues: [],
          touchedOn,
        },
        today,
        random,
      );
    }),
  );
  return { drafts, links: [] };
}
