import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { PlaybooksView, VersionView } from '../../../src/contract';
import { refusalOf } from '../../shared/call';
import { useNow } from '../../shared/clock';
import { useHost } from '../../shared/host';
import { personName } from '../project-name';
import { playbooksPath } from '../routes';
import { DifferencesTable } from './differences-table';
import { editedOf } from './draft-edits';
import { differences } from './merge';
import { namesOf, type Names } from './playbook-words';
import { useChoices, useVersions } from './queries';

/** The versions of a playbook: who published each, and what it changed. */
export function VersionsPage({ view, id }: { readonly view: PlaybooksView; readonly id: string }): ReactElement {
  const { history } = useHost();
  const versions = useVersions(id);
  const choices = useChoices();
  const names = namesOf(view.rules, choices.data);
  const all = versions.data;
  return (
    <section aria-labelledby="versions-title" className="admin-section">
      <div className="admin-section-head">
        <Heading as="h2" size="medium" id="versions-title">
          Versions of {all?.[0]?.playbook.title ?? 'the playbook'}
        </Heading>
        <Button appearance="subtle" spacing="compact" onClick={() => history.go(playbooksPath)}>
          All playbooks
        </Button>
      </div>
      {versions.isPending && <Skeleton width="100%" height="4rem" isShimmering />}
      {versions.error !== null && <p className="admin-refused">{refusalOf(versions.error).message}</p>}
      {all?.length === 0 && <p>There is no such playbook; it may have been discarded before it was published.</p>}
      {all?.map((version, place) => (
        <Version key={version.playbook.version} version={version} before={all[place + 1] ?? null} names={names} />
      ))}
    </section>
  );
}

interface VersionProperties {
  readonly version: VersionView;
  readonly before: VersionView | null;
  readonly names: Names;
}

function Version({ version, before, names }: VersionProperties): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const { playbook, publishedAt, publishedBy } = version;
  const title = `Version ${playbook.version}`;
  const changes = before === null ? [] : differences(editedOf(before.playbook), editedOf(playbook));
  return (
    <article className="card playbook-card" aria-label={title}>
      <Heading as="h3" size="small">
        {title}
      </Heading>
      <p className="small subtle">
        Published{publishedBy && ` by ${personName(publishedBy)}`},{' '}
        <time dateTime={publishedAt}>{format.clock(publishedAt, now)}</time>
      </p>
      {playbook.version === 1 && <p>The first version, with {format.count(playbook.rules.length)} rules.</p>}
      {before !== null && changes.length === 0 && <p>Nothing but its number differs from the version before.</p>}
      {changes.length > 0 && <DifferencesTable caption={`What ${title} changed`} changes={changes} names={names} />}
    </article>
  );
}
