import { preview as previewOf } from '../../compliance';
import type { PreviewResult } from '../../contract';
import { inParallel, requestPreview } from '../../refresh';
import { readDraft, readFactsHeader, readIndex, readPreview, readShelf, type StoredPreview } from '../../store';
import type { AdminAnswer } from '../administrator';
import { instant } from './instant';
import { mentionsFor } from './mentions';

const MOST_MOVES = 500;

export const startPreview: AdminAnswer<'startPreview'> = async (_administrator, { revision }) => {
  return { outcome: await requestPreview(revision) };
};

/** What publishing the draft would do, as far as it is computed; names only for whom they are. */
export const playbookPreview: AdminAnswer<'playbookPreview'> = async () => {
  const [stored, draft, shelf] = await Promise.all([readPreview(), readDraft(), readShelf()]);
  if (stored === null) return { preview: null };
  const { startedAt, finishedAt, done, projects } = stored.meta;
  const fits = draft.playbook !== null && stored.meta.draft === draft.revision && stored.meta.shelf === shelf.revision;
  return {
    preview: {
      ...{ startedAt: instant(startedAt), done, projects, fits },
      finishedAt: finishedAt === null ? null : instant(finishedAt),
      result: finishedAt === null ? null : await resultOf(stored.value),
    },
  };
};

async function resultOf({ moves, trials, facts, unread, awaited }: StoredPreview): Promise<PreviewResult> {
  const told = previewOf(moves);
  const { projects } = await readIndex();
  const [mentions, changedSince] = await Promise.all([
    mentionsFor(
      projects,
      moves.map(({ project }) => project),
      [],
    ),
    countChanged(facts),
  ]);
  const mentioned = told.moves.map((move) => ({ ...move, project: mentions.project(move.project) }));
  const notForeseen = moves.filter(({ unforeseen }) => unforeseen.length > 0).length;
  const named = mentioned.filter(({ project }) => project.kind === 'named');
  return {
    ...{ evaluated: facts.length, changedSince, unread, notForeseen, awaited },
    moves: named.slice(0, MOST_MOVES),
    ...{ moved: moves.length - notForeseen, hidden: moves.length - named.length },
    ...{ rules: told.rules, trials },
  };
}

/** Of how many projects the facts are not those any more that were evaluated. */
async function countChanged(facts: StoredPreview['facts']): Promise<number> {
  const changed = await inParallel(facts, async ([id, digest]) => (await readFactsHeader(id))?.digest !== digest);
  return changed.filter(Boolean).length;
}
