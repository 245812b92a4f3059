/** An adapter: reads the app's analysis, and says where it and the textbook differ. */
import { KnownGraph, targetPathScope, targetsOfProject } from '../../src/dependencies/views';
import {
  DRIVER,
  DURATION_FROM,
  LATENESS,
  NO_DAY,
  NO_DAYS,
  OUTLOOK_FLAG,
  type Dependency,
  type DependencyReport,
  type DependencySlice,
  type Outlook,
  type Surroundings,
  type WorkingCalendar,
} from '../../src/model';
import { nameOf, type Site } from './site';
import { siteOf } from './slices';
import { Steps } from './steps';
import { textbookSchedule, type Driver, type Figures, type TextbookSchedule } from './textbook';

interface Analysis {
  readonly report: DependencyReport;
  readonly surroundings: ReadonlyMap<number, Surroundings>;
  readonly outlooks: ReadonlyMap<number, Outlook>;
}

/** Every figure in which an analysis and the textbook differ, in words; empty when they agree. `site`: what was scheduled. */
export function differences(
  slices: readonly DependencySlice[],
  analysis: Analysis,
  { asOf, calendar }: { readonly asOf: number; readonly calendar: WorkingCalendar },
  site: Site = siteOf(slices),
): readonly string[] {
  const textbook = textbookSchedule(site, asOf, calendar);
  const found = new Differences();
  for (const slice of slices) {
    const outlook = analysis.outlooks.get(slice.projectId);
    if (!outlook) found.compare(`outlook of ${slice.projectKey}`, null, 'one');
    else compareOutlook(found, slice, outlook, { site, textbook, steps: new Steps(calendar) });
    const inCycle = slice.ends.id.filter((id) => textbook.inOpenCycle.has(id));
    const told = analysis.surroundings.get(slice.projectId)?.inOpenCycle;
    found.compare(`${slice.projectKey} in open cycle`, told, [...inCycle]);
  }
  compareTargets(found, slices, analysis, textbook, new Steps(calendar));
  compareReport(found, analysis.report, site, textbook);
  return found.words;
}

class Differences {
  readonly words: string[] = [];

  compare(where: string, engine: unknown, textbook: unknown): void {
    if (engine === textbook) return;
    const [ours, theirs] = [JSON.stringify(engine), JSON.stringify(textbook)];
    if (ours !== theirs) this.words.push(`${where}: engine ${ours}, textbook ${theirs}`);
  }
}

interface Book {
  readonly site: Site;
  readonly textbook: TextbookSchedule;
  readonly steps: Steps;
}

function compareOutlook(found: Differences, slice: DependencySlice, outlook: Outlook, book: Book): void {
  const { site, textbook } = book;
  const { ends, dependencies } = outlook;
  const ids = [...slice.ends.id, ...slice.outside.id];
  found.compare(`${slice.projectKey} ends`, ends.count, ids.length);
  ids.forEach((id, end) => {
    const where = `${slice.projectKey} issue ${id}`;
    const issue = site.issues.get(id);
    found.compare(`${where} project`, ends.project[end], issue?.projectId ?? 0);
    const figures = textbook.items.get(id);
    found.compare(`${where} is an item`, (ends.flags[end] & OUTLOOK_FLAG.item) !== 0, figures !== undefined);
    if (figures) compareEnd(found, where, { outlook, end, ids }, figures, book);
  });
  found.compare(`${slice.projectKey} dependencies`, dependencies.count, slice.dependencies.count);
  for (let i = 0; i < slice.dependencies.count; i++) {
    const name = nameOf(dependencyAt(slice, ids, i));
    const figures = textbook.dependencies.get(name);
    const where = `${slice.projectKey} dependency ${name}`;
    found.compare(`${where} lateness`, LATENESS[dependencies.lateness[i]], figures?.lateness);
    found.compare(`${where} slack`, countOf(dependencies.slack[i]), figures?.slack);
    if (figures?.known) found.compare(`${where} needed by`, dayOf(dependencies.neededBy[i]), figures.neededBy);
  }
  const project = textbook.projects.get(slice.projectId);
  found.compare(`${slice.projectKey} target`, asFinish(outlook.target, book.steps), project?.target);
  found.compare(`${slice.projectKey} forecast`, outlook.forecast, project?.forecast);
}

function dependencyAt({ dependencies }: DependencySlice, ids: readonly number[], place: number): Dependency {
  const kinds = ['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish'] as const;
  return {
    provider: ids[dependencies.provider[place]],
    dependent: ids[dependencies.dependent[place]],
    kind: kinds[dependencies.kind[place]],
  };
}

function compareEnd(
  found: Differences,
  where: string,
  { outlook, end, ids }: { readonly outlook: Outlook; readonly end: number; readonly ids: readonly number[] },
  figures: Figures,
  { steps }: Book,
): void {
  const { ends } = outlook;
  const plannedStart = dayOf(ends.plannedStart[end]);
  found.compare(`${where} planned start`, plannedStart && steps.asStart(plannedStart), figures.plannedStart);
  found.compare(`${where} planned finish`, asFinish(dayOf(ends.plannedFinish[end]), steps), figures.plannedFinish);
  found.compare(`${where} duration`, ends.duration[end], figures.duration);
  found.compare(`${where} duration from`, DURATION_FROM[ends.durationFrom[end]], figures.durationFrom);
  found.compare(`${where} ES`, dayOf(ends.earliestStart[end]), figures.earliestStart);
  found.compare(`${where} FF`, dayOf(ends.forecastFinish[end]), figures.forecastFinish);
  found.compare(`${where} LF`, dayOf(ends.latestFinish[end]), figures.latestFinish);
  found.compare(`${where} TF`, countOf(ends.totalFloat[end]), figures.totalFloat);
  found.compare(`${where} free float`, countOf(ends.freeFloat[end]), figures.freeFloat);
  found.compare(`${where} in cycle`, (ends.flags[end] & OUTLOOK_FLAG.inCycle) !== 0, figures.inCycle);
  found.compare(`${where} critical`, (ends.flags[end] & OUTLOOK_FLAG.critical) !== 0, figures.critical);
  found.compare(`${where} on path`, (ends.flags[end] & OUTLOOK_FLAG.onPath) !== 0, figures.onPath);
  const driver = driverOf(ends.driver[end], ids, figures.driver);
  if (driver !== null) found.compare(`${where} driver`, driver, figures.driver);
}

