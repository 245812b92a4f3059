import Button from '@atlaskit/button/new';
import type { ReactNode } from 'react';
import { ShellLink, useAddress } from './location';
import { useMayAdminister } from './queries';
import { addressOf } from './routes';
import { useSession } from './session';

export function TopBar(props: { readonly navigationOpen: boolean; readonly toggleNavigation: () => void }): ReactNode {
  const { site, colorMode, setColorMode } = useSession();
  const address = useAddress();
  const mayAdminister = useMayAdminister(null);
  const globalPages = site.surfaces.filter((surface) => surface.type === 'jira:globalPage');

  return (
    <header className="top-bar">
      <div className="top-bar-start">
        <span className="only-narrow">
          <Button
            appearance="subtle"
            onClick={props.toggleNavigation}
            aria-expanded={props.navigationOpen}
            aria-controls="side-bar"
          >
            Projects
          </Button>
        </span>
        <ShellLink to={addressOf.home} className="site-name">
          <span className="site-mark" aria-hidden="true" />
          {site.title}
        </ShellLink>
        <nav className="top-links" aria-label="Site">
          <ShellLink to={addressOf.search('ORDER BY updated DESC')} current={address.startsWith('/issues')}>
            Issues
          </ShellLink>
          {globalPages.map((surface) => (
            <ShellLink
              key={surface.key}
              to={addressOf.globalApp(surface.key)}
              current={address.startsWith(addressOf.globalApp(surface.key))}
            >
              {surface.title}
            </ShellLink>
          ))}
          {mayAdminister.data && (
            <ShellLink to={addressOf.settings} current={address.startsWith('/jira/settings')}>
              Settings
            </ShellLink>
          )}
        </nav>
      </div>
      <div className="top-bar-end">
        <ShellLink to={addressOf.activity} className="quiet-link" current={address === addressOf.activity}>
          Platform
        </ShellLink>
        <PersonaSwitch />
        <Button appearance="subtle" onClick={() => setColorMode(colorMode === 'light' ? 'dark' : 'light')}>
          {colorMode === 'light' ? 'Dark' : 'Light'}
        </Button>
      </div>
    </header>
  );
}

/** Lets one look with other eyes: everything is asked of Jira and of the app as this person. */
function PersonaSwitch(): ReactNode {
  const { site, persona, actAs } = useSession();
  return (
    <label className="persona">
      <span className="persona-label">Acting as</span>
      <select
        className="control"
        title={persona.note}
        value={persona.accountId}
        onChange={(event) => actAs(event.target.value)}
      >
        {site.personas.map((each) => (
          <option key={each.accountId} value={each.accountId}>
            {each.title}
          </option>
        ))}
      </select>
    </label>
  );
}
