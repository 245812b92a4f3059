import type { ReactElement } from 'react';
import type { ProjectsByState } from '../../src/contract';
import { useHost } from '../shared/host';
import { STATES } from './words';
import './states-bar.css';

/** In which state the projects are: a bar, and the same in words and figures. */
export function StatesBar({ projects }: { readonly projects: ProjectsByState }): ReactElement {
  const { format } = useHost();
  const shown = STATES.filter(({ state }) => projects[state] > 0);
  return (
    <div className="states">
      <div className="states-bar" aria-hidden="true">
        {shown.map(({ state }) => (
          <span key={state} className={`states-${state}`} style={{ flexGrow: projects[state] }} />
        ))}
      </div>
      <dl className="states-legend" aria-label="Projects by state">
        {shown.map(({ state, title, meaning }) => (
          <div key={state} title={meaning}>
            <dt>
              <span className={`states-dot states-${state}`} aria-hidden="true" />
              {title}
              <span className="visually-hidden">, {meaning}</span>
            </dt>
            <dd>{format.count(projects[state])}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
