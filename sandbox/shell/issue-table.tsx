import Button from '@atlaskit/button/new';
import Lozenge from '@atlaskit/lozenge';
import SectionMessage from '@atlaskit/section-message';
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';
import type { Issue, StatusSummary } from './jira-types';
import { ShellLink } from './location';
import { useIssueCount, useIssues } from './queries';
import { addressOf } from './routes';

/** What a JQL selects, fifty at a time; Jira's own words where it refuses the JQL. */
export function IssueTable({ jql }: { readonly jql: string }): ReactNode {
  const found = useIssues(jql);
  const count = useIssueCount(jql);
  if (found.isPending) return <Spinner label="Loading issues" />;
  if (found.isError) {
    return (
      <SectionMessage appearance="error" title="Jira cannot run this search">
        <p>{found.error.message}</p>
      </SectionMessage>
    );
  }
  const issues = found.data.pages.flatMap((page) => page.issues);
  if (issues.length === 0) return <p className="hint">No issue matches.</p>;
  return (
    <>
      <p className="hint" role="status">
        Showing {issues.length} of {count.data ?? '…'}
      </p>
      <div className="table-scroll">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Key</th>
              <th scope="col">Summary</th>
              <th scope="col">Status</th>
              <th scope="col">Assignee</th>
              <th scope="col">Start</th>
              <th scope="col">Due</th>
              <th scope="col">Updated</th>
            </tr>
          </thead>
          <tbody>
            {issues.map((issue) => (
              <IssueRow key={issue.id} issue={issue} />
            ))}
          </tbody>
        </table>
      </div>
      {found.hasNextPage && (
        <Button onClick={() => void found.fetchNextPage()} isLoading={found.isFetchingNextPage}>
          Show more
        </Button>
      )}
    </>
  );
}

function IssueRow({ issue: { key, fields } }: { readonly issue: Issue }): ReactNode {
  return (
    <tr>
      <td className="no-wrap">
        <ShellLink to={addressOf.issue(key)}>{key}</ShellLink>
      </td>
      <td>{fields.summary}</td>
      <td>
        <StatusLozenge status={fields.status} />
      </td>
      <td>{fields.assignee?.displayName ?? '–'}</td>
      <td className="no-wrap">{fields.customfield_10015 ?? '–'}</td>
      <td className="no-wrap">{fields.duedate ?? '–'}</td>
      <td className="no-wrap">{fields.updated?.slice(0, 10) ?? '–'}</td>
    </tr>
  );
}

export function StatusLozenge({ status }: { readonly status: StatusSummary | undefined }): ReactNode {
  if (!status) return null;
  return <Lozenge appearance={appearanceOf(status.statusCategory?.key)}>{status.name}</Lozenge>;
}

function appearanceOf(category: string | undefined): 'default' | 'inprogress' | 'success' {
  if (category === 'done') return 'success';
  return category === 'indeterminate' ? 'inprogress' : 'default';
}
