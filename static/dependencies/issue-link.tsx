import type { ReactElement } from 'react';
import { useHost } from '../shared/host';
import { issuePath, openIssue } from '../shared/jira-links';
import './issue-link.css';

/** An issue's key, which opens the issue in Jira beside the page. */
export function IssueLink({ issueKey }: { readonly issueKey: string }): ReactElement {
  const { siteUrl } = useHost();
  return (
    <a
      className="issue-link"
      href={`${siteUrl}${issuePath(issueKey)}`}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault();
        void openIssue(issueKey);
      }}
    >
      {issueKey}
    </a>
  );
}
