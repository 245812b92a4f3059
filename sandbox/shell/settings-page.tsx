import Heading from '@atlaskit/heading';
import type { ReactNode } from 'react';
import { ShellLink } from './location';
import { Notice } from './notice';
import { useMayAdminister } from './queries';
import { addressOf } from './routes';
import { useSession } from './session';

/** Jira's settings, of which there is here what apps add. */
export function SettingsPage(): ReactNode {
  const mayAdminister = useMayAdminister(null);
  const { site } = useSession();
  if (mayAdminister.isPending) return null;
  if (!mayAdminister.data) {
    return <Notice title="You cannot see the settings">They are for Jira administrators.</Notice>;
  }
  const pages = site.surfaces.filter((surface) => surface.type === 'jira:adminPage');
  return (
    <>
      <SettingsHeader current="" />
      <div className="page">
        <Heading size="large" as="h1">
          Apps
        </Heading>
        {pages.length === 0 && <p className="hint">The app adds no page to the settings.</p>}
        <ul className="plain-list">
          {pages.map((surface) => (
            <li key={surface.key}>
              <ShellLink to={addressOf.adminApp(surface.key)}>{surface.title}</ShellLink>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}

/** Where one is in the settings: the pages that apps add. */
export function SettingsHeader({ current }: { readonly current: string }): ReactNode {
  const mayAdminister = useMayAdminister(null);
  const { site } = useSession();
  const pages = mayAdminister.data ? site.surfaces.filter((surface) => surface.type === 'jira:adminPage') : [];
  return (
    <header className="project-header">
      <Heading size="small" as="span">
        Settings
      </Heading>
      <nav className="tabs" aria-label="Settings">
        <ShellLink to={addressOf.settings} current={current === ''}>
          Apps
        </ShellLink>
        {pages.map((surface) => (
          <ShellLink key={surface.key} to={addressOf.adminApp(surface.key)} current={current === surface.key}>
            {surface.title}
          </ShellLink>
        ))}
      </nav>
      {mayAdminister.data === false && (
        <p className="hint" role="status">
          This person does not administer Jira: Jira itself would stop here. What the app makes of it is shown below.
        </p>
      )}
    </header>
  );
}
