import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { useShowInJira, type Selected } from './select-in-jira';

interface Properties extends Selected {
  /** How many issues there are to show. */
  readonly count: number;
  readonly verb: string;
  readonly appearance: 'primary' | 'default';
}

/**
 * Opens exactly the finding's issues, or those of a path, in Jira, one search after the other where there are many; says
 * so when some of them stay out.
 */
export function ShowInJira({ count, verb, appearance, ...selected }: Properties): ReactElement {
  const { format } = useHost();
  const show = useShowInJira(selected);
  const next = show.data?.next ?? null;
  return (
    <>
      <Button appearance={appearance} isLoading={show.isPending} onClick={() => show.mutate(next ?? 0)}>
        {next === null ? `${verb} ${format.count(count)} in Jira` : `${verb} the next in Jira`}
      </Button>
      <span role="status" className="small subtle">
        {show.data &&
          (show.data.named < show.data.total || show.variables > 0) &&
          leftOut(show.data, show.variables, format.count)}
        {show.isError && `${refusalOf(show.error).message}. ${refusalOf(show.error).remedy}`}
      </span>
    </>
  );
}

/** A search names at most so many issues, and only those that the viewer may browse. */
function leftOut(
  { named, total, next }: { readonly named: number; readonly total: number; readonly next: number | null },
  from: number,
  count: (value: number) => string,
): string {
  const looked = (next ?? total) - from;
  const hidden = looked > named ? ` ${count(looked - named)} more are not yours to browse.` : '';
  if (next === null && from === 0) {
    if (named === 0) return 'None of these issues is one that you may browse.';
    return `Jira shows ${count(named)} of ${count(total)}: only issues that you may browse.`;
  }
  return `Issues ${count(from + 1)} to ${count(next ?? total)} of ${count(total)}: a search names at most 200.${hidden}`;
}
