import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useState, type FormEvent, type ReactNode } from 'react';
import { Outcome } from './issue-fields';
import { StatusLozenge } from './issue-table';
import type { Issue, IssueLink, LinkType } from './jira-types';
import { ShellLink } from './location';
import { useLinkTypes } from './queries';
import { addressOf } from './routes';
import { useEdit } from './use-edit';

/** The issue's links in words ("is blocked by …"), to remove, and a form to add one. */
export function IssueLinks({ issue }: { readonly issue: Issue }): ReactNode {
  const edit = useEdit(issue.key);
  const links = issue.fields.issuelinks ?? [];
  return (
    <section className="panel" aria-labelledby="links-title">
      <Heading size="small" as="h2" id="links-title">
        Linked issues
      </Heading>
      {links.length === 0 && <p className="hint">None.</p>}
      <ul className="link-list">
        {links.map((link) => (
          <li key={link.id}>
            <LinkLine link={link} />
            <Button
              appearance="subtle"
              spacing="compact"
              aria-label={`Remove the link to ${(link.outwardIssue ?? link.inwardIssue)?.key ?? 'the issue'}`}
              onClick={() => edit.send('DELETE', `/rest/api/3/issueLink/${link.id}`)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <AddLink issueKey={issue.key} add={(body) => edit.send('POST', '/rest/api/3/issueLink', body)} />
      <Outcome outcome={edit.outcome} />
    </section>
  );
}

function LinkLine({ link }: { readonly link: IssueLink }): ReactNode {
  const far = link.outwardIssue ?? link.inwardIssue;
  if (!far) return null;
  return (
    <span className="link-line">
      <span className="hint">{(link.outwardIssue ? link.type.outward : link.type.inward) || link.type.name}</span>
      <ShellLink to={addressOf.issue(far.key)}>{far.key}</ShellLink>
      <span>{far.fields?.summary}</span>
      <StatusLozenge status={far.fields?.status} />
    </span>
  );
}

/** A link type in one of its two directions, as Jira's own dialogue offers them. */
interface Direction {
  readonly value: string;
  readonly words: string;
  readonly type: LinkType;
  readonly outward: boolean;
}

function AddLink({ issueKey, add }: { readonly issueKey: string; readonly add: (body: unknown) => void }): ReactNode {
  const types = useLinkTypes();
  const [chosen, setChosen] = useState('');
  const [far, setFar] = useState('');
  const directions = (types.data ?? []).flatMap(directionsOf);
  const direction = directions.find((each) => each.value === chosen) ?? directions[0];

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!direction || !far.trim()) return;
    const [here, there] = [{ key: issueKey }, { key: far.trim().toUpperCase() }];
    // Jira's REST API calls the source "inwardIssue": source ⟨outward words⟩ destination.
    add({
      type: { id: direction.type.id },
      inwardIssue: direction.outward ? here : there,
      outwardIssue: direction.outward ? there : here,
    });
    setFar('');
  }
  return (
    <form className="link-form" onSubmit={submit}>
      <select
        className="control"
        aria-label="Kind of link"
        value={direction?.value ?? ''}
        onChange={(event) => setChosen(event.target.value)}
      >
        {directions.map((each) => (
          <option key={each.value} value={each.value}>
            {each.words}
          </option>
        ))}
      </select>
      <input
        className="control"
        aria-label="Key of the other issue"
        placeholder="PAY-12"
        value={far}
        onChange={(event) => setFar(event.target.value)}
      />
      <Button type="submit">Link</Button>
    </form>
  );
}

function directionsOf(type: LinkType): Direction[] {
  const outward = { value: `${type.id} outward`, words: type.outward || type.name, type, outward: true };
  if (type.inward === type.outward) return [outward];
  return [outward, { value: `${type.id} inward`, words: type.inward || type.name, type, outward: false }];
}
