import type { PointsNow, ProgressView, RunView, WaitView } from '../../contract';
import type { RefreshRun } from '../../store';
import type { ProgressRecords } from './health-records';
import { purposeOf, type BackgroundWork, type Purpose } from '../../refresh';
import { hourOf, nextHourAt } from './hours';
import { instant } from './instant';
import type { Mentions } from './mentions';

const MOST_RUNS = 50;

/** How far the background is, what is being read, and what waits. */
export function progressView(records: ProgressRecords, mentions: Mentions): ProgressView {
  const runs = [...records.runs].map(([projectId, run]) => runView(projectId, run, records.now, mentions));
  return {
    campaign: campaignView(records),
    runs: runs.sort(namedAndOldestFirst).slice(0, MOST_RUNS),
    runsInAll: runs.length,
    waits: waitsOf(records),
    points: pointsNow(records),
  };
}

/** What is under way has begun, and is not read yet. */
export function campaignView({ background: { campaign }, runs }: ProgressRecords): ProgressView['campaign'] {
  if (campaign === null) return null;
  const { startedAt, finishedAt, projects, projectsRead: begun } = campaign;
  const underWay = [...runs.values()].filter(({ mode, by }) => mode === 'whole' && by === 'background').length;
  return {
    startedAt: instant(startedAt),
    finishedAt: finishedAt === null ? null : instant(finishedAt),
    projects,
    projectsRead: finishedAt === null ? Math.max(0, Math.min(projects, begun) - underWay) : projects,
  };
}

export function pointsNow({ now, background }: ProgressRecords): PointsNow {
  return {
    hour: hourOf(now),
    nextHourAt: instant(nextHourAt(now)),
    spent: background.pointsThisHour,
    limit: background.limit,
    quota: background.quota,
    share: background.share,
  };
}

/** What does not go on before an instant; what is over is left out. */
export function waitsOf({ now, background, runs, due }: ProgressRecords): readonly WaitView[] {
  const waits = waitsForPoints(now, background, [...runs.values()]);
  for (const { endpoint, until } of background.pauses.filter((pause) => pause.until > now)) {
    waits.push({ what: 'calls', why: 'jira', until: instant(until), count: 0, endpoint });
  }
  const later = [...due.values()].filter((at) => at > now);
  if (later.length > 0) {
    const until = instant(Math.min(...later));
    waits.push({ what: 'projects', why: 'gathering', until, count: later.length, endpoint: null });
  }
  return waits;
}

/** For each purpose the runs that wait for points; all of the background where it may not take any. */
function waitsForPoints(now: number, background: BackgroundWork, runs: readonly RefreshRun[]): WaitView[] {
  const purposes: readonly Purpose[] = ['background', 'reconcile', 'people'];
  return purposes.flatMap((what) => {
    const later = runs.flatMap(({ waiting, ...run }) =>
      purposeOf(run) === what && waiting?.for === 'points' && waiting.until > now ? waiting.until : [],
    );
    const isAll = what === 'background' && background.pointsThisHour >= background.limit;
    if (later.length === 0 && !isAll) return [];
    const until = instant(isAll ? nextHourAt(now) : Math.min(...later));
    return { what, why: 'points', until, count: later.length, endpoint: null };
  });
}

export function runView(projectId: number, run: RefreshRun, now: number, mentions: Mentions): RunView {
  const { mode, startedAt, pages, issuesRead, issuesExpected, waiting, by, askedBy } = run;
  return {
    project: mentions.project(projectId),
    ...{ mode, pages, issuesRead, issuesExpected, by },
    startedAt: instant(startedAt),
    waiting: waiting === null || waiting.until <= now ? null : { until: instant(waiting.until), for: waiting.for },
    askedBy: mentions.person(askedBy),
  };
}

/** What is being read before what waits for its turn, for there may be many of those. */
function namedAndOldestFirst(a: RunView, b: RunView): number {
  const byTurn = Number(a.waiting?.for === 'turn') - Number(b.waiting?.for === 'turn');
  const byName = Number(a.project.kind === 'hidden') - Number(b.project.kind === 'hidden');
  return byTurn || byName || Date.parse(a.startedAt) - Date.parse(b.startedAt);
}
