import { offenderWords, ruleInWords } from '../../compliance';
import type { ContextNeighbour, IssueContextView } from '../../contract';
import { byUrgency, KnownGraph, type ScheduledDependency, type ScheduledIssue } from '../../dependencies/views';
import type { PlacedIssue } from '../../jira';
import { workingDays, type WhatIfOutcome, type WorkingCalendar } from '../../model';
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
/** Milestones named that would move; as many are asked for as one call answers beside the neighbours. */
const MOST_MILESTONES = 5;
const MOST_MILESTONES_ASKED = 90;
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
  const slipping = await costOfSlipping(placed.id, graph, shares, calendar);
  const milestones = (slipping?.others ?? []).filter(({ milestone }) => milestone);
  const visible = await visibleIssues(
    new Map([
      ...milestones.slice(0, MOST_MILESTONES_ASKED).map(({ id, projectId }) => [id, projectId] as const),
      ...neighbours.map((id) => [id, graph.projectOf(id)] as const),
    ]),
  );
  const inView = (id: number, dependency: ScheduledDependency): ContextNeighbour =>
    neighbourInView(graph.issue(id), dependency, visible);
  return {
    asOf: dayText(asOf),
    ...(await standingOf(placed, graph, shares, slipping, visible, calendar)),
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
  slipping: Slipping | null,
  visible: VisibleIssues,
  calendar: WorkingCalendar,
): Promise<Standing> {
  const issue = graph.issue(placed.id);
  const isRead = shares.of(placed.projectId) !== null || (await readSnapshotHeader(placed.projectId)) !== null;
  const projectId = isRead ? String(placed.projectId) : null;
  if (issue === null) return { projectId, state: placed.state, ...NOT_IN_THE_SCHEDULE };
  return {
    ...{ projectId, state: issue.state, slip: slipOf(issue, workingDays(calendar)) },
    ...{ totalFloat: issue.totalFloat, freeFloat: issue.freeFloat, critical: issue.critical, inCycle: issue.inCycle },
    plannedFinish: dayText(issue.plannedFinish),
    forecastFinish: dayText(issue.forecastFinish),
    ifItSlips: slipping && slippingInView(slipping, visible),
    notes: [...notesOn([issue]), ...(slipping?.isWhole === false ? [NOT_ALL_PROJECTS] : [])],
  };
}

const NOT_IN_THE_SCHEDULE: Omit<Standing, 'projectId' | 'state'> = {
  ...{ plannedFinish: null, forecastFinish: null, slip: null, totalFloat: null, freeFloat: null, critical: false },
  ...{ inCycle: false, ifItSlips: null, notes: [] },
};

/** What else moves when an issue finishes so many working days later, those that move most first. */
interface Slipping {
  readonly days: number;
  readonly others: readonly (WhatIfOutcome['moved'][number] & { readonly days: number })[];
  /** Nothing was left out for want of shares. */
  readonly isWhole: boolean;
}

/** An issue's blast radius; `null` for one that takes no part in the schedule. */
async function costOfSlipping(
  id: number,
  graph: KnownGraph,
  shares: Shares,
  calendar: WorkingCalendar,
): Promise<Slipping | null> {
  const issue = graph.issue(id);
  if (issue?.isItem !== true) return null;
  const working = workingDays(calendar);
  const days = Math.max(LEAST_SLIP, slipOf(issue, working) ?? 0);
  const { outcome, isWhole } = await assume(shares, [{ what: 'shift', issue: id, days }], calendar);
  const others = outcome.moved
    .filter((move) => move.id !== id)
    .map((move) => ({ ...move, days: working.upTo(move.to ?? move.from) - working.upTo(move.from) }))
    .sort((a, b) => b.days - a.days);
  return { days, others, isWhole };
}

function slippingInView({ days, others }: Slipping, visible: VisibleIssues): IssueContextView['ifItSlips'] {
  const milestones = others.filter(({ milestone }) => milestone);
  const named = milestones.flatMap((move) => {
    const live = visible.get(move.id);
    return live === undefined ? [] : [{ key: live.key, summary: live.summary, days: move.days }];
  });
  return {
    days,
    issues: others.length,
    projects: new Set(others.map(({ projectId }) => projectId)).size,
    milestones: milestones.length,
    most: others.at(0)?.days ?? 0,
    movedMilestones: named.slice(0, MOST_MILESTONES),
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
