import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import ProgressBar from '@atlaskit/progress-bar/progress-bar';
import type { ReactElement } from 'react';
import type { PlaybookInForce, PlaybooksView } from '../../../src/contract';
import { refusalOf } from '../../shared/call';
import { useNow } from '../../shared/clock';
import type { Format } from '../../shared/format';
import { useHost } from '../../shared/host';
import { Notice } from '../../shared/notice';
import { asTitle, counted } from '../../shared/words';
import { personName } from '../project-name';
import { draftPath, playbookPath } from '../routes';
import { useDraftChange } from './queries';

const PROJECTS_NAMED = 8;

/** What is in force and for whom, what is being edited, and what one can start from. */
export function PlaybookList({ view }: { readonly view: PlaybooksView }): ReactElement {
  const { playbooks, own, draft, application } = view;
  return (
    <>
      {application !== null && <Applying application={application} />}
      {draft !== null && <DraftCard view={view} />}
      {playbooks.length === 0 && draft === null && (
        <Notice title="Your own rules begin here">
          <p>
            Every project follows Plumbline’s own playbook, “{own.title}”, for now. A playbook says which rules count
            and how much, which projects follow it, when people work, and which links are dependencies.
          </p>
          <p>
            Start from one of the four below. Nothing changes for anybody before you publish, and a preview tells you
            which scores would move.
          </p>
        </Notice>
      )}
      <section aria-labelledby="in-force-title" className="admin-section">
        <Heading as="h2" size="medium" id="in-force-title">
          In force
        </Heading>
        <div className="playbook-cards">
          {playbooks.map((playbook) => (
            <InForceCard key={playbook.id} playbook={playbook} view={view} />
          ))}
          <article className="card playbook-card" aria-labelledby="own-title">
            <Heading as="h3" size="small" id="own-title">
              {own.title}
            </Heading>
            <p className="small subtle">Plumbline’s own, for projects for which nothing else is published</p>
            <Follow follow={own.follow} isEveryOther={false} />
          </article>
        </div>
      </section>
      <section aria-labelledby="start-title" className="admin-section">
        <Heading as="h2" size="medium" id="start-title">
          Start from a ready-made one
        </Heading>
        {draft !== null && <p className="subtle">Publish or discard the draft first; there is one at a time.</p>}
        <div className="playbook-cards">
          {view.readyMade.map(({ id, title, purpose, rules }) => (
            <article key={id} className="card playbook-card" aria-labelledby={`ready-${id}`}>
              <Heading as="h3" size="small" id={`ready-${id}`}>
                {title}
              </Heading>
              <p>{purpose}</p>
              <RuleWords rules={rules} />
              <Start from="readyMade" id={id} view={view} label={`Start from ${title}`}>
                Start
              </Start>
            </article>
          ))}
        </div>
      </section>
    </>
  );
}

function Applying({ application }: { readonly application: NonNullable<PlaybooksView['application']> }): ReactElement {
  const { format } = useHost();
  const { done, projects } = application;
  return (
    <section className="card playbook-card" aria-labelledby="applying-title">
      <h2 id="applying-title" className="card-title">
        Published
      </h2>
      <p role="status">
        Projects are being evaluated by it: {format.count(done)} of {format.count(projects)} looked at
      </p>
      <ProgressBar ariaLabel="Projects evaluated" value={projects === 0 ? 1 : done / projects} />
    </section>
  );
}

function DraftCard({ view }: { readonly view: PlaybooksView }): ReactElement | null {
  const { format, history } = useHost();
  const now = useNow(60_000);
  if (view.draft === null) return null;
  const { playbook, changedAt, changedBy } = view.draft;
  return (
    <section className="card playbook-card playbook-draft" aria-labelledby="draft-card-title">
      <h2 id="draft-card-title" className="card-title">
        Draft
      </h2>
      <p className="strong">{playbook.title}</p>
      <p className="small subtle">
        {playbook.version === 0 ? 'A new playbook' : `Made from version ${playbook.version}`}; last changed
        {changedBy && ` by ${personName(changedBy)}`}, {format.clock(changedAt, now)}
      </p>
      <div className="admin-actions">
        <Button appearance="primary" onClick={() => history.go(draftPath('rules'))}>
          Go on with the draft
        </Button>
      </div>
    </section>
  );
}

