import { asRulesSee } from '../compliance';
import { analyse } from '../dependencies';
import { scheduleOf } from '../model';
import {
  commitDependencyReport,
  commitTies,
  deleteMarker,
  digestsOfTies,
  getMarker,
  getSite,
  MergeRecord,
  readIndex,
  readSnapshotHeader,
  readStoredSlice,
  reportMergedAt,
  setMarker,
  type MergedProject,
  type TiesDigests,
  type ToldTies,
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
 * A slice is four reads at most, what is looked up and committed of a project twelve, and storage gives 4,000 a minute: four
 * fifths of them are used. 1,000 projects take a minute and a half, and four more where all of them changed. As fast as it
 * goes, such a merge would never end: refused in the middle, it begins anew.
 */
const SLICES: Bursts = { items: 150, pauseMilliseconds: 12_000 };
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
  const record = await MergeRecord.read(mergedAt);
  const stored = (await inBursts(projects, SLICES, ({ id }) => readStoredSlice(id))).flatMap((slice) => slice ?? []);
  const site = await getSite();
  const asOf = todayOn(site ?? { timeZone: 'UTC' }, mergedAt);
  const slices = stored.map(({ value }) => value);
  const { report, surroundings, outlooks } = analyse(slices, { asOf, calendar: (await sitePlaybook()).calendar });
  const merged = stored.flatMap(({ header, value: slice }): Merged[] => {
    const { projectId } = slice;
    const [around, outlook] = [surroundings.get(projectId), outlooks.get(projectId)];
    if (around === undefined || outlook === undefined) return [];
    const share = { slice, outlook };
    const told = { surroundings: around, share, schedule: asRulesSee(scheduleOf(share)) };
    return [{ projectId, slice: header.sequence, ties: digestsOfTies(told), told }];
  });
  const isNews = ({ projectId, slice, ties }: Merged): boolean => {
    const known = record.of(projectId, slice);
    if (known?.isEvaluated !== true) return true;
    return !doRulesSeeTheSame(known.ties, ties) || known.ties.share !== ties.share;
  };
  if (merged.some(isNews)) await record.open();
  const kept = merged.filter((each) => !isNews(each)).map((each) => ({ ...each, isEvaluated: true }));
  const committed = await inBursts(merged.filter(isNews), COMMITS, (each) => commitNews(each, record, mergedAt));
  const outdated = committed.filter(({ isOutdated }) => isOutdated);
  await pushJobs(
    outdated.map(({ projectId }, place) => {
      const delaySeconds = Math.max(0, place - EVALUATED_AT_ONCE) / EVALUATIONS_A_SECOND;
      return { job: { job: 'evaluate', projectId }, delaySeconds };
    }),
  );
  await record.close([...kept, ...committed]);
  await commitDependencyReport(report, mergedAt);
  await spendMerge(projects.length);
  await leaveMarker(lease, projects.length);
}

/** What a merge tells of a project. */
interface Merged extends Omit<MergedProject, 'isEvaluated'> {
  readonly told: ToldTies;
}

/** Commits what is told of a project; its snapshot is looked up where it may be of something else than what is stored then. */
async function commitNews(
  { projectId, slice, ties: digests, told }: Merged,
  record: MergeRecord,
  mergedAt: number,
): Promise<MergedProject & { readonly isOutdated: boolean }> {
  const before = record.of(projectId, slice);
  const ties = await commitTies(projectId, { told, digests, known: before?.ties ?? null, mergedAt });
  const isAsBefore = before?.isEvaluated === true && doRulesSeeTheSame(before.ties, ties);
  const of = isAsBefore ? ties : (await readSnapshotHeader(projectId))?.meta;
  const isEvaluated = of !== undefined && doRulesSeeTheSame(of, ties);
  return { projectId, slice, ties, isEvaluated, isOutdated: of !== undefined && !isEvaluated };
}

/** What an evaluation reads of what a merge tells. */
type Seen = Pick<TiesDigests, 'surroundings' | 'schedule'>;

function doRulesSeeTheSame(one: Seen, other: Seen): boolean {
  return one.surroundings === other.surroundings && one.schedule === other.schedule;
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
