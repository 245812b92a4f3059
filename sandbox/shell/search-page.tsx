import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import Textfield from '@atlaskit/textfield';
import { useState, type FormEvent, type ReactNode } from 'react';
import { IssueTable } from './issue-table';
import { goTo } from './location';
import { addressOf } from './routes';

/** Jira's search by JQL; the JQL is in the address, where the app's "show in Jira" puts it. */
export function SearchPage({ jql }: { readonly jql: string }): ReactNode {
  const [text, setText] = useState(jql);
  function search(event: FormEvent): void {
    event.preventDefault();
    goTo(addressOf.search(text.trim()));
  }
  return (
    <div className="page">
      <Heading size="large" as="h1">
        Search issues
      </Heading>
      <form className="search-form" role="search" onSubmit={search}>
        <Textfield
          aria-label="JQL"
          isMonospaced
          isCompact
          placeholder="project = PAY AND due < now()"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button type="submit" appearance="primary">
          Search
        </Button>
      </form>
      {jql ? <IssueTable jql={jql} /> : <p className="hint">Write a JQL to see issues.</p>}
    </div>
  );
}
