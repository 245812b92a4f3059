import type { AssumedChange, Dependency, WhatIfOutcome, WorkingCalendar } from '../../src/model';
import type { Issue, Site } from './site';
import { nameOf } from './site';
import { textbookSchedule, type TextbookSchedule } from './textbook';

/** A site and its schedule without any change. */
interface Baseline {
  readonly site: Site;
  readonly today: number;
  readonly calendar: WorkingCalendar;
  readonly before: TextbookSchedule;
}

/**
 * A what-if as the definitions have it: the changes applied to the inputs, everything reckoned again from scratch, the
 * difference. What was an item stays one (an undated issue that loses its last dependency still has its work before it);
 * a shift is added to what the forward pass makes of the issue, but nothing is finished before today; a changed finish
 * counts as a date in its field.
 */
export function textbookWhatIf(
  { site, today, calendar, before }: Baseline,
  changes: readonly AssumedChange[],
): WhatIfOutcome {
  const shifts = new Map<number, number>();
  const durations = new Map<number, number>();
  const issues = new Map<number, Issue>(site.issues);
  const dropped = new Set(changes.flatMap((change) => (change.what === 'drop' ? [change.issue] : [])));
  const items = new Set([...before.items.keys()].filter((id) => !dropped.has(id)));
  let dependencies: readonly Dependency[] = site.dependencies;
  for (const change of changes) {
    if (change.what === 'shift') shifts.set(change.issue, change.days);
    if (change.what === 'duration') durations.set(change.issue, change.days);
    if (change.what === 'finish') {
      const issue = issues.get(change.issue);
      if (issue) issues.set(change.issue, { ...issue, due: change.day });
    }
    if (change.what === 'dropDependency' || change.what === 'addDependency') {
      dependencies = dependencies.filter((each) => nameOf(each) !== nameOf(change.dependency));
      if (change.what === 'addDependency') dependencies = [...dependencies, change.dependency];
    }
  }
  dependencies = dependencies.filter(({ provider, dependent }) => !dropped.has(provider) && !dropped.has(dependent));
  const after = textbookSchedule({ ...site, issues, dependencies }, today, calendar, { items, shifts, durations });
  return { ...movement(site, before, after), ...lateness(before, after), ...cycles(before, after), beyond: [] };
}

function movement(
  site: Site,
  before: TextbookSchedule,
  after: TextbookSchedule,
): Pick<WhatIfOutcome, 'moved' | 'projects'> {
  const moved = [...before.items].flatMap(([id, { forecastFinish: from }]) => {
    const to = after.items.get(id)?.forecastFinish ?? null;
    const issue = site.issues.get(id);
    return !issue || from === to ? [] : { id, projectId: issue.projectId, from, to, milestone: issue.milestone };
  });
  const projects = [...new Set(moved.map(({ projectId }) => projectId))].sort((a, b) => a - b);
  return {
    moved,
    projects: projects.map((projectId) => ({
      projectId,
      from: before.projects.get(projectId)?.forecast ?? null,
      to: after.projects.get(projectId)?.forecast ?? null,
    })),
  };
}

function lateness(
  before: TextbookSchedule,
  after: TextbookSchedule,
): Pick<WhatIfOutcome, 'becomeLate' | 'stopBeingLate'> {
  const [was, is] = [before, after].map(({ dependencies }) => {
    const late = [...dependencies].filter(([, each]) => each.lateness === 'lateNow' || each.lateness === 'willBeLate');
    return new Set(late.map(([name]) => name));
  });
  return {
    becomeLate: [...is].filter((name) => !was.has(name)).length,
    stopBeingLate: [...was].filter((name) => !is.has(name)).length,
  };
}

function cycles(before: TextbookSchedule, after: TextbookSchedule): Pick<WhatIfOutcome, 'newlyInCycle'> {
  return { newlyInCycle: [...after.inOpenCycle].filter((id) => !before.inOpenCycle.has(id)).sort((a, b) => a - b) };
}
