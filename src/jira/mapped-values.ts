import { dayOfInstant, parseDay, READ_MEANINGS, type FieldMap, type MappedFields, type ReadMeaning } from '../model';

/** Sums beyond this are slips of the pen; below, hundredths are exact. */
const LARGEST_SUM = 1e12;

/** Words for the five steps of probability and impact, as scales of risk name them. */
const STEPS: readonly (readonly string[])[] = [
  ['very low', 'rare', 'very unlikely', 'negligible', 'insignificant', 'trivial'],
  ['low', 'unlikely', 'minor'],
  ['medium', 'moderate', 'possible'],
  ['high', 'likely', 'major', 'significant'],
  ['very high', 'almost certain', 'very likely', 'severe', 'critical', 'catastrophic', 'extreme'],
];

/**
 * Gathers what issues hold in the fields that mean something to rules. Only fields whose type fits are mapped: what is no
 * date or number all the same makes its issue unreadable, for it would count as empty, which may be good. A sum out of any
 * range counts as empty, and so does blank text.
 */
export class MappedValues {
  private readonly columns: readonly { meaning: ReadMeaning; field: string; found: [id: number, value: number][] }[];

  constructor(
    fields: FieldMap,
    private readonly timeZone: string,
  ) {
    this.columns = READ_MEANINGS.flatMap((meaning) => {
      const field = fields[meaning];
      return field === undefined ? [] : [{ meaning, field, found: [] }];
    });
  }

  /** The first field that holds what it cannot mean, of an issue that is not to be added then; `null`: none does. */
  misfit(fields: Readonly<Record<string, unknown>>): { readonly field: string; readonly reason: string } | null {
    for (const { meaning, field } of this.columns) {
      const reason = MISFIT[meaning]?.(fields[field], this.timeZone) ?? null;
      if (reason !== null) return { field, reason };
    }
    return null;
  }

  add(id: number, fields: Readonly<Record<string, unknown>>): void {
    for (const { meaning, field, found } of this.columns) {
      const value = READ[meaning](fields[field], this.timeZone);
      if (value !== null) found.push([id, value]);
    }
  }

  /** Of an issue that came twice, what came later. */
  get all(): MappedFields {
    return Object.fromEntries(
      this.columns.map(({ meaning, field, found }) => {
        const entries = [...new Map(found)].sort(([a], [b]) => a - b);
        const id = Float64Array.from(entries, ([id]) => id);
        return [meaning, { field, id, value: Float64Array.from(entries, ([, value]) => value) }];
      }),
    );
  }
}

type Read = (value: unknown, timeZone: string) => number | null;

const READ: Readonly<Record<ReadMeaning, Read>> = {
  baselineFinish: readDay,
  fixedDate: readDay,
  plannedValue: readSum,
  earnedValue: readSum,
  actualCost: readSum,
  probability: readStep,
  impact: readStep,
  response: readPresence,
  contingency: readPresence,
  target: readDay,
};

const MISFIT: Readonly<Partial<Record<ReadMeaning, (value: unknown, timeZone: string) => string | null>>> = {
  baselineFinish: noDay,
  fixedDate: noDay,
  plannedValue: noNumber,
  earnedValue: noNumber,
  actualCost: noNumber,
  target: noDay,
};

function noDay(value: unknown, timeZone: string): string | null {
  return isEmpty(value) || readDay(value, timeZone) !== null ? null : 'not a day such as 2026-03-01';
}

function noNumber(value: unknown): string | null {
  return isEmpty(value) || typeof value === 'number' ? null : 'not a number';
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '';
}

/** Of a date, or of an instant in the site's time zone. */
function readDay(value: unknown, timeZone: string): number | null {
  if (typeof value !== 'string') return null;
  const day = parseDay(value);
  if (day !== null) return day;
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? null : dayOfInstant(instant, timeZone);
}

function readSum(value: unknown): number | null {
  return typeof value === 'number' && Math.abs(value) <= LARGEST_SUM ? Math.round(value * 100) / 100 + 0 : null;
}

/** 1 to 5, or 0 where something is there that tells no step. */
function readStep(value: unknown): number | null {
  if (readPresence(value) === null) return null;
  const told = typeof value === 'number' ? String(value) : textOf(value);
  const [, digit] = /^\s*([1-5])(?![\d.,%])/.exec(told) ?? [];
  if (digit !== undefined) return Number(digit);
  const words = told.trim().toLowerCase();
  return STEPS.findIndex((names) => names.includes(words)) + 1;
}

/** A text, or an option's name. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const named = typeof value === 'object' && value !== null && 'value' in value ? value.value : null;
  return typeof named === 'string' ? named : '';
}

/** Blank texts, empty lists and documents without content hold nothing. */
function readPresence(value: unknown): 1 | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : 1;
  if (Array.isArray(value)) return value.length === 0 ? null : 1;
  const isEmptyDocument =
    typeof value === 'object' && 'content' in value && Array.isArray(value.content) && value.content.length === 0;
  return isEmptyDocument ? null : 1;
}
