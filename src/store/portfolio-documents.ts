import * as z from 'zod';
import type { Day, DependencyReport, ProjectLead } from '../model';
import { reportWithoutFigures } from './dependency-schemas';
import {
  commitDocument,
  readDocument,
  readHeader,
  type DocumentHeader,
  type DocumentKind,
  type StoredDocument,
} from './documents';
import { INLINE, jsonDocument } from './json-document';
import { packProjectFigures, unpackProjectFigures } from './report-packing';

/** KVS queries lag behind writes, so which projects there are is a record of its own. */
export interface PortfolioProject {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly lead: ProjectLead;
  /** Id of its category in Jira; absent without one. */
  readonly category?: number;
}

const PORTFOLIO = 'portfolio';
const projects = z.array(
  z.object({
    id: z.number().int(),
    key: z.string(),
    name: z.string(),
    lead: z.enum(['active', 'inactive', 'none', 'unsaid']),
    category: z.exactOptional(z.number()),
  }),
);
const indexKind = jsonDocument(
  'index',
  2,
  projects,
  z.object({ listedAt: z.number(), count: z.number().int().default(0) }),
);

export interface ReportMeta {
  /** When the merge began; milliseconds since 1970. */
  readonly mergedAt: number;
  /** The day of the forecast, on the site. */
  readonly asOf: Day;
}

/** Two sections: the bulk, packed, and the rest as it is. */
const reportKind: DocumentKind<DependencyReport, ReportMeta> = {
  name: 'dependencies',
  version: 2,
  meta: z.object({ mergedAt: z.number(), asOf: z.number().int() }),
  encode({ coupling, stability, forecasts, ...rest }) {
    return [packProjectFigures({ coupling, stability, forecasts }), Buffer.from(JSON.stringify(rest), 'utf8')];
  },
  decode([figures, rest]) {
    const told = reportWithoutFigures.parse(JSON.parse(rest.toString('utf8')));
    return { ...told, ...unpackProjectFigures(figures) };
  },
  inlineUpTo: INLINE,
};

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

/** What the index is of, at a fraction of its bytes: when it was made, as it says itself, and of how many projects. */
export async function readIndexMeta(): Promise<{ readonly listedAt: number; readonly count: number }> {
  return (await readHeader(indexKind, PORTFOLIO))?.meta ?? { listedAt: 0, count: 0 };
}

/** Only listing all projects of the site writes the index, so that nobody's additions are lost. */
export async function commitIndex(found: readonly PortfolioProject[], listedAt: number): Promise<void> {
  const listed = found.map(({ id, key, name, lead, category }) => {
    return { id, key, name, lead, ...(category === undefined ? {} : { category }) };
  });
  const ordered = listed.sort((a, b) => a.id - b.id);
  await commitDocument(indexKind, PORTFOLIO, {
    value: ordered,
    meta: { listedAt, count: ordered.length },
    begunAt: listedAt,
    supersedes: (stored) => stored.listedAt < listedAt,
  });
}

export async function readDependencyReport(): Promise<DependencyReport | null> {
  return (await readStoredReport())?.value ?? null;
}

export function readStoredReport(): Promise<StoredDocument<DependencyReport, ReportMeta> | null> {
  return readDocument(reportKind, PORTFOLIO);
}

export function readReportHeader(): Promise<DocumentHeader<ReportMeta> | null> {
  return readHeader(reportKind, PORTFOLIO);
}

/** When the last whole merge began; milliseconds since 1970, 0 before the first. */
export async function reportMergedAt(): Promise<number> {
  return (await readReportHeader())?.meta.mergedAt ?? 0;
}

export async function commitDependencyReport(report: DependencyReport, mergedAt: number): Promise<void> {
  await commitDocument(reportKind, PORTFOLIO, {
    value: report,
    meta: { mergedAt, asOf: report.asOf },
    begunAt: mergedAt,
    supersedes: (stored) => stored.mergedAt < mergedAt,
  });
}