/** What the engine says drives an issue where that is not what the textbook allows; else `null`. */
function driverOf(driver: number, ids: readonly number[], allowed: Driver): string | number | null {
  if (typeof allowed === 'number') {
    if (driver === DRIVER.farProvider && !ids.includes(allowed)) return null;
    const id = driver >= 0 ? ids[driver] : driver;
    return id === allowed ? null : id;
  }
  const word = driver === DRIVER.plan ? 'plan' : driver === DRIVER.today ? 'today' : driver;
  return (allowed as readonly unknown[]).includes(word) ? null : word;
}

/** Milestones and versions, each with the path to it, as maps show them. */
function compareTargets(
  found: Differences,
  slices: readonly DependencySlice[],
  { outlooks }: Analysis,
  textbook: TextbookSchedule,
  steps: Steps,
): void {
  const shares = slices.flatMap((slice) => {
    const outlook = outlooks.get(slice.projectId);
    return outlook ? [{ slice, outlook }] : [];
  });
  const graph = new KnownGraph(shares);
  const named = (kind: string, id: number): string => `${kind} ${String(id).padStart(9, '0')}`;
  for (const { projectId } of slices) {
    const told = targetsOfProject(graph, projectId).map((target) => {
      const { path } = targetPathScope(graph, projectId, target);
      return [named(target.kind, target.id), asFinish(target.due, steps), target.forecast, path] as const;
    });
    const expected = textbook.targets
      .filter((target) => target.projectId === projectId)
      .map(({ milestone, version, due, forecast, path }) => {
        const name = milestone === null ? named('version', version ?? 0) : named('milestone', milestone);
        return [name, due, forecast, path] as const;
      });
    found.compare(`targets of project ${projectId}`, [...told].sort(byName), [...expected].sort(byName));
  }
}

function byName([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number {
  return a < b ? -1 : 1;
}

function compareReport(found: Differences, report: DependencyReport, site: Site, textbook: TextbookSchedule): void {
  const all = [...textbook.dependencies.values()];
  const open = all.filter((each) => each.open);
  const keyOf = new Map(site.projects.map(({ id, key }) => [id, key]));
  const inOrder = <T>(map: ReadonlyMap<number, T>): readonly (readonly [string, T])[] =>
    [...map].map(([id, value]): [string, T] => [keyOf.get(id) ?? '', value]).sort(([a], [b]) => (a < b ? -1 : 1));
  found.compare('dependencies', [report.dependencies, report.open], [all.length, open.length]);
  found.compare(
    'lateness',
    LATENESS.map((word) => report.lateness[word]),
    LATENESS.map((word) => open.filter(({ lateness }) => lateness === word).length),
  );
  found.compare(
    'coupling',
    report.coupling.map((each) => [
      ...[each.dependentProject, each.providerProject],
      ...[each.total, each.open, each.late, each.leastSlack],
    ]),
    [...textbook.coupling]
      .map(([pair, { total, open: openOnes, late, leastSlack }]) => {
        const [dependent, provider] = pair.split(' ').map((id) => keyOf.get(Number(id)) ?? '');
        return [dependent, provider, total, openOnes, late, leastSlack] as const;
      })
      .sort(([a, b], [c, d]) => (a === c ? (b < d ? -1 : 1) : a < c ? -1 : 1)),
  );
  found.compare(
    'stability',
    report.stability.map((each) => [each.project, each.waitingForIt, each.waitedFor, each.instability]),
    inOrder(textbook.stability).map(([key, { waitingForIt: ca, waitedFor: ce }]) => [
      ...[key, ca, ce],
      ca + ce === 0 ? null : ce / (ca + ce),
    ]),
  );
  found.compare(
    'forecasts',
    report.forecasts.map((each) => [
      ...[each.project, each.forecast, each.pathLength, each.leastFloat],
      ...[each.items, each.estimated, each.undated],
    ]),
    inOrder(textbook.projects).map(([key, each]) => [
      ...[key, each.forecast, each.pathLength, each.leastFloat],
      ...[each.items, each.estimated, each.undated],
    ]),
  );
  found.compare(
    'cycles',
    report.cycles.map(({ issues }) => issues.map(({ id }) => id).sort((a, b) => a - b)).sort((a, b) => a[0] - b[0]),
    textbook.cycles,
  );
}

function dayOf(day: number): number | null {
  return day === NO_DAY ? null : day;
}

function countOf(days: number): number | null {
  return days === NO_DAYS ? null : days;
}

/** Outlooks may keep a date as Jira has it; figures are of days that are worked. */
function asFinish(date: number | null, steps: Steps): number | null {
  return date === null ? null : steps.asFinish(date);
}
