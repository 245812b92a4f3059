import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import { useHost } from '../../shared/host';
import { RefusalMessage } from '../../shared/refusal-message';
import { IssueTable } from '../offending-issues';
import { useChangedIssues } from './changes-query';

interface Properties {
  readonly rule: string;
  readonly since: string;
  readonly revision: string;
}

const GROUPS = [
  { became: 'worse', caption: 'Began to offend' },
  { became: 'better', caption: 'No longer offend; what was wrong' },
] as const;

/** Issues that began or ceased to offend against a rule, as far as the viewer may browse them. */
export function ChangedIssues({ rule, since, revision }: Properties): ReactElement {
  const { format } = useHost();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useChangedIssues(rule, since, revision);
  if (data === undefined) {
    return error === null ? <p aria-busy="true">Loading issues…</p> : <RefusalMessage error={error} />;
  }
  const issues = data.pages.flatMap((page) => page.issues);
  const hidden = data.pages.reduce((sum, page) => sum + page.hidden, 0);
  return (
    <>
      {GROUPS.map(({ became, caption }) => {
        const some = issues.filter((issue) => issue.became === became);
        return some.length === 0 ? null : <IssueTable key={became} caption={caption} issues={some} />;
      })}
      <div className="offenders-footer small subtle">
        <span role="status">
          Showing {format.count(issues.length)} of {format.count(data.pages[0].total)}
          {hidden > 0 && `; ${format.count(hidden)} that you may not browse, or that are no more`}
        </span>
        {hasNextPage && (
          <Button spacing="compact" isLoading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        )}
      </div>
    </>
  );
}
