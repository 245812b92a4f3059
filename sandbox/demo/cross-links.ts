import type { DayNumber } from './days';
import type { DraftLink, Growth } from './ground';
import type { IssueDraft } from './issue-draft';
import type { Random } from './random';
import { categoryOf } from './standards';

/** How often items of one project wait for items of another, beside the stories: provider, dependent, how many. */
const COUPLINGS: readonly (readonly [provider: string, dependent: string, links: number])[] = [
  ['DATA', 'SIG', 4],
  ['DATA', 'DEP', 3],
  ['DATA', 'PAY', 2],
  ['SIG', 'DEP', 2],
  ['SIG', 'ACC', 2],
  ['WIFI', 'SIG', 3],
  ['ACC', 'DEP', 3],
  ['ACC', 'WIFI', 1],
  ['HR', 'ACC', 3],
  ['HR', 'PAY', 2],
  ['WIFI', 'ACC', 2],
  ['DEP', 'ACC', 1],
];

/** Days between the provider's end and the dependent's beginning: beyond, nobody would link them yet. */
const NEAR = 45;

/**
 * Dependencies between projects as teams find them along the way. The provider is to end before the dependent begins,
 * as links within a project do, so that the only cycle is the one that is told as a story.
 */
export function crossLinks(growths: readonly Growth[], random: Random): readonly DraftLink[] {
  const items = new Map(growths.map((growth) => [growth.spec.key, openItemsOf(growth)]));
  return COUPLINGS.flatMap(([provider, dependent, links]) => {
    const pairs = (items.get(dependent) ?? []).flatMap((waiting) =>
      (items.get(provider) ?? [])
        .filter((awaited) => follows(awaited, waiting))
        .map((awaited) => ({
          provider: awaited.draft,
          dependent: waiting.draft,
        })),
    );
    return random.shuffled(pairs).slice(0, links);
  });
}

interface OpenItem {
  readonly draft: IssueDraft;
  readonly start: DayNumber;
  readonly due: DayNumber;
}

/** Not of a story, open, dated, and in the right order. */
function openItemsOf({ drafts, keyItems }: Growth): readonly OpenItem[] {
  const told = new Set(keyItems.values());
  return drafts.flatMap((draft) => {
    const { start, due, status } = draft.now();
    if (draft.type === 'epic' || told.has(draft) || categoryOf(status) === 'done') return [];
    return start !== null && due !== null && start <= due ? [{ draft, start, due }] : [];
  });
}

function follows(provider: OpenItem, dependent: OpenItem): boolean {
  const gap = dependent.start - provider.due;
  return gap > 0 && gap < NEAR;
}
