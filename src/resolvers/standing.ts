import { announcedStandings, defaultPlaybook, findingSentence, ruleInWords } from '../compliance';
import type { FindingInWords, RefreshFailure, SnapshotInWords, StandingView } from '../contract';
import { readLiveIssues, readProject } from '../jira';
import type { Finding, Snapshot, Unreadable } from '../model';
import { currentSite, isOverdue, isReadableNow, knownAsOf, progressOf, startRefresh, waiversOf } from '../refresh';
import {
  getFailure,
  getViewedAt,
  noteRemoved,
  noteViewed,
  readSnapshot,
  readSnapshotHeader,
  readTiers,
  type DocumentHeader,
  type SnapshotMeta,
  type StoredSnapshot,
} from '../store';
import { recentScores } from './history';
import { levelPath } from './paths';
import type { Answer } from './project-viewer';
import { isStale, revisionOf } from './revision';
import { isShown } from './shown-findings';

/** How many unreadable issues the page names. */
const EXAMPLES = 10;

/** A third of the time for which a project counts as looked at. */
const NOTE_VIEWS_EVERY_MILLISECONDS = 300_000;

/** What changes without the snapshot. */
type Now = Pick<StandingView, 'refresh' | 'failure' | 'waiverSteps'>;

/** How the project stands; a project that was never read is being read from now on. */
export const standing: Answer<'standing'> = async ({ projectId }, { knownRevision }) => {
  const [header, stored, running, { steps: waiverSteps }, isArrival] = await Promise.all([
    readSnapshotHeader(projectId),
    getFailure(projectId),
    progressOf(projectId),
    waiversOf(projectId),
    noteView(projectId),
  ]);
  let failure: RefreshFailure | null = stored && { ...stored, at: new Date(stored.at).toISOString() };
  let refresh = running;
  if (header === null && refresh === null && failure === null) {
    failure = await whyNotReadable(projectId);
    if (failure === null) refresh = (await startRefresh(projectId, null)).refresh;
  }
  if (refresh !== null && (isOverdue(refresh) || (isArrival && refresh.phase === 'queued'))) {
    refresh = (await startRefresh(projectId, null)).refresh;
  }
  const now: Now = { refresh, failure, waiverSteps };
  const revision = revisionOf(header);
  if (header === null) {
    if (knownRevision === revision) return { unchanged: true, revision, readAt: null, stale: false, ...now };
    return firstView(projectId, now);
  }
  if (knownRevision === revision) {
    return { unchanged: true, revision, ...(await ageOf(projectId, header)), ...now };
  }
  return wholeView(projectId, now);
};

async function ageOf(
  projectId: number,
  { meta }: DocumentHeader<SnapshotMeta>,
): Promise<{ readonly readAt: string; readonly stale: boolean }> {
  const asOf = await knownAsOf(projectId, meta.readAt);
  return { readAt: new Date(asOf).toISOString(), stale: isStale(asOf) };
}

/**
 * Notes that the project is looked at, which lets its refreshes follow each other faster. True when nobody had looked
 * for a while: what has been waiting at the slower pace is then brought forward, once.
 */
async function noteView(projectId: number): Promise<boolean> {
  const now = Date.now();
  if (now - (await getViewedAt(projectId)) < NOTE_VIEWS_EVERY_MILLISECONDS) return false;
  await noteViewed(projectId, now);
  return true;
}

async function firstView(projectId: number, now: Now): Promise<StandingView> {
  const [project, site, tiers] = await Promise.all([readProject(projectId, 'user'), currentSite(), readTiers()]);
  return {
    revision: revisionOf(null),
    project: { id: String(projectId), key: project.key, name: project.name },
    tier: tiers.get(projectId) ?? null,
    siteTimeZone: site.timeZone,
    snapshot: null,
    path: null,
    announced: [],
    recent: [],
    readAt: null,
    stale: false,
    rules: wordsOfRules(defaultPlaybook.rules),
    ...now,
    unreadable: { count: 0, examples: [] },
  };
}

async function wholeView(projectId: number, now: Now): Promise<StandingView> {
  const [found, site, tiers] = await Promise.all([readSnapshot(projectId), currentSite(), readTiers()]);
  if (found === null) return firstView(projectId, now);
  const { header, value } = found;
  return {
    revision: revisionOf(header),
    project: { id: String(projectId), key: value.project.key, name: value.project.name },
    tier: tiers.get(projectId) ?? null,
    siteTimeZone: site.timeZone,
    snapshot: inWords(value.snapshot),
    path: levelPath(value.snapshot),
    announced: announcedStandings(value.snapshot),
    recent: await recentScores(projectId, header.meta.day),
    ...(await ageOf(projectId, header)),
    rules: wordsOfRules(value.snapshot.findings),
    ...now,
    unreadable: await unreadableFor(value),
  };
}

function inWords(snapshot: Snapshot): SnapshotInWords {
  return { ...snapshot, findings: snapshot.findings.filter(isShown).map(findingInWords) };
}

function findingInWords(finding: Finding): FindingInWords {
  const { offenders, ...figures } = finding;
  return { ...figures, sentence: findingSentence(finding), offenderCount: offenders.length };
}

/** Of a snapshot's findings, or of the rules that a first one would have. */
function wordsOfRules(rules: readonly Pick<Finding, 'rule' | 'lifecycle'>[]): StandingView['rules'] {
  return rules.filter(isShown).map(({ rule }) => ruleInWords(rule));
}

/** Unreadable issues have a name in Jira, too, which only those see who may browse them. */
async function unreadableFor({ snapshot, unreadable }: StoredSnapshot): Promise<StandingView['unreadable']> {
  const examples = unreadable.slice(0, EXAMPLES);
  const live = [...(await readLiveIssues(examples.filter(isNamed).map(nameOf))).values()];
  const visible = new Set(live.flatMap(({ id, key }) => [id, String(id), key]));
  return {
    count: snapshot.issues.unreadable,
    examples: examples
      .filter((example) => !isNamed(example) || visible.has(nameOf(example)))
      .map(({ issue, field, reason }) => ({ issue, field, reason })),
  };
}

/** By id or key; others are named by their place in Jira's reply, which tells nothing. */
function isNamed({ id, issue }: Unreadable): boolean {
  return id !== null || /^\S+$/.test(issue);
}

function nameOf({ id, issue }: Unreadable): number | string {
  return id ?? issue;
}

/** A project that its user browses but the app does not would be asked for in vain on every look; the admin page names it. */
async function whyNotReadable(projectId: number): Promise<RefreshFailure | null> {
  if ((await isReadableNow(projectId)) !== false) return null;
  await noteRemoved(projectId, Date.now());
  return {
    at: new Date().toISOString(),
    cause: 'Jira does not let Plumbline read this project, or it is archived.',
    remedy: 'Ask a Jira admin to let apps browse this project (role atlassian-addons-project-access).',
  };
}
