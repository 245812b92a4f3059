import { asRulesSee } from '../compliance';
import { analyse } from '../dependencies';
import { scheduleOf } from '../model';
import {
  commitDependencyReport,
  commitSchedule,
  commitShare,
  commitSurroundings,
  deleteMarker,
  getMarker,
  getSite,
  readIndex,
  readSlice,
  readSnapshotHeader,
  reportMergedAt,
  setMarker,
} from '../store';
import { sitePlaybook } from './followed-playbook';
import { inBursts, type Bursts } from './in-parallel';
import { pushJobs } from './jobs';
import { todayOn } from './local-time';
import { nextMergeAt, requestMerge, spendMerge } from './request-merge';
import { isLost } from './request-work';

/** A merge that has not ended by then was killed; the upkeep takes its marker up. */
const LEASE_MILLISECONDS = 900_000;

const A_MOMENT_MILLISECONDS = 5000;

/** An evaluation reads some 25 values, and storage gives 4,000 a minute. */
const EVALUATIONS_A_SECOND = 2;
const EVALUATED_AT_ONCE = 20;

/**
 * A slice is two reads, what the merge commits of a project some fourteen, and storage gives 4,000 a minute: four fifths of
 * them are used, and 1,000 projects take six minutes. As fast as it goes, such a merge would never end: refused in the
 * middle, it begins anew.
 */
const SLICES: Bursts = { items: 200, pauseMilliseconds: 12_000 };
const COMMITS: Bursts = { items: 50, pauseMilliseconds: 12_000 };

/** How the name on the marker begins while a merge runs. */
const MERGING = 'merging';

/**
 * Ties all projects' dependency slices into one graph, stores what changed around each project, its schedule as of
 * today and the report, and has those projects evaluated whose snapshot is of other surroundings, or of a schedule in
 * which rules see something else. The report comes last: one that is younger than `askedAt` says that a whole merge has
 * seen everything that was there then. Killed anywhere, it can be run again.
 */
export async function mergeDependencies(askedAt: number): Promise<void> {
  const marker = await getMarker('merge');
  if ((await reportMergedAt()) > askedAt && marker === null) return;
  const mergedAt = Date.now();
  const lease = `${MERGING} ${askedAt}`;
  if (marker !== null && marker.runId !== lease) {
    // Somebody is merging, or it is put off since this job was queued: then another comes for it.
    if (marker.at > mergedAt + 1000) return;
    await setMarker('merge', { ...marker, runId: lease, at: mergedAt + LEASE_MILLISECONDS });
  }
  const { projects } = await readIndex();
  const slices = (await inBursts(projects, SLICES, ({ id }) => readSlice(id))).flatMap((slice) => slice ?? []);
  const site = await getSite();
  const asOf = todayOn(site ?? { timeZone: 'UTC' }, mergedAt);
  const { report, surroundings, outlooks } = analyse(slices, { asOf, calendar: (await sitePlaybook()).calendar });
  const changed = await inBursts(slices, COMMITS, async (slice) => {
    const { projectId } = slice;
    const [around, outlook] = [surroundings.get(projectId), outlooks.get(projectId)];
    if (around === undefined || outlook === undefined) return [];
    const digest = await commitSurroundings(projectId, around, mergedAt);
    await commitShare({ slice, outlook }, mergedAt);
    const schedule = await commitSchedule(projectId, asRulesSee(scheduleOf({ slice, outlook })), mergedAt);
    const known = (await readSnapshotHeader(projectId))?.meta;
    return known && (known.surroundings !== digest || known.schedule !== schedule) ? [projectId] : [];
  });
  await pushJobs(
    changed.flat().map((projectId, place) => {
      const delaySeconds = Math.max(0, place - EVALUATED_AT_ONCE) / EVALUATIONS_A_SECOND;
      return { job: { job: 'evaluate', projectId }, delaySeconds };
    }),
  );
  await commitDependencyReport(report, mergedAt);
  await spendMerge(projects.length);
  await leaveMarker(lease, projects.length);
}

/** Requests that came while this merge ran put their name on the marker: they get a merge of their own. */
async function leaveMarker(mine: string, projects: number): Promise<void> {
  const standing = await getMarker('merge');
  if (standing === null) return;
  await deleteMarker('merge');
  if (standing.runId !== mine) await requestMerge(projects, false);
}

/**
 * Has the forecast made anew for somebody who looks at it: where there is none of today, and where a merge that was
 * asked for has been put off for longer than it needs to be now.
 */
export async function bringForecastForward(projects: number, isOfToday: boolean): Promise<void> {
  const marker = await getMarker('merge');
  if (marker === null) {
    if (!isOfToday) await requestMerge(projects, true);
    return;
  }
  if (isLost(marker)) return requestMerge(projects, true);
  if (marker.runId.startsWith(MERGING)) return;
  const isPutOff = marker.at - A_MOMENT_MILLISECONDS > (await nextMergeAt(projects, true, Date.now()));
  if (isPutOff) await requestMerge(projects, true);
}
