import ClockIcon from '@atlaskit/icon/core/clock';
import ProgressBar from '@atlaskit/progress-bar/progress-bar';
import type { ReactElement } from 'react';
import type { CampaignView, HealthView, RunView, WaitView } from '../../src/contract';
import { useNow } from '../shared/clock';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { ProjectName, personName } from './project-name';
import { ReadEverything } from './read-everything';
import { StatesBar } from './states-bar';
import './refresh-card.css';

const RUNS_SHOWN = 6;

/** What the background does now: how many projects are read, which are being read, what waits until when and why. */
export function RefreshCard({ health }: { readonly health: HealthView }): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  const { campaign, runs, runsInAll, waits } = health.progress;
  const shown = runs.slice(0, RUNS_SHOWN);
  const isAtRest = runsInAll === 0 && (campaign === null || campaign.finishedAt !== null);
  return (
    <section className="card admin-card" aria-labelledby="refresh-title">
      <h2 id="refresh-title" className="card-title">
        Refresh now
      </h2>
      {campaign && <Campaign campaign={campaign} />}
      {isAtRest && <p className="refresh-line">Nothing is being read; changes come by themselves.</p>}
      <StatesBar projects={health.projects} />
      {waits.length > 0 && (
        <ul className="refresh-waits" aria-label="What waits">
          {waits.map((wait) => (
            <li key={`${wait.what} ${wait.endpoint ?? ''}`}>
              <ClockIcon label="" color="var(--ds-icon-subtle)" />
              <span>{waitInWords(wait, waits, format, now)}</span>
            </li>
          ))}
        </ul>
      )}
      {shown.length > 0 && (
        <ul className="refresh-runs" aria-label="Being read now">
          {shown.map((run, place) => (
            <Run key={run.project.kind === 'named' ? run.project.id : `hidden ${place}`} run={run} />
          ))}
        </ul>
      )}
      {runsInAll > shown.length && (
        <p className="small subtle">and {counted(runsInAll - shown.length, 'other', 'others', format.count)}</p>
      )}
      <ReadEverything projects={health.projects.total} />
    </section>
  );
}

function Campaign({ campaign }: { readonly campaign: CampaignView }): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  const { projects, projectsRead, startedAt, finishedAt } = campaign;
  if (finishedAt !== null) {
    return (
      <p className="refresh-line">
        All {counted(projects, 'project', 'projects', format.count)} read,{' '}
        <time dateTime={finishedAt}>{format.clock(finishedAt, now)}</time>
      </p>
    );
  }
  return (
    <div className="refresh-campaign">
      <p className="refresh-line">
        <span className="refresh-number">{format.count(projectsRead)}</span> of {format.count(projects)} projects read
        <span className="small subtle">
          {' '}
          since <time dateTime={startedAt}>{format.clock(startedAt, now)}</time>, the most important first
        </span>
      </p>
      <ProgressBar ariaLabel="Projects read" value={projects === 0 ? 1 : projectsRead / projects} />
    </div>
  );
}

function Run({ run }: { readonly run: RunView }): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  return (
    <li>
      <ProjectName project={run.project} />
      <span className="small subtle">
        {runInWords(run, format, now)}
        {run.askedBy && `; asked for by ${personName(run.askedBy)}`}
      </span>
    </li>
  );
}

const READING: Readonly<Record<RunView['mode'], string>> = {
  whole: 'reading all issues',
  changes: 'reading changes',
  reconcile: 'comparing with Jira',
};

function runInWords(run: RunView, format: Format, now: Date): string {
  const pages = counted(run.pages, 'page', 'pages', format.count);
  const expected = run.issuesExpected === null ? '' : ` of about ${format.count(run.issuesExpected)}`;
  const soFar = `${format.count(run.issuesRead)}${expected}, ${pages}`;
  if (run.waiting === null) return `${READING[run.mode]}: ${soFar}`;
  if (run.waiting.for === 'turn') return `large, so read in turns with others: ${soFar}`;
  const why = run.waiting.for === 'points' ? 'too few of this hour’s points are left' : 'Jira asked for a pause';
  return `waits until ${format.clock(run.waiting.until, now)}: ${why}`;
}

function waitInWords(wait: WaitView, all: readonly WaitView[], format: Format, now: Date): string {
  const until = format.clock(wait.until, now);
  const count = (one: string, many: string): string => counted(wait.count, one, many, format.count);
  switch (wait.what) {
    case 'background': {
      const who = wait.count === 0 ? 'Background work waits' : count('project waits', 'projects wait');
      const others = doPeopleWait(all) ? '' : ' Refreshes that people ask for still run.';
      return `${who} until ${until}: too few points are left of the background’s share of this hour.${others}`;
    }
    case 'reconcile':
      return `${count('comparison with Jira waits', 'comparisons with Jira wait')} until ${until}: too few points are left of their share of this hour.`;
    case 'people':
      return `${count('refresh that somebody asked for waits', 'refreshes that people asked for wait')} until ${until}: too few of this hour’s points are left.`;
    case 'calls':
      return wait.endpoint === 'all'
        ? `Jira asked Plumbline to pause until ${until}. Nothing is read before, whoever asks for it.`
        : `Jira asked Plumbline to pause until ${until} (${wait.endpoint}).`;
    case 'projects':
      return `${counted(wait.count, 'project has', 'projects have', format.count)} changed in Jira; the next refresh begins at ${until}, so that one serves several changes.`;
  }
}

function doPeopleWait(waits: readonly WaitView[]): boolean {
  return waits.some(({ what, endpoint }) => what === 'people' || endpoint === 'all');
}
