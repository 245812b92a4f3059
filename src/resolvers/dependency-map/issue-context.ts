import { offenderWords, ruleInWords } from '../../compliance';
import type { ContextNeighbour, IssueContextView } from '../../contract';
import { byUrgency, KnownGraph, type ScheduledDependency, type ScheduledIssue } from '../../dependencies/views';
import type { PlacedIssue } from '../../jira';
import { workingDays, type WorkingCalendar } from '../../model';
import { currentForecast, playbookOf } from '../../refresh';
import { readDependencyReport, readSnapshot, readSnapshotHeader, type PortfolioProject } from '../../store';
import { issueNotVisible } from '../refusal';
import { isShown } from '../shown-findings';
import { childrenElsewhere } from './children-elsewhere';
import { dayText, slipOf } from './issue-view';
import type { MapAnswer } from './map-viewer';
import { NOT_ALL_PROJECTS, notesOn } from './notes';
import { Shares } from './shares';
import { visibleIssues, type VisibleIssues } from './visible-issues';
import { assume } from './what-if';

/** Neighbours shown of each side. */
const MOST_NEIGHBOURS = 5;
/** The least slip worth asking about, in working days. */
const LEAST_SLIP = 5;

/** One issue's place among its dependencies, in brief. */
export const issueContext: MapAnswer<'issueContext'> = async ({ issues }) => {
  const [placed] = [...issues.values()];
  if (placed === undefined) throw issueNotVisible();
  const { asOf, calendar, projects } = await currentForecast();
  const shares = new Shares(asOf ?? 0);
  if (asOf !== null) await shares.load(await projectsAround(placed.projectId, projects));
  const graph = new KnownGraph(shares.all);
  const providers = byUrgency(graph.providersOf(placed.id));
  const dependents = byUrgency(graph.dependentsOf(placed.id));
  const neighbours = [
    ...providers.slice(0, MOST_NEIGHBOURS).map(({ provider }) => provider),
    ...dependents.slice(0, MOST_NEIGHBOURS).map(({ dependent }) => dependent),
  ];
  const visible = await visibleIssues(new Map(neighbours.map((id) => [id, graph.projectOf(id)])));
  const inView = (id: number, dependency: ScheduledDependency): ContextNeighbour =>
    neighbourInView(graph.issue(id), dependency, visible);
  return {
    asOf: dayText(asOf),
    ...(await standingOf(placed, graph, shares, calendar)),
    waitsFor: providers.slice(0, MOST_NEIGHBOURS).map((each) => inView(each.provider, each)),
    waitsForCount: providers.length,
    waitedForBy: dependents.slice(0, MOST_NEIGHBOURS).map((each) => inView(each.dependent, each)),
    waitedForByCount: dependents.length,
    findings: await findingsOf(placed),
  };
};

/** A project, and those that alone know of children of its issues, if its issues wait for their children. */
async function projectsAround(projectId: number, portfolio: readonly PortfolioProject[]): Promise<readonly number[]> {
  const { playbook } = await playbookOf(projectId);
  // Only then: the report is large, and this panel is opened more often than any page.
  const report = playbook.parentWaitsForChildren ? await readDependencyReport() : null;
  return [projectId, ...(report === null ? [] : childrenElsewhere([projectId], report, portfolio))];
}

function neighbourInView(
  issue: ScheduledIssue | null,
  { kind, lateness, slack }: ScheduledDependency,
  visible: VisibleIssues,
): ContextNeighbour {
  const live = issue === null ? undefined : visible.get(issue.id);
  const name = { id: live ? String(live.id) : null, key: live?.key ?? null, summary: live?.summary ?? null };
  return { ...name, kind, lateness, forecastFinish: dayText(issue?.forecastFinish ?? null), slack };
}

type Standing = Omit<
  IssueContextView,
  'asOf' | 'waitsFor' | 'waitsForCount' | 'waitedForBy' | 'waitedForByCount' | 'findings'
>;

async function standingOf(
  placed: PlacedIssue,
  graph: KnownGraph,
  shares: Shares,
  calendar: WorkingCalendar,
): Promise<Standing> {
  const issue = graph.issue(placed.id);
  const isRead = shares.of(placed.projectId) !== null || (await readSnapshotHeader(placed.projectId)) !== null;
  const projectId = isRead ? String(placed.projectId) : null;
  if (issue === null) return { projectId, state: placed.state, ...NOT_IN_THE_SCHEDULE };
  const slip = slipOf(issue, workingDays(calendar));
  const { ifItSlips, notes } = await costOfSlipping(issue, Math.max(LEAST_SLIP, slip ?? 0), shares, calendar);
  return {
    ...{ projectId, state: issue.state, slip, totalFloat: issue.totalFloat, freeFloat: issue.freeFloat },
    ...{ critical: issue.critical, inCycle: issue.inCycle, ifItSlips },
    plannedFinish: dayText(issue.plannedFinish),
    forecastFinish: dayText(issue.forecastFinish),
    notes: [...notesOn([issue]), ...notes],
  };
}

const NOT_IN_THE_SCHEDULE: Omit<Standing, 'projectId' | 'state'> = {
  ...{ plannedFinish: null, forecastFinish: null, slip: null, totalFloat: null, freeFloat: null, critical: false },
  ...{ inCycle: false, ifItSlips: null, notes: [] },
};

/** Its blast radius: what else moves when it finishes so many working days later. */
async function costOfSlipping(
  { id, isItem }: ScheduledIssue,
  days: number,
  shares: Shares,
  calendar: WorkingCalendar,
): Promise<Pick<Standing, 'ifItSlips' | 'notes'>> {
  if (!isItem) return { ifItSlips: null, notes: [] };
  const { outcome, isWhole } = await assume(shares, [{ what: 'shift', issue: id, days }], calendar);
  const others = outcome.moved.filter((move) => move.id !== id);
  return {
    ifItSlips: {
      days,
      issues: others.length,
      projects: new Set(others.map(({ projectId }) => projectId)).size,
      milestones: others.filter(({ milestone }) => milestone).length,
    },
    notes: isWhole ? [] : [NOT_ALL_PROJECTS],
  };
}

/** Of the project's findings those that this issue causes. */
async function findingsOf({ id, projectId }: PlacedIssue): Promise<IssueContextView['findings']> {
  const stored = await readSnapshot(projectId);
  return (stored?.value.snapshot.findings ?? [])
    .filter(isShown)
    .flatMap(({ rule, offenders }) =>
      offenders
        .filter((offender) => offender.id === id)
        .map(({ reason }) => ({ rule, title: ruleInWords(rule).title, wrong: offenderWords(rule, reason) })),
    );
}
