import * as z from 'zod';
import { PLACE_KINDS, type FreshRow, type PortfolioRow, type RowPlace } from '../model';
import { deflate, inflate } from './bytes';
import { commitDocument, readDocument, type CommitOutcome, type DocumentKind, type StoredDocument } from './documents';
import { deleteRecords, listRecords, setRecord, type RecordKind } from './records';

export interface RowsMeta {
  /** When they began to be rolled up; milliseconds since 1970. */
  readonly madeAt: number;
}

const level = z.enum(['foundation', 'managed', 'assured']);
const count = z.number().int();
const day = z.number().int().nullable();
const next = z.object({ title: z.string(), planned: day, forecast: day });
const settled = z.object({ asked: count, settled: count, uncounted: count }).nullable().default(null);
const freshRow = z.object({
  projectId: z.number().int(),
  evaluatedOn: z.number().int(),
  readAt: z.number(),
  playbook: z.object({ id: z.string(), version: z.number(), title: z.string() }),
  score: z.number().nullable(),
  coverage: z.number().nullable(),
  level: level.nullable(),
  withheld: z.enum(['lowCoverage', 'littleApplies', 'dormant']).nullable(),
  nextLevel: z.object({ level, rules: z.array(z.string()), issues: count }).nullable(),
  issues: z.object({ read: count, evaluated: count, unreadable: count, open: count, uncategorised: count }),
  findings: z.array(
    z.object({
      rule: z.string(),
      lifecycle: z.enum(['shadow', 'announced', 'enforced']),
      countsFrom: z.exactOptional(z.number().int()),
      status: z.enum(['pass', 'partial', 'fail', 'notApplicable', 'notAssessable', 'exempt']),
      attainment: z.number().nullable(),
      few: z.exactOptional(z.tuple([z.number(), z.number()])),
      weight: z.number(),
      loss: z.number().nullable(),
      toMend: count,
    }),
  ),
  // Rows of before there were gates have none.
  gate: z
    .object({
      ...{ stage: z.string().nullable(), next: next.nullable(), passed: z.exactOptional(count) },
      ...{ standing: settled, gateReady: settled },
    })
    .nullable()
    .default(null),
  // Rows of before there were places have none.
  places: z.array(z.tuple([z.enum(PLACE_KINDS), z.string(), z.string()])).default([]),
});
const row = freshRow.extend({
  weekAgo: z
    .object({
      score: z.number().nullable(),
      level: level.nullable(),
      playbook: z.string(),
      attainments: z.record(z.string(), z.number().nullable()),
    })
    .nullable(),
  recent: z.array(z.number().nullable()),
});
const rows = z.array(row);

/** A letter for each finding, as far as one is judged there: `s` short, `g` good, `-` not judged. */
function lettersOf({ findings }: FreshRow, { judged, short }: RowPlace): string {
  const letters = findings.map(({ rule }) => (short.includes(rule) ? 's' : judged.includes(rule) ? 'g' : '-'));
  return letters.join('').replace(/-+$/, '');
}

function withLetters<R extends FreshRow>(row: R): object {
  return { ...row, places: row.places.map((place) => [place.kind, place.name, lettersOf(row, place)]) };
}

function withPlaces<R extends z.output<typeof freshRow>>(stored: R): Omit<R, 'places'> & Pick<FreshRow, 'places'> {
  const places = stored.places.map(([kind, name, letters]): RowPlace => {
    const rulesWith = (some: string): readonly string[] =>
      stored.findings.filter((_, i) => some.includes(letters[i] ?? '-')).map(({ rule }) => rule);
    return { kind, name, judged: rulesWith('gs'), short: rulesWith('s') };
  });
  return { ...stored, places };
}

/** A thousand projects are some twenty values, of which a change touches one. */
const ROWS_IN_A_SECTION = 50;
const NEVER_INLINE = 0;

const rowsKind: DocumentKind<readonly PortfolioRow[], RowsMeta> = {
  name: 'rows',
  version: 1,
  meta: z.object({ madeAt: z.number() }),
  encode: (all) =>
    Array.from({ length: Math.ceil(all.length / ROWS_IN_A_SECTION) }, (_, section) => {
      const some = all.slice(section * ROWS_IN_A_SECTION, (section + 1) * ROWS_IN_A_SECTION);
      return Buffer.from(JSON.stringify(some.map(withLetters)), 'utf8');
    }),
  decode: (sections) => sections.flatMap((bytes) => rows.parse(JSON.parse(bytes.toString('utf8'))).map(withPlaces)),
  inlineUpTo: NEVER_INLINE,
};
const PORTFOLIO = 'portfolio';

/** Ascending by project id; `null` before they were first rolled up. */
export function readRows(): Promise<StoredDocument<readonly PortfolioRow[], RowsMeta> | null> {
  return readDocument(rowsKind, PORTFOLIO);
}

/** Commits rows, ascending by project id, unless the stored ones were begun later. */
export function commitRows(value: readonly PortfolioRow[], meta: RowsMeta): Promise<CommitOutcome> {
  return commitDocument(rowsKind, PORTFOLIO, {
    value,
    meta,
    begunAt: meta.madeAt,
    supersedes: (stored) => stored.madeAt <= meta.madeAt,
  });
}

/**
 * The row of each evaluation since the last rolling up, deflated: so that nobody has to read snapshots for the portfolio,
 * nor to write all rows when one changes. Each has a key of its own, so that none is lost to the one that follows.
 */
const freshRows: RecordKind<string> = { name: 'row', version: 1, schema: z.string() };

/** `at`: when it was made, in milliseconds since 1970. */
export function addFreshRow(fresh: FreshRow, at: number): Promise<void> {
  const text = deflate(Buffer.from(JSON.stringify(withLetters(fresh)), 'utf8'));
  return setRecord(freshRows, `${fresh.projectId}:${at}`, text);
}

/** A row that is to be rolled up. */
export interface WaitingRow {
  readonly key: string;
  readonly row: FreshRow;
}

/** Of each project in the order in which they were made. Eventually consistent. */
export async function listFreshRows(): Promise<readonly WaitingRow[]> {
  return [...(await listRecords(freshRows))].map(([key, text]) => {
    return { key, row: withPlaces(freshRow.parse(JSON.parse(inflate(text).toString('utf8')))) };
  });
}

/** Whether some row waits to be rolled up. Eventually consistent. */
export async function hasFreshRows(): Promise<boolean> {
  return (await listRecords(freshRows, { most: 1 })).size > 0;
}

/** Forgets rows that were rolled up. */
export function forgetFreshRows(rolledUp: readonly WaitingRow[]): Promise<void> {
  return deleteRecords(
    freshRows,
    rolledUp.map(({ key }) => key),
  );
}

export async function deleteFreshRowsOf(projectId: number): Promise<void> {
  await deleteRecords(freshRows, [...(await listRecords(freshRows, { prefix: `${projectId}:` })).keys()]);
}
