import type { SiteIssue } from '../site-data';
import type { JqlContext } from './context';
import { JqlError } from './errors';
import { leastKey, type Sorting } from './fields/field';
import { issueKeySortKey } from './fields/issue-fields';
import { resolveField } from './fields/resolve';
import type { OrderTerm } from './syntax';

type Key = string | number | null;

interface OrderColumn {
  /** 1 ascending, −1 descending. */
  readonly sign: 1 | -1;
  key(issue: SiteIssue): Key;
}

/**
 * Compiles ORDER BY. Empty counts as the greatest value, as in Jira: last ascending, first descending. What remains
 * equal keeps a fixed order, by key, so that pages of a search never overlap. Without ORDER BY: newest key first.
 */
export function compileOrder(
  context: JqlContext,
  terms: readonly OrderTerm[],
): (issues: readonly SiteIssue[]) => SiteIssue[] {
  const problems: string[] = [];
  const columns = terms.flatMap((term): OrderColumn[] => {
    const sorting = sortingOf(context, term.field, problems);
    if (!sorting) return [];
    const descending = term.direction === null ? sorting.descending : term.direction === 'desc';
    return [{ sign: descending ? -1 : 1, key: (issue) => singleKey(sorting.key(issue)) }];
  });
  if (problems.length > 0) throw new JqlError(problems);
  const lastResort: OrderColumn = { sign: terms.length === 0 ? -1 : 1, key: issueKeySortKey };
  return (issues) => sortBy(issues, [...columns, lastResort]);
}

function sortingOf(context: JqlContext, name: string, problems: string[]): Sorting | null {
  try {
    const { sorting } = resolveField(context, name);
    if (sorting) return sorting;
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    if (error.message.endsWith('sandbox.')) {
      problems.push(...error.errorMessages);
      return null;
    }
  }
  problems.push(`Not able to sort using field '${name}'.`);
  return null;
}

function singleKey(key: ReturnType<Sorting['key']>): Key {
  return typeof key === 'object' && key !== null ? leastKey(key) : key;
}

/** Keys are read once per issue and column: reading them in every comparison would cost a search of 100,000 dear. */
function sortBy(issues: readonly SiteIssue[], columns: readonly OrderColumn[]): SiteIssue[] {
  const keys = columns.map((column) => issues.map((issue) => column.key(issue)));
  const places = issues.map((_issue, index) => index);
  places.sort((left, right) => {
    for (let column = 0; column < columns.length; column += 1) {
      const order = compareKeys(keys[column][left], keys[column][right]);
      if (order !== 0) return order * columns[column].sign;
    }
    return left - right;
  });
  return places.map((place) => issues[place]);
}

function compareKeys(left: Key, right: Key): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  // A column that mixes numbers and texts (ids known and unknown) puts numbers first, so that the order stays total.
  if (typeof left !== typeof right) return typeof left === 'number' ? -1 : 1;
  return left < right ? -1 : 1;
}
