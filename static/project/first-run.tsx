import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import type { StandingView } from '../../src/contract';
import { Notice } from '../shared/notice';
import { useProjectId } from './project-id';
import { Progress } from './refresh-control';
import { useRefresh } from './standing-query';

/** Before the first snapshot: what is happening, how long it takes, what will be here. */
export function FirstRun({ standing }: { readonly standing: StandingView }): ReactElement {
  const projectId = useProjectId();
  const refresh = useRefresh(projectId);
  const under = standing.refresh;
  return (
    <Notice
      title={under ? 'Reading your project for the first time' : 'Your project has not been read yet'}
      actions={
        under === null && (
          <Button appearance="primary" isLoading={refresh.isPending} onClick={() => refresh.mutate()}>
            Read it now
          </Button>
        )
      }
    >
      {under && <Progress progress={under} />}
      <p>
        {under
          ? 'This takes about a minute for a few thousand issues. You may leave; it goes on without you.'
          : 'Reading takes about a minute for a few thousand issues, and goes on when you leave this page.'}
      </p>
      <p>Then you will find here:</p>
      <ul className="notice-list">
        <li>how the project stands: its score, its level and how much could be checked</li>
        <li>the cheapest path: what to mend first, and the points it gains</li>
        <li>every rule with the issues behind it</li>
      </ul>
    </Notice>
  );
}
