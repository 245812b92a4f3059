import { JiraError, POINTS, readStatusChanges, type StatusChange } from '../jira';
import { dayOfInstant, NO_DAY, STATE, workingDaysBetween, type Day, type WorkingCalendar } from '../model';
import type { PackedFacts, StoredSite } from '../store';
import type { Allowance } from './allowance';
import { playbookOf } from './followed-playbook';

/** Finished items whose history tells how long work takes. */
const LAST_FINISHED = 50;

/**
 * How many working days the project's last finished work items took: the median, rounded up. `null` where their history
 * tells none, or the app may not read it. 1 call.
 */
export async function readTypicalDays(
  { issues, project }: Pick<PackedFacts, 'issues' | 'project'>,
  { timeZone, inProgressStatuses }: Pick<StoredSite, 'timeZone' | 'inProgressStatuses'>,
  allowance: Allowance,
): Promise<number | null> {
  const finished = lastFinished(issues);
  if (finished.length === 0 || inProgressStatuses.length === 0) return null;
  const changes = await askForChanges(
    finished.map((row) => issues.id[row]),
    allowance,
  );
  const { calendar } = (await playbookOf(project.id)).playbook;
  const isProgress = new Set(inProgressStatuses);
  const days = finished.flatMap((row) => {
    const entries = (changes.get(issues.id[row]) ?? []).filter(({ to }) => isProgress.has(to));
    if (entries.length === 0) return [];
    const begun = entries.reduce((first, { at }) => (at < first ? at : first), entries[0].at);
    return [daysTaken(dayOfInstant(begun, timeZone), issues.finishedOn[row], calendar)];
  });
  return median(days);
}

/** Rows of the work items that finished last, the last one first. */
function lastFinished(issues: PackedFacts['issues']): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < issues.count; row++) {
    const isFinished = issues.state[row] === STATE.done && issues.finishedOn[row] !== NO_DAY;
    if (isFinished && issues.level[row] <= 0) rows.push(row);
  }
  rows.sort((a, b) => issues.finishedOn[b] - issues.finishedOn[a] || issues.id[b] - issues.id[a]);
  return rows.slice(0, LAST_FINISHED);
}

/** Histories only serve an estimate: where Jira does not show them, the refresh goes on without. */
async function askForChanges(
  ids: readonly number[],
  allowance: Allowance,
): Promise<ReadonlyMap<number, readonly StatusChange[]>> {
  try {
    return await allowance.ask('changelog/bulkfetch', POINTS.changes(ids.length), () => readStatusChanges(ids));
  } catch (error) {
    const isRefused = error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden');
    if (isRefused) return NO_CHANGES;
    throw error;
  }
}

const NO_CHANGES: ReadonlyMap<number, readonly StatusChange[]> = new Map();

/** Working days from one day to the other, both included. */
function daysTaken(from: Day, to: Day, calendar: WorkingCalendar): number {
  return Math.max(1, workingDaysBetween(from - 1, to, calendar));
}

/** Of two in the middle their mean, rounded up; `null` of nothing. */
function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : Math.ceil((sorted[middle - 1] + sorted[middle]) / 2);
}
