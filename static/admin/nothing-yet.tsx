import Button from '@atlaskit/button/default/button';
import ProgressBar from '@atlaskit/progress-bar/progress-bar';
import type { ReactElement } from 'react';
import type { HealthView } from '../../src/contract';
import { Notice } from '../shared/notice';
import { useStart } from './health-query';
import { Outcome } from './outcome';

/** No project is known: either the first look at the site is still to come, or the app sees none. */
export function NothingYet({ health }: { readonly health: HealthView }): ReactElement {
  const start = useStart('refreshEverything');
  const hasLooked = health.jobs.some(({ job, outcome }) => job === 'discover' && outcome === 'done');
  const look = (
    <>
      <Button appearance="primary" isLoading={start.isPending} onClick={() => start.mutate({})}>
        {hasLooked ? 'Look again' : 'Look now'}
      </Button>
      <Outcome mutation={start} started="Asked for" notStarted="Under way already" />
    </>
  );
  if (hasLooked) {
    return (
      <Notice title="Plumbline sees no projects" actions={look}>
        <p>
          It listed the projects of this site and found none that it may read. Projects with restricted access do not
          let apps in by themselves.
        </p>
        <p>
          Let apps browse your projects with the project role atlassian-addons-project-access, or create a first
          project; Plumbline looks again every hour.
        </p>
      </Notice>
    );
  }
  return (
    <Notice title="Plumbline is about to read this site" actions={look}>
      <ProgressBar ariaLabel="Waiting for the first look" isIndeterminate />
      <p>
        It lists the projects first, then reads them one after the other, the most important first. Scores appear
        project by project. 100,000 issues take a few hours, since Jira lets an app read only so much an hour.
      </p>
      <p>You need not wait here. You will find how far it is, what it waits for and what failed.</p>
    </Notice>
  );
}
