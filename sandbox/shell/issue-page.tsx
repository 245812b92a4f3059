import Heading from '@atlaskit/heading';
import Spinner from '@atlaskit/spinner';
import type { ReactNode } from 'react';
import { AppFrame } from './app-frame';
import { IssueFields } from './issue-fields';
import { IssueLinks } from './issue-links';
import type { Issue } from './jira-types';
import { ShellLink } from './location';
import { Notice } from './notice';
import { ProjectMark } from './project-mark';
import { useIssue } from './queries';
import { addressOf } from './routes';
import { useSession } from './session';

/** Jira's issue view, with those fields that the app's rules look at open to change. */
export function IssuePage({ issueKey }: { readonly issueKey: string }): ReactNode {
  const issue = useIssue(issueKey);
  if (issue.isPending) return <Spinner label="Loading the issue" />;
  if (issue.isError) return <Notice title="You cannot see this issue">{issue.error.message}</Notice>;
  return <IssueView issue={issue.data} />;
}

function IssueView({ issue }: { readonly issue: Issue }): ReactNode {
  const { site } = useSession();
  const projectKey = issue.fields.project?.key ?? issue.key.replace(/-\d+$/, '');
  const panels = site.surfaces.filter((surface) => surface.type === 'jira:issueContext');
  return (
    <div className="page issue">
      <nav className="crumbs" aria-label="Breadcrumbs">
        <ProjectMark projectKey={projectKey} />
        <ShellLink to={addressOf.projectIssues(projectKey)}>{issue.fields.project?.name ?? projectKey}</ShellLink>
        {issue.fields.parent && (
          <>
            <span aria-hidden="true">/</span>
            <ShellLink to={addressOf.issue(issue.fields.parent.key)}>{issue.fields.parent.key}</ShellLink>
          </>
        )}
        <span aria-hidden="true">/</span>
        <span>{issue.key}</span>
      </nav>
      <Heading size="large" as="h1">
        {issue.fields.summary ?? issue.key}
      </Heading>
      <div className="issue-columns">
        <div className="issue-main">
          <IssueLinks issue={issue} />
          <SubTasks issue={issue} />
        </div>
        <div className="issue-side">
          <IssueFields issue={issue} />
          {panels.map((surface) => (
            <section key={surface.key} className="panel" aria-labelledby={`panel-${surface.key}`}>
              <Heading size="small" as="h2" id={`panel-${surface.key}`}>
                {surface.title}
              </Heading>
              <AppFrame
                surface={surface}
                base={addressOf.issue(issue.key)}
                projectKey={projectKey}
                issueKey={issue.key}
              />
            </section>
          ))}
        </div>
      </div>
    </div>
  );
}

function SubTasks({ issue }: { readonly issue: Issue }): ReactNode {
  const subtasks = issue.fields.subtasks ?? [];
  if (subtasks.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="subtasks-title">
      <Heading size="small" as="h2" id="subtasks-title">
        Sub-tasks
      </Heading>
      <ul className="plain-list">
        {subtasks.map((each) => (
          <li key={each.id}>
            <ShellLink to={addressOf.issue(each.key)}>{each.key}</ShellLink> {each.fields?.summary}
          </li>
        ))}
      </ul>
    </section>
  );
}