function InForceCard({
  playbook,
  view,
}: {
  readonly playbook: PlaybookInForce;
  readonly view: PlaybooksView;
}): ReactElement {
  const { format, history } = useHost();
  const now = useNow(60_000);
  const { id, title, version, publishedAt, publishedBy, everyOther, rules, follow } = playbook;
  return (
    <article className="card playbook-card" aria-labelledby={`playbook-${id}`}>
      <Heading as="h3" size="small" id={`playbook-${id}`}>
        {title}
      </Heading>
      <p className="small subtle">
        Version {version}, published{publishedBy && ` by ${personName(publishedBy)}`},{' '}
        <time dateTime={publishedAt}>{format.clock(publishedAt, now)}</time>
      </p>
      <RuleWords rules={rules} />
      <Follow follow={follow} isEveryOther={everyOther} />
      <div className="admin-actions">
        <Start from="published" id={id} view={view} label={`Edit ${title}`}>
          Edit
        </Start>
        <Button appearance="subtle" aria-label={`Versions of ${title}`} onClick={() => history.go(playbookPath(id))}>
          Versions
        </Button>
      </div>
    </article>
  );
}

function RuleWords({ rules }: { readonly rules: PlaybookInForce['rules'] }): ReactElement {
  const { format } = useHost();
  const parts = [
    counted(rules.enforced, 'rule enforced', 'rules enforced', format.count),
    ...(rules.announced > 0 ? [`${format.count(rules.announced)} announced`] : []),
    ...(rules.shadow > 0 ? [`${format.count(rules.shadow)} in shadow`] : []),
  ];
  return <p className="small">{parts.join(', ')}</p>;
}

function Follow({
  follow,
  isEveryOther,
}: {
  readonly follow: PlaybookInForce['follow'];
  readonly isEveryOther: boolean;
}): ReactElement {
  const { format } = useHost();
  return (
    <p className="small">
      Followed by {counted(follow.total, 'project', 'projects', format.count)}
      {isEveryOther && ', among them every one that no other playbook names'}
      {namesInWords(follow, format)}
    </p>
  );
}

function namesInWords({ projects, total }: PlaybookInForce['follow'], format: Format): string {
  const named = projects.slice(0, PROJECTS_NAMED).flatMap((project) => (project.kind === 'named' ? [project.key] : []));
  if (named.length === 0) return '';
  const others = total - named.length;
  return `: ${format.list(others > 0 ? [...named, `${format.count(others)} more`] : named)}`;
}

interface StartProperties {
  readonly from: 'readyMade' | 'published';
  readonly id: string;
  readonly view: PlaybooksView;
  readonly label: string;
  readonly children: string;
}

/** Makes a draft and goes there; where another administrator was faster, theirs shows. */
function Start({ from, id, view, label, children }: StartProperties): ReactElement {
  const { history } = useHost();
  const start = useDraftChange('startDraft');
  return (
    <div className="admin-actions">
      <Button
        aria-label={label}
        isDisabled={view.draft !== null}
        isLoading={start.isPending}
        onClick={() =>
          start.mutate(
            { from, id, revision: view.revision },
            { onSuccess: ({ outcome }) => outcome === 'saved' && history.go(draftPath('rules')) },
          )
        }
      >
        {children}
      </Button>
      <span role="status" className="small admin-refused">
        {start.error !== null && `${asTitle(refusalOf(start.error).message)}. ${refusalOf(start.error).remedy}`}
        {start.data?.outcome === 'stale' && 'Another administrator began a draft first.'}
      </span>
    </div>
  );
}
