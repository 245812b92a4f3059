import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { StandingView } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { TIER_WORDS } from '../shared/tier-words';
import { useStage } from './gates/gates-query';
import { RefreshControl } from './refresh-control';
import { explanationPath } from './routes';
import './page-header.css';

/** Which project, in which stage, by which playbook, from when the data is; refresh and the door to the explanation. */
export function PageHeader({ standing }: { readonly standing: StandingView }): ReactElement {
  const { history } = useHost();
  const stage = useStage();
  const { snapshot, project, tier } = standing;
  return (
    <header className="page-header">
      <div className="page-header-title">
        <Heading as="h1" size="large">
          Compliance
        </Heading>
        <p className="subtle page-header-project">
          {project.name}
          {tier !== null && ` · ${TIER_WORDS[tier]} tier`}
          {stage !== null && (
            <>
              {' · stage '}
              <strong>{stage}</strong>
            </>
          )}
          {snapshot && (
            <>
              {' · follows '}
              {snapshot.playbook.title} v{snapshot.playbook.version}
            </>
          )}
        </p>
      </div>
      <div className="page-header-actions">
        {standing.refresh === null && standing.readAt !== null && <DataAge readAt={standing.readAt} />}
        {snapshot && <RefreshControl progress={standing.refresh} />}
        {snapshot && <Button onClick={() => history.go(explanationPath)}>How is this computed?</Button>}
      </div>
    </header>
  );
}

function DataAge({ readAt }: { readonly readAt: string }): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  return (
    <span className="small subtle">
      Data from <time dateTime={readAt}>{format.clock(readAt, now)}</time>, {format.age(readAt, now)}
    </span>
  );
}
