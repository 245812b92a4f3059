import Button from '@atlaskit/button/default/button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import type { FindingInWords, OffendingIssue } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { issuePath, openIssue } from '../shared/jira-links';
import { SHOWN_AT_MOST } from '../shared/pace';
import { call } from './call';
import { useProjectId } from './project-id';
import './offending-issues.css';

/** The back end gives a finding's issues by so many. */
const PAGE = 50;

interface Properties {
  readonly finding: FindingInWords;
  /** Of the standing; another one means that the issues may have changed. */
  readonly revision: string;
}

/** The issues that keep a rule from passing, as far as the viewer may browse them. */
export function OffendingIssues({ finding, revision }: Properties): ReactElement | null {
  const { format } = useHost();
  const pages = useOffenders(finding.rule, revision, finding.offenderCount > 0);
  if (finding.offenderCount === 0) return null;
  if (pages.isPending) return <IssuesOnTheirWay count={finding.offenderCount} />;
  if (pages.data === undefined) {
    const { message, remedy } = refusalOf(pages.error);
    return (
      <div role="alert" className="offenders-failed">
        <p>
          <span className="strong">{message}.</span> {remedy}
        </p>
        <Button onClick={() => void pages.refetch()}>Try again</Button>
      </div>
    );
  }
  const issues = pages.data.pages.flatMap((page) => page.issues);
  const hidden = pages.data.pages.reduce((sum, page) => sum + page.hidden, 0);
  const total = pages.data.pages[0].total;
  return (
    <div className="offenders">
      {issues.length > 0 && <IssueTable caption="Issues to mend" issues={issues} isCaptionHidden />}
      <div className="table-foot small subtle">
        <span role="status">
          Showing {format.count(issues.length)} of {format.count(total)}
          {hidden > 0 && `; ${format.count(hidden)} more that you may not browse`}
        </span>
        {pages.hasNextPage && (
          <Button spacing="compact" isLoading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show {format.count(Math.min(PAGE, total - issues.length - hidden))} more
          </Button>
        )}
      </div>
    </div>
  );
}

function useOffenders(rule: string, revision: string, enabled: boolean) {
  const projectId = useProjectId();
  const pages = useInfiniteQuery({
    queryKey: ['finding', projectId, rule],
    queryFn: ({ pageParam }) => call('finding', { projectId, rule, offset: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last) => (last.offset + PAGE < last.total ? last.offset + PAGE : undefined),
    enabled,
    staleTime: Infinity,
    refetchInterval: SHOWN_AT_MOST,
    gcTime: 0,
  });
  const { data, refetch } = pages;
  const outdated = data !== undefined && data.pages[0].revision !== revision;
  useEffect(() => {
    if (outdated) void refetch();
  }, [outdated, revision, refetch]);
  return pages;
}

interface IssueTableProperties {
  readonly caption: string;
  readonly isCaptionHidden?: boolean;
  readonly issues: readonly OffendingIssue[];
}

/** Issues with what is wrong with each. */
export function IssueTable({ caption, isCaptionHidden = false, issues }: IssueTableProperties): ReactElement {
  return (
    <table className="table offenders-table">
      <caption className={isCaptionHidden ? 'visually-hidden' : 'offenders-caption'}>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Issue</th>
          <th scope="col">Owner</th>
          <th scope="col">Due</th>
          <th scope="col">What is wrong</th>
        </tr>
      </thead>
      <tbody>
        {issues.map((issue) => (
          <IssueLine key={issue.id} issue={issue} />
        ))}
      </tbody>
    </table>
  );
}

function IssueLine({ issue }: { readonly issue: OffendingIssue }): ReactElement {
  const { format, siteUrl } = useHost();
  return (
    <tr>
      <th scope="row">
        <a
          href={`${siteUrl}${issuePath(issue.key)}`}
          target="_blank"
          rel="noreferrer"
          onClick={(event) => {
            event.preventDefault();
            void openIssue(issue.key);
          }}
        >
          {issue.key}
        </a>{' '}
        <span className="offenders-summary" title={issue.summary}>
          {issue.summary}
        </span>
      </th>
      <td>{issue.assignee ?? <em className="subtle">nobody</em>}</td>
      <td className="offenders-due">{issue.due === null ? <em className="subtle">none</em> : format.day(issue.due)}</td>
      <td className="offenders-wrong">{issue.wrong}</td>
    </tr>
  );
}

function IssuesOnTheirWay({ count }: { readonly count: number }): ReactElement {
  return (
    <div aria-busy="true">
      <span className="visually-hidden">Loading issues</span>
      {Array.from({ length: Math.min(count, 8) }, (_, index) => (
        <div key={index} className="offenders-bone" aria-hidden="true" />
      ))}
    </div>
  );
}
