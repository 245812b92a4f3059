import type { ScheduledIssue } from '../../dependencies/views';

/** What could not be computed of issues, in words. Counts only: nothing that a viewer may not know. */
export function notesOn(issues: readonly ScheduledIssue[]): readonly string[] {
  const items = issues.filter(({ isItem }) => isItem);
  const all = items.length;
  const undated = items.filter(({ plannedStart, plannedFinish }) => plannedStart === null && plannedFinish === null);
  const usual = items.filter(({ durationFrom }) => durationFrom === 'history').length;
  const assumed = items.filter(({ durationFrom }) => durationFrom === 'assumed').length;
  const unheld = issues.filter(({ projectId }) => projectId === 0).length;
  const inCycle = items.filter((issue) => issue.inCycle).length;
  return [
    noteIf(undated.length, `${undated.length} of ${all} issues have no date: their forecast starts from today`),
    noteIf(
      usual,
      `${usual} of ${all} issues have no estimate: they are taken to last as long as such work usually does`,
    ),
    noteIf(assumed, `${assumed} of ${all} issues have neither dates nor an estimate: they are taken to last 5 days`),
    noteIf(inCycle, `${inCycle} of ${all} issues are in a cycle: in which order they can be done cannot be told`),
    noteIf(unheld, `${unheld} issues are in no project that Plumbline reads: their dates are unknown`),
  ].flat();
}

/** Said where more projects would have to be read than one answer reads. */
export const NOT_ALL_PROJECTS = 'It goes on through more projects than can be followed at once';

function noteIf(count: number, note: string): readonly string[] {
  return count > 0 ? [note] : [];
}
