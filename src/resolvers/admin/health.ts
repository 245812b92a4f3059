import { unreadFieldInWords } from '../../compliance';
import type { FailureView, FieldProblemView, HealthView, JobView } from '../../contract';
import { unreadFields } from '../../refresh';
import { listJobEntries, readSettings, type JobEntry } from '../../store';
import type { AdminAnswer } from '../administrator';
import { readHealthRecords, readProgressRecords, type HealthRecords, type ProgressRecords } from './health-records';
import { instant } from './instant';
import { mentionsFor, type Mentions } from './mentions';
import { progressView } from './progress';
import { projectsByState } from './project-states';
import { reconciliationSummary } from './reconciliation';
import { refusedProjects } from './refused-projects';
import { settingsView } from './settings-view';

const MOST_JOBS = 200;
const MOST_FAILURES = 200;

/** While work goes on, everything but the progress is put together at most this often, and less the more there is. */
const LEAST_MILLISECONDS_BETWEEN = 15_000;
const MILLISECONDS_BETWEEN_A_PROJECT = 60;

/** After so many milliseconds names that the administrator may no longer know are gone from the page. It divides an hour. */
const NAMED_AT_MOST = 600_000;

/** How refreshing stands; with a known revision that still holds, the progress only. */
export const health: AdminAnswer<'health'> = async (_administrator, { knownRevision }) => {
  const now = Date.now();
  const progress = await readProgressRecords(now);
  const revision = await revisionAt(progress);
  if (knownRevision !== undefined && holds(knownRevision, revision)) {
    const mentions = await mentionsFor(progress.projects, progress.runs.keys(), askers(progress));
    return { unchanged: true, revision: knownRevision, progress: progressView(progress, mentions) };
  }
  return wholeView(await readHealthRecords(now, MOST_JOBS), revision);
};

async function wholeView(records: HealthRecords, revision: string): Promise<HealthView> {
  const { runs, failures, reconciliations, jobs, settings } = records;
  const jobProjects = jobs.flatMap(({ projectId }) => (projectId === null ? [] : [projectId]));
  const mentions = await mentionsFor(
    records.projects,
    [...runs.keys(), ...failures.keys(), ...reconciliations.keys(), ...jobProjects],
    [...askers(records), ...jobs.map(({ askedBy }) => askedBy), settings.changedBy],
  );
  const refused = await refusedProjects(records);
  return {
    revision,
    madeAt: instant(records.now),
    progress: progressView(records, mentions),
    hours: records.hours,
    projects: await projectsByState(records),
    jobs: jobs.map((entry) => jobView(entry, mentions)),
    failures: [...refused, ...failuresOf(records, mentions)].slice(0, MOST_FAILURES),
    failuresInAll: failures.size + refused.length,
    fieldProblems: fieldProblemsOf(records),
    reconciliation: reconciliationSummary(records, mentions),
    settings: settingsView(settings, mentions),
  };
}

function askers({ runs }: ProgressRecords): readonly (string | null)[] {
  return [...runs.values()].map(({ askedBy }) => askedBy);
}

function failuresOf({ failures }: HealthRecords, mentions: Mentions): readonly FailureView[] {
  return [...failures]
    .sort(([, a], [, b]) => b.at - a.at)
    .map(([projectId, { at, cause, remedy }]) => ({
      project: mentions.project(projectId),
      at: instant(at),
      cause: mentions.words(projectId, cause),
      remedy: mentions.words(projectId, remedy),
    }))
    .sort((a, b) => Number(a.project.kind === 'hidden') - Number(b.project.kind === 'hidden'))
    .slice(0, MOST_FAILURES);
}

/** What a rule says of its field, as a sentence of its own. */
function fieldProblemsOf({ playbooks, site }: HealthRecords): readonly FieldProblemView[] {
  if (site === null) return [];
  return playbooks.flatMap((playbook) =>
    unreadFields(site, playbook).map((unread) => {
      const words = unreadFieldInWords(unread);
      const cause = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
      return { playbook: playbook.id, title: playbook.title, cause };
    }),
  );
}

export function jobView(entry: JobEntry, mentions: Mentions): JobView {
  const { projectId, at, cause, remedy, askedBy, ...figures } = entry;
  return {
    ...figures,
    at: instant(at),
    project: projectId === null ? null : mentions.project(projectId),
    cause: cause === null ? null : mentions.words(projectId, cause),
    remedy: remedy === null ? null : mentions.words(projectId, remedy),
    askedBy: mentions.person(askedBy),
  };
}

/**
 * A stretch of time, then what the rest of the view follows from: the settings, the newest job, and a time in which what
 * the administrator may browse is not asked again.
 */
async function revisionAt({ now, projects }: ProgressRecords): Promise<string> {
  const [[newest], { version }] = await Promise.all([listJobEntries(1), readSettings()]);
  const between = Math.max(LEAST_MILLISECONDS_BETWEEN, projects.length * MILLISECONDS_BETWEEN_A_PROJECT);
  const job = newest === undefined ? 'none' : `${newest.at}-${newest.job}`;
  return `${Math.floor(now / between)}.${Math.floor(now / NAMED_AT_MOST)}-${version}-${job}`;
}

/** A view holds as long as nothing is newer, and while work goes on for its stretch of time. */
function holds(known: string, current: string): boolean {
  const [stretch, rest] = split(known);
  const [currentStretch, currentRest] = split(current);
  return rest === currentRest || stretch === currentStretch;
}

function split(revision: string): readonly [string, string] {
  const dot = revision.indexOf('.');
  return [revision.slice(0, dot), revision.slice(dot + 1)];
}
