import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { Day, Level, OfFew, RuleId } from '../model';
import { HISTORY_WORDS } from './history-words';
import { deleteRecords, getRecord, listRecords, setRecord, type RecordKind } from './records';
import { StoreError } from './store-error';

/** How a project stood on a day. */
export interface HistoryRow {
  readonly day: Day;
  /** Two decimals; `null` when it was withheld. */
  readonly score: number | null;
  readonly coverage: number | null;
  readonly level: Level | null;
  /** `id@version`. */
  readonly playbook: string;
  /** In [0, 1], three decimals, of the rules that had a result. */
  readonly attainments: Readonly<Record<RuleId, number>>;
  /** In the place of a percentage, where it would be one of few. Days before this was kept have none. */
  readonly few: Readonly<Record<RuleId, OfFew>>;
}

const storedRow = z.tuple([
  z.number().nullable(),
  z.number().nullable(),
  z.enum(['foundation', 'managed', 'assured']).nullable(),
  z.string(),
  z.record(z.string(), z.union([z.number(), z.tuple([z.number(), z.number(), z.number()])])),
]);

/** Every evaluation that changes something reads and writes one: a quarter of what it is as JSON. */
const rows: RecordKind<string> = {
  name: 'history',
  version: 3,
  schema: z.string(),
  /** The first version was JSON, and named rules without a result, too; the second knew nothing of few. */
  upgrade(from, value) {
    if (from === 2) return value;
    if (from !== 1) return undefined;
    const [score, coverage, level, playbook, attainments] = value as readonly [null, null, null, string, object];
    const results = Object.entries(attainments).filter(([, share]) => share !== null);
    const parsed = storedRow.safeParse([score, coverage, level, playbook, Object.fromEntries(results)]);
    return parsed.success ? packed(parsed.data) : undefined;
  },
};

/** Two years, a leap day included. */
const DAYS_KEPT = 731;
/** Days on which nothing was written delete nothing; each writing makes up for a week of them. */
const DAYS_MADE_UP_FOR = 7;
/** A query answers 100 records, as many as there are days with the same leading digits. */
const DAYS_A_QUERY = 100;

/** Of a day, or of 100 days by the digits that they share. */
const ownerOf = (projectId: number, day: Day, digits = 5): string =>
  `${projectId}:${String(day).padStart(digits, '0')}`;

/** Keeps how a project stands on a day, over what was kept for that day, and lets go of what is older than two years. */
export async function writeHistory(projectId: number, day: Day, row: Omit<HistoryRow, 'day'>): Promise<void> {
  const stored = await getRecord(rows, ownerOf(projectId, day));
  const next = packed(toStored(row));
  if (stored === next) return;
  if (stored === null) {
    const expired = Array.from({ length: DAYS_MADE_UP_FOR }, (_, past) => ownerOf(projectId, day - DAYS_KEPT - past));
    await deleteRecords(rows, expired);
  }
  await setRecord(rows, ownerOf(projectId, day), next);
}

/** What was kept from one day to another, both included, ascending, at most two years. Eventually consistent. */
export async function readHistory(projectId: number, from: Day, to: Day): Promise<readonly HistoryRow[]> {
  const found: HistoryRow[] = [];
  const earliest = Math.max(from, to - DAYS_KEPT, 0);
  for (let block = Math.floor(earliest / DAYS_A_QUERY); block <= Math.floor(to / DAYS_A_QUERY); block++) {
    for (const [owner, row] of await listRecords(rows, { prefix: ownerOf(projectId, block, 3) })) {
      const day = Number(owner.slice(owner.indexOf(':') + 1));
      if (day >= earliest && day <= to) found.push(fromStored(day, row));
    }
  }
  return found;
}

/** What was kept of one day; `null` for nothing. */
export async function readHistoryOn(projectId: number, day: Day): Promise<HistoryRow | null> {
  const row = await getRecord(rows, ownerOf(projectId, day));
  return row === null ? null : fromStored(day, row);
}

/** Deletes all that was kept of a project. */
export async function deleteHistory(projectId: number): Promise<void> {
  await deleteRecords(rows, [...(await listRecords(rows, { prefix: `${projectId}:` })).keys()]);
}

function toStored({
  score,
  coverage,
  level,
  playbook,
  attainments,
  few,
}: Omit<HistoryRow, 'day'>): z.input<typeof storedRow> {
  const rounded = Object.entries(attainments).map(([rule, exact]): [string, number | [number, number, number]] => {
    const share = round(exact, 1000);
    return [rule, rule in few ? [share, ...few[rule]] : share];
  });
  return [score && round(score, 100), coverage && round(coverage, 1000), level, playbook, Object.fromEntries(rounded)];
}

function packed(row: z.input<typeof storedRow>): string {
  return deflateRawSync(JSON.stringify(row), { level: 9, dictionary: HISTORY_WORDS }).toString('base64');
}

function fromStored(day: Day, row: string): HistoryRow {
  try {
    const json = inflateRawSync(Buffer.from(row, 'base64'), { dictionary: HISTORY_WORDS }).toString('utf8');
    const [score, coverage, level, playbook, attainments] = storedRow.parse(JSON.parse(json));
    const told = Object.entries(attainments);
    return {
      ...{ day, score, coverage, level, playbook },
      attainments: Object.fromEntries(told.map(([rule, share]) => [rule, Array.isArray(share) ? share[0] : share])),
      few: Object.fromEntries(
        told.flatMap(([rule, share]) => (Array.isArray(share) ? [[rule, [share[1], share[2]] as const]] : [])),
      ),
    };
  } catch {
    throw new StoreError('corrupt', rows.name);
  }
}

function round(value: number, factor: number): number {
  return Math.round(value * factor) / factor;
}
