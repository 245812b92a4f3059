import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { useShowInJira } from './select-in-jira';

interface Properties {
  readonly rule: string;
  /** How many issues there are to show. */
  readonly count: number;
  /** Only those that the cheapest path mends for all of these rules. */
  readonly path?: readonly string[];
  readonly verb: string;
  readonly appearance: 'primary' | 'default';
}

/** Opens exactly the finding's issues, or those of a path, in Jira; says so when some of them stay out. */
export function ShowInJira({ rule, count, path, verb, appearance }: Properties): ReactElement {
  const { format } = useHost();
  const show = useShowInJira(rule, path);
  return (
    <>
      <Button appearance={appearance} isLoading={show.isPending} onClick={() => show.mutate()}>
        {verb} {format.count(count)} in Jira
      </Button>
      <span role="status" className="small subtle">
        {show.data && show.data.named < show.data.total && leftOut(show.data, format.count)}
        {show.isError && `${refusalOf(show.error).message}. ${refusalOf(show.error).remedy}`}
      </span>
    </>
  );
}

/** A search names at most so many issues, and only those that the viewer may browse. */
function leftOut(
  selection: { readonly named: number; readonly total: number },
  count: (value: number) => string,
): string {
  if (selection.named === 0) return 'None of these issues is one that you may browse.';
  return `Jira shows ${count(selection.named)} of ${count(selection.total)}: a search names at most 200, and only issues that you may browse.`;
}
