import Heading from '@atlaskit/heading';
import Textfield from '@atlaskit/textfield';
import { useState, type FormEvent, type ReactNode } from 'react';
import { IssueTable } from './issue-table';
import { Notice } from './notice';
import { ProjectHeader } from './project-header';
import { useProject } from './queries';

/** Jira's list of a project's issues, with a search in their text. */
export function ProjectIssues({ projectKey }: { readonly projectKey: string }): ReactNode {
  const project = useProject(projectKey);
  const [words, setWords] = useState('');
  const [searched, setSearched] = useState('');
  if (project.isError) {
    return <Notice title="You cannot see this project">It does not exist, or you may not browse it.</Notice>;
  }

  function search(event: FormEvent): void {
    event.preventDefault();
    setSearched(words.trim());
  }
  return (
    <>
      <ProjectHeader projectKey={projectKey} view="issues" />
      <div className="page">
        <Heading size="large" as="h1">
          Issues
        </Heading>
        <form className="search-form" role="search" onSubmit={search}>
          <Textfield
            isCompact
            aria-label="Search in summaries"
            placeholder="Search in summaries, then press Enter"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        </form>
        <IssueTable jql={jqlOf(projectKey, searched)} />
      </div>
    </>
  );
}

function jqlOf(projectKey: string, words: string): string {
  const text = words && ` AND summary ~ ${JSON.stringify(words)}`;
  return `project = ${JSON.stringify(projectKey)}${text} ORDER BY updated DESC`;
}
