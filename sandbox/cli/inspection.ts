import type { AppOnSite } from '../app-on-site';
import type { ImportReport } from '../import';
import type { SiteData, SiteProject } from '../jira/site-data';
import { projectPageAsAdministrator, type AskProjectPage } from './app-as-administrator';
import {
  valueOf,
  type ExportedDependencies,
  type ExportedDependency,
  type ExportedFinding,
  type ExportedSnapshot,
  type Export,
  type ExportReply,
  type StandingReply,
} from './exported';

/** What `npm run inspect` prints; docs/inspect.md describes every field. */
export interface Inspection {
  readonly tool: 'plumbline-inspect';
  readonly format: 1;
  readonly version: string;
  readonly asOf: string;
  readonly input: {
    readonly files: ImportReport['files'];
    readonly unreadable: { readonly count: number; readonly lines: ImportReport['unreadable'] };
    readonly warnings: { readonly counts: ImportReport['warningCounts']; readonly examples: ImportReport['warnings'] };
  };
  /** read = evaluated + unreadable, over all lines of all files. */
  readonly totals: { readonly read: number; readonly evaluated: number; readonly unreadable: number };
  readonly projects: readonly InspectedProject[];
  readonly dependencies: unknown;
  readonly run: InspectionRun;
}

/** What may differ from run to run: everything else is a function of files, day and version. */
export interface InspectionRun {
  /** From the start of the platform to the end of the refresh. */
  readonly seconds: number;
  readonly processes: readonly {
    readonly pid: number;
    readonly invocations: number;
    /** Resident memory in units of 1,000,000 bytes. */
    readonly peakMemoryMB: number;
    /** Why the platform or an error ended it, or `null`. */
    readonly ending: string | null;
  }[];
  readonly jira: unknown;
  readonly kvs: unknown;
  readonly queue: unknown;
}

/** The app's snapshot of a project, with offenders as keys. */
export interface InspectedProject extends Omit<ExportedSnapshot, 'findings'> {
  readonly key: string;
  readonly name: string;
  readonly findings: readonly InspectedFinding[];
  readonly unreadable: readonly unknown[];
}

type InspectedFinding = Omit<ExportedFinding, 'offenders'> & { readonly offending: readonly string[] };

/**
 * Asks the app for every project's snapshot and the dependency report, once its refresh is over.
 * @throws Error when the app has no snapshot of a project, with the reason that its page would show
 */
export async function inspectApp(
  app: AppOnSite,
  data: SiteData,
  report: ImportReport,
  told: { readonly version: string; readonly asOf: string; readonly run: InspectionRun },
): Promise<Inspection> {
  const ask = projectPageAsAdministrator(app, data);
  const projects: InspectedProject[] = [];
  let dependencies: ExportedDependencies | null = null;
  for (const project of [...data.projects].sort((a, b) => (a.key < b.key ? -1 : 1))) {
    const exported = await exportOf(ask, project);
    if (exported.hidden > 0) throw new Error(`The app hides parts of ${project.key} from the administrator.`);
    projects.push(await inspectProject(ask, project, exported));
    dependencies ??= exported.dependencies;
  }
  return {
    tool: 'plumbline-inspect',
    format: 1,
    version: told.version,
    asOf: told.asOf,
    input: {
      files: report.files,
      unreadable: { count: report.unreadableCount, lines: report.unreadable },
      warnings: { counts: report.warningCounts, examples: report.warnings },
    },
    totals: totalsOf(report, projects),
    projects,
    dependencies: dependencies && inspectDependencies(dependencies),
    run: told.run,
  };
}

/** Nothing changes while one looks: the refresh is over. */
async function exportOf(ask: AskProjectPage, project: SiteProject): Promise<Export> {
  let text = '';
  for (;;) {
    const part = valueOf<ExportReply>(
      await ask('export', project, { from: text.length }),
      `the export of ${project.key}`,
    );
    text += part.text;
    if (text.length >= part.length) return JSON.parse(text) as Export;
  }
}

async function inspectProject(ask: AskProjectPage, project: SiteProject, exported: Export): Promise<InspectedProject> {
  const standing = valueOf<StandingReply>(await ask('standing', project), `the standing of ${project.key}`);
  const { snapshot } = exported;
  if (!snapshot) {
    const why = standing.failure ? `${standing.failure.cause} ${standing.failure.remedy}` : 'its refresh did not end.';
    throw new Error(`There is no snapshot of ${project.key}: ${why}`);
  }
  return {
    key: project.key,
    name: project.name,
    issues: snapshot.issues,
    playbook: snapshot.playbook,
    score: snapshot.score,
    withheld: snapshot.withheld,
    coverage: snapshot.coverage,
    applicableShare: snapshot.applicableShare,
    level: snapshot.level,
    nextLevel: snapshot.nextLevel,
    cappedBy: snapshot.cappedBy,
    fixes: snapshot.fixes,
    findings: snapshot.findings.map(inspectFinding),
    unreadable: standing.unreadable.examples,
  };
}

function inspectFinding({ offenders, ...finding }: ExportedFinding): InspectedFinding {
  return { ...finding, offending: offenders.map((offender) => offender.key) };
}

function totalsOf(report: ImportReport, projects: readonly InspectedProject[]): Inspection['totals'] {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    read: sum(report.files.map((file) => file.lines)),
    evaluated: sum(projects.map((project) => project.issues.evaluated)),
    unreadable: report.unreadableCount + sum(projects.map((project) => project.issues.unreadable)),
  };
}

/** A reader of the JSON has keys and dates, not Jira's internal ids and counts of days. */
function inspectDependencies({ asOf: _asOf, cycles, forecasts, ...figures }: ExportedDependencies): unknown {
  return {
    ...figures,
    cycles: cycles.map(({ issues, live, dependencies, suggestedCut, cutIsLeast }) => {
      const keys = new Map(issues.map((issue) => [issue.id, issue.key]));
      const byKey = ({ provider, dependent, kind }: ExportedDependency): unknown => ({
        provider: keys.get(provider),
        dependent: keys.get(dependent),
        kind,
      });
      return {
        issues: issues.map((issue) => issue.key),
        live,
        dependencies: dependencies.map(byKey),
        suggestedCut: suggestedCut.map(byKey),
        cutIsLeast,
      };
    }),
    forecasts: forecasts.map((each) => ({ ...each, target: dayText(each.target), forecast: dayText(each.forecast) })),
  };
}

const DAY = 86_400_000;

function dayText(day: number | null): string | null {
  return day === null ? null : new Date(day * DAY).toISOString().slice(0, 10);
}
