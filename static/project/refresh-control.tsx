import Button from '@atlaskit/button/default/button';
import ProgressBar from '@atlaskit/progress-bar/progress-bar';
import type { ReactElement } from 'react';
import type { RefreshProgress } from '../../src/contract';
import { refusalOf } from '../shared/call';
import { useNow } from '../shared/clock';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { useProjectId } from './project-id';
import { useRefresh } from './standing-query';

/** The refresh button; while a refresh runs, what it does instead of the age of the data. */
export function RefreshControl({ progress }: { readonly progress: RefreshProgress | null }): ReactElement {
  const projectId = useProjectId();
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
  const now = useNow(15_000);
  const share = shareDone(progress);
  return (
    <span className="refresh-progress small subtle">
      <span>{wordsOfProgress(progress, format, now)}</span>
      {progress.changesWaiting && progress.phase !== 'queued' && <span>Jira has changed since; catching up next</span>}
      <ProgressBar ariaLabel="Refresh" {...(share === null ? { isIndeterminate: true } : { value: share })} />
    </span>
  );
}

function wordsOfProgress(progress: RefreshProgress, format: Format, now: Date): string {
  const { phase, waiting, issuesRead, issuesExpected } = progress;
  if (waiting !== null) return `${reasonToWait(waiting.for)}; goes on at ${format.clock(waiting.until, now)}`;
  if (phase === 'queued') return progress.changesWaiting ? 'Jira has changed since; catching up…' : 'Waiting to start';
  if (issuesExpected === null) return `Reading issues: ${format.count(issuesRead)}`;
  return `Reading issues: ${format.count(issuesRead)} of about ${format.count(issuesExpected)}`;
}

function reasonToWait(waitsFor: 'points' | 'jira'): string {
  return waitsFor === 'points' ? 'This hour’s reading is used up' : 'Jira asked for a pause';
}

/** Jira's count is approximate: never more than everything. `null` while unknown. */
function shareDone(progress: RefreshProgress): number | null {
  if (progress.phase === 'queued' || !progress.issuesExpected) return progress.waiting === null ? null : 0;
  return Math.min(1, progress.issuesRead / progress.issuesExpected);
}
