import * as z from 'zod';
import type { DependencyReport, ProjectLead } from '../model';
import { dependencyReport } from './dependency-schemas';
import { commitDocument, readDocument, readHeader } from './documents';
import { jsonDocument } from './json-document';

/** KVS queries lag behind writes, so which projects there are is a record of its own. */
export interface PortfolioProject {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly lead: ProjectLead;
}

const PORTFOLIO = 'portfolio';
const projects = z.array(
  z.object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    lead: z.enum(['active', 'inactive', 'none', 'unsaid']),
  }),
);
const indexKind = jsonDocument('index', 2, projects, z.object({ listedAt: z.number() }));
const reportKind = jsonDocument('dependencies', 1, dependencyReport, z.object({ mergedAt: z.number() }));

export interface PortfolioIndex {
  /** Ascending by id. */
  readonly projects: readonly PortfolioProject[];
  /** When Jira was asked for them; milliseconds since 1970, 0 before the first time. */
  readonly listedAt: number;
}

export async function readIndex(): Promise<PortfolioIndex> {
  const stored = await readDocument(indexKind, PORTFOLIO);
  return { projects: stored?.value ?? [], listedAt: stored?.header.meta.listedAt ?? 0 };
}

export async function indexListedAt(): Promise<number> {
  return (await readHeader(indexKind, PORTFOLIO))?.meta.listedAt ?? 0;
}

/** Only listing all projects of the site writes the index, so that nobody's additions are lost. */
export async function commitIndex(found: readonly PortfolioProject[], listedAt: number): Promise<void> {
  const ordered = found.map(({ id, key, name, lead }) => ({ id, key, name, lead })).sort((a, b) => a.id - b.id);
  await commitDocument(indexKind, PORTFOLIO, {
    value: ordered,
    meta: { listedAt },
    begunAt: listedAt,
    supersedes: (stored) => stored.listedAt < listedAt,
  });
}

export async function readDependencyReport(): Promise<DependencyReport | null> {
  return (await readDocument(reportKind, PORTFOLIO))?.value ?? null;
}

/** When the last whole merge began; milliseconds since 1970, 0 before the first. */
export async function reportMergedAt(): Promise<number> {
  return (await readHeader(reportKind, PORTFOLIO))?.meta.mergedAt ?? 0;
}

export async function commitDependencyReport(report: DependencyReport, mergedAt: number): Promise<void> {
  await commitDocument(reportKind, PORTFOLIO, {
    value: report,
    meta: { mergedAt },
    begunAt: mergedAt,
    supersedes: (stored) => stored.mergedAt < mergedAt,
  });
}
