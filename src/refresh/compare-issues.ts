import { linkAt, placeOf, READ_MEANINGS, textOfPlaces, type IssueColumns, type LinkColumns } from '../model';
import type { PackedFacts } from '../store';

type Compared = Pick<PackedFacts, 'issues' | 'issueTypes' | 'placeSets' | 'links' | 'linkTypes' | 'mapped'>;

/** Ids of issues whose facts differ. */
export interface Differences {
  /** Issues that were read and whose facts are not stored. */
  readonly missing: readonly number[];
  readonly contents: readonly number[];
  readonly links: readonly number[];
}

const COLUMNS = [
  ...(['number', 'level', 'state', 'flags', 'start', 'due', 'finishedOn', 'updatedOn', 'parentId'] as const),
  ...(['sprintStart', 'sprintEnd', 'versionId', 'versionEnd', 'effortMinutes'] as const),
] satisfies readonly (keyof IssueColumns)[];

/**
 * Compares what was just read of some issues with what is stored of them, field by field, link by link. `updatedOn`
 * and everything else counts; what a link tells of its far end does not, for it ages without the issue changing.
 */
export function compareIssues(stored: Compared, read: Compared): Differences {
  const missing: number[] = [];
  const contents: number[] = [];
  const links: number[] = [];
  const storedLinks = linksByIssue(stored);
  const readLinks = linksByIssue(read);
  const [storedSets, readSets] = [stored, read].map(({ placeSets }) => placeSets.map(textOfPlaces));
  const [storedValues, readValues] = [valuesByIssue(stored), valuesByIssue(read)];
  for (let row = 0; row < read.issues.count; row++) {
    const id = read.issues.id[row];
    const place = placeOf(stored.issues.id, id, row);
    if (place < 0) {
      missing.push(id);
      continue;
    }
    const sameType = stored.issueTypes[stored.issues.type[place]] === read.issueTypes[read.issues.type[row]];
    const differs = COLUMNS.some((name) => stored.issues[name][place] !== read.issues[name][row]);
    const sameValues = (storedValues.get(id) ?? '') === (readValues.get(id) ?? '');
    const samePlaces = storedSets[stored.issues.places[place] - 1] === readSets[read.issues.places[row] - 1];
    if (differs || !sameType || !samePlaces || !sameValues) contents.push(id);
    if ((storedLinks.get(id) ?? '') !== (readLinks.get(id) ?? '')) links.push(id);
  }
  return { missing, contents, links };
}

/** Of each linked issue, its links in one text. */
function linksByIssue({ links, linkTypes }: Compared): ReadonlyMap<number, string> {
  const entries = new Map<number, string[]>();
  for (let place = 0; place < links.count; place++) {
    const { issueId, type, outward, farId } = linkAt(links, place);
    const { name, inward, outward: outwardWords } = linkTypes[type];
    const entry = JSON.stringify([name, inward, outwardWords, outward, farId]);
    entries.set(issueId, [...(entries.get(issueId) ?? []), entry]);
  }
  return new Map([...entries].map(([id, all]) => [id, all.sort().join(' ')]));
}

/** Of each issue that has any, its values of mapped fields in one text. */
function valuesByIssue({ mapped = {} }: Compared): ReadonlyMap<number, string> {
  const texts = new Map<number, string>();
  for (const meaning of READ_MEANINGS) {
    mapped[meaning]?.id.forEach((id, i) => {
      texts.set(id, `${texts.get(id) ?? ''} ${meaning} ${mapped[meaning]?.value[i]}`);
    });
  }
  return texts;
}

/** Ids of issues that have links, ascending. */
export function linkedIssues({ issueId, count }: LinkColumns): readonly number[] {
  return [...new Set(issueId.subarray(0, count))].sort((a, b) => a - b);
}
