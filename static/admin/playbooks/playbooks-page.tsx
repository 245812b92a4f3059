import Heading from '@atlaskit/heading/heading';
import SectionMessage from '@atlaskit/section-message/section-message';
import Skeleton from '@atlaskit/skeleton';
import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import type { PlaybooksView } from '../../../src/contract';
import { refusalOf } from '../../shared/call';
import { useHost } from '../../shared/host';
import { AdminTabs } from '../admin-tabs';
import { OperatorRefused } from '../refused-page';
import { draftPath, playbooksPath, type PlaybookPlace } from '../routes';
import { useDraftEdits } from './draft-edits';
import { DraftPage } from './draft-page';
import { PlaybookList } from './playbook-list';
import { usePlaybooks } from './queries';
import { VersionsPage } from './versions-page';
import './playbooks.css';

/** The playbooks of the site: picks the state and the view to show. */
export function PlaybooksPage({ place }: { readonly place: PlaybookPlace }): ReactElement {
  const playbooks = usePlaybooks();
  const refusal = playbooks.error ? refusalOf(playbooks.error) : null;
  // What was shown before a permission was withdrawn is not to be shown any longer.
  if (refusal && (refusal.kind === 'noPermission' || playbooks.data === undefined)) {
    return <OperatorRefused tab="playbooks" refusal={refusal} onTryAgain={() => void playbooks.refetch()} />;
  }
  const view = playbooks.data;
  return (
    <main className="page" aria-busy={view === undefined}>
      <header className="admin-header">
        <div>
          <Heading as="h1" size="large">
            Plumbline
          </Heading>
          <p className="subtle">Which rules count, for which projects, and since when</p>
        </div>
      </header>
      <AdminTabs current="playbooks" />
      {refusal && (
        <SectionMessage appearance="warning" title="No connection to Plumbline">
          <p>What you see may be out of date. Your changes are kept as long as the page is open.</p>
        </SectionMessage>
      )}
      {view === undefined ? <Loading /> : <Place view={view} place={place} />}
    </main>
  );
}

function Place({ view, place }: { readonly view: PlaybooksView; readonly place: PlaybookPlace }): ReactElement {
  const { history } = useHost();
  const { edits, setEdits } = useDraftEdits();
  if (place.kind === 'draft' && view.draft !== null) {
    return <DraftPage view={view} draft={view.draft} part={place.part} />;
  }
  if (place.kind === 'playbook') return <VersionsPage view={view} id={place.id} />;
  return (
    <>
      {place.kind === 'draft' && edits === null && (
        <SectionMessage appearance="information" title="There is no draft">
          <p>It was published or discarded. Start another one below.</p>
        </SectionMessage>
      )}
      {edits !== null && (
        <SectionMessage appearance="warning" title="You have changes that are not saved">
          <p>
            {view.draft === null
              ? 'The draft was published or discarded meanwhile. Once you begin a draft again, you can put them on top of it.'
              : 'They are kept as long as the page is open.'}
          </p>
          <div className="admin-actions">
            {view.draft !== null && (
              <Button onClick={() => history.go(draftPath('rules'))}>Go on with the draft</Button>
            )}
            <Button
              appearance="subtle"
              onClick={() => {
                setEdits(null);
                history.go(playbooksPath);
              }}
            >
              Drop them
            </Button>
          </div>
        </SectionMessage>
      )}
      <PlaybookList view={view} />
    </>
  );
}

function Loading(): ReactElement {
  return (
    <>
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <div className="playbook-cards" aria-hidden="true">
        {['60%', '75%', '50%', '70%'].map((width) => (
          <div key={width} className="card playbook-card">
            <Skeleton width={width} height="1.5rem" isShimmering />
            <Skeleton width="90%" height="3rem" isShimmering />
            <Skeleton width="40%" height="2rem" isShimmering />
          </div>
        ))}
      </div>
    </>
  );
}
