import Button from '@atlaskit/button/default/button';
import ProgressBar from '@atlaskit/progress-bar/progress-bar';
import type { ReactElement } from 'react';
import type { RefreshProgress } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useHost } from '../shared/host';
import { useRefresh } from './standing-query';

/** The refresh button; while a refresh runs, what it does instead of the age of the data. */
export function RefreshControl({ progress }: { readonly progress: RefreshProgress | null }): ReactElement {
  const { projectId } = useHost();
  const refresh = useRefresh(projectId);
  return (
    <span className="refresh">
      {progress && <Progress progress={progress} />}
      {refresh.isError && (
        <span role="alert" className="small">
          {refusalOf(refresh.error).message}. {refusalOf(refresh.error).remedy}
        </span>
      )}
      <Button isDisabled={progress !== null} isLoading={refresh.isPending} onClick={() => refresh.mutate()}>
        Refresh
      </Button>
    </span>
  );
}

/** What a refresh does, with a bar that moves by what is known. */
export function Progress({ progress }: { readonly progress: RefreshProgress }): ReactElement {
  const { format } = useHost();
  const share = shareDone(progress);
  return (
    <span className="refresh-progress small subtle">
      <span>{wordsOfProgress(progress, format.count)}</span>
      <ProgressBar ariaLabel="Refresh" {...(share === null ? { isIndeterminate: true } : { value: share })} />
    </span>
  );
}

function wordsOfProgress(progress: RefreshProgress, count: (value: number) => string): string {
  if (progress.phase === 'queued') return 'Waiting to start';
  if (progress.phase === 'evaluating') return `Checking the rules over ${count(progress.issuesRead)} issues`;
  if (progress.issuesExpected === null) return `Reading issues: ${count(progress.issuesRead)}`;
  return `Reading issues: ${count(progress.issuesRead)} of about ${count(progress.issuesExpected)}`;
}

/** Jira's count is approximate: never more than everything. `null` while unknown. */
function shareDone(progress: RefreshProgress): number | null {
  if (progress.phase === 'evaluating') return 1;
  if (progress.phase === 'queued' || !progress.issuesExpected) return null;
  return Math.min(1, progress.issuesRead / progress.issuesExpected);
}
