import Button from '@atlaskit/button/new';
import Heading from '@atlaskit/heading';
import { useState, type ReactNode } from 'react';
import { Outcome } from './issue-fields';
import type { ProjectSummary, VersionSummary } from './jira-types';
import { Notice } from './notice';
import { ProjectHeader } from './project-header';
import { useMayAdminister, useProject } from './queries';
import { useProjectEdit, type Edit } from './use-edit';

/** What of a project's settings matters here: its versions, and whether it is in use at all. */
export function ProjectSettings({ projectKey }: { readonly projectKey: string }): ReactNode {
  const project = useProject(projectKey);
  const mayAdminister = useMayAdminister(projectKey);
  const edit = useProjectEdit(projectKey);
  if (project.isError || mayAdminister.data === false) {
    return <Notice title="You cannot see these settings">They are for who administers the project.</Notice>;
  }
  return (
    <>
      <ProjectHeader projectKey={projectKey} view="settings" />
      {project.data && (
        <div className="page">
          <Heading size="large" as="h1">
            Settings
          </Heading>
          <Versions project={project.data} edit={edit} />
          <InUse project={project.data} edit={edit} />
          <Outcome outcome={edit.outcome} />
        </div>
      )}
    </>
  );
}

function Versions({ project, edit }: { readonly project: ProjectSummary; readonly edit: Edit }): ReactNode {
  const [name, setName] = useState('');
  const versions = project.versions ?? [];
  return (
    <section className="panel" aria-labelledby="versions-title" aria-busy={edit.pending}>
      <Heading size="small" as="h2" id="versions-title">
        Versions
      </Heading>
      {versions.length === 0 && <p className="hint">None.</p>}
      {versions.length > 0 && (
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Release date</th>
              <th scope="col">Released</th>
              <th scope="col">Delete</th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <VersionRow key={version.id} version={version} edit={edit} />
            ))}
          </tbody>
        </table>
      )}
      <form
        className="link-form"
        onSubmit={(event) => {
          event.preventDefault();
          edit.send('POST', '/rest/api/3/version', { name, projectId: Number(project.id) });
          setName('');
        }}
      >
        <input
          className="control"
          aria-label="Name of a new version"
          placeholder="New version"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" isDisabled={name.trim() === ''}>
          Add
        </Button>
      </form>
    </section>
  );
}

function VersionRow({ version, edit }: { readonly version: VersionSummary; readonly edit: Edit }): ReactNode {
  const path = `/rest/api/3/version/${encodeURIComponent(version.id)}`;
  return (
    <tr>
      <td>{version.name}</td>
      <td>
        <input
          key={version.releaseDate ?? ''}
          className="control"
          type="date"
          aria-label={`Release date of ${version.name}`}
          defaultValue={version.releaseDate ?? ''}
          onBlur={({ target }) => {
            if (target.value !== (version.releaseDate ?? '')) edit.send('PUT', path, { releaseDate: target.value });
          }}
        />
      </td>
      <td>
        <input
          type="checkbox"
          aria-label={`${version.name} is released`}
          checked={version.released === true}
          onChange={({ target }) => edit.send('PUT', path, { released: target.checked })}
        />
      </td>
      <td>
        <Button
          appearance="subtle"
          spacing="compact"
          aria-label={`Delete ${version.name}`}
          onClick={() => edit.send('DELETE', path)}
        >
          Delete
        </Button>
      </td>
    </tr>
  );
}

/** Only Jira administrators take a project out of use; others see how it stands. */
function InUse({ project, edit }: { readonly project: ProjectSummary; readonly edit: Edit }): ReactNode {
  const administersJira = useMayAdminister(null).data === true;
  const path = `/rest/api/3/project/${encodeURIComponent(project.id)}`;
  const isOut = project.archived === true || project.deleted === true;
  const standing = project.deleted ? 'in the trash' : project.archived ? 'archived' : 'in use';
  return (
    <section className="panel" aria-labelledby="in-use-title">
      <Heading size="small" as="h2" id="in-use-title">
        In use
      </Heading>
      <p className="hint">The project is {standing}.</p>
      {administersJira && isOut && <Button onClick={() => edit.send('POST', `${path}/restore`)}>Restore</Button>}
      {administersJira && !isOut && (
        <>
          <Button onClick={() => edit.send('POST', `${path}/archive`)}>Archive</Button>{' '}
          <Button onClick={() => edit.send('DELETE', path)}>Move to trash</Button>
        </>
      )}
    </section>
  );
}
