import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import { splitIssueKey, type Finding, type Offender, type Snapshot, type Unreadable } from '../model';
import { ByteReader, ByteWriter, one, withLength, withoutLength } from './bytes';
import { codeNumber, codeSigned, ContextPlan, Decoder, Encoder, type Coder } from './range-coder';
import { snapshot } from './snapshot-schema';
import { SNAPSHOT_WORDS } from './snapshot-words';

/** What the pages need beside the snapshot itself. */
export interface StoredSnapshot {
  readonly snapshot: Snapshot;
  readonly project: { readonly id: number; readonly key: string; readonly name: string };
  readonly unreadable: readonly Unreadable[];
}

/** Version of the layout below. */
const LAYOUT = 1;

/** What is packed as JSON: all but the offenders, and what is said of each finding's own. */
interface Written extends StoredSnapshot {
  /** The reasons that they have. */
  readonly reasons: readonly (readonly string[])[];
  /** Those that account for more than themselves: place among them, and how many. Absent where nobody does. */
  readonly bad?: readonly (readonly (readonly [place: number, bad: number])[])[] | undefined;
}

const written: z.ZodType<Written> = z.object({
  snapshot,
  project: z.object({ id: z.number(), key: z.string(), name: z.string() }),
  unreadable: z.array(
    z.object({
      id: z.number().nullable(),
      issue: z.string(),
      state: z.enum(['unknown', 'open', 'done']),
      field: z.string(),
      reason: z.string(),
    }),
  ),
  reasons: z.array(z.array(z.string())),
  bad: z.array(z.array(z.tuple([z.number(), z.number()]))).optional(),
});

/**
 * Packs a snapshot. The offenders of all findings are listed once, ascending by issue number; each finding says which
 * of them are its own, and for what reason. {@link unpackSnapshot} gives back exactly the same. Throws RangeError when
 * an offender's key is not of the snapshot's project, or a finding's offenders are not ascending by number.
 */
export function packSnapshot(stored: StoredSnapshot): Buffer {
  const { findings, project } = stored.snapshot;
  const reasons = findings.map(({ offenders }) => [...new Set(offenders.map(({ reason }) => reason))]);
  const withoutOffenders = findings.map((finding) => ({ ...finding, offenders: [] }));
  const out = new ByteWriter();
  out.unsigned(LAYOUT);
  const bad = findings.map(({ offenders }) =>
    offenders.flatMap(({ bad }, place) => (bad === undefined ? [] : [[place, bad] as const])),
  );
  const rest: Written = { ...stored, snapshot: { ...stored.snapshot, findings: withoutOffenders }, reasons };
  const all: Written = bad.some((some) => some.length > 0) ? { ...rest, bad } : rest;
  out.block(deflateRawSync(JSON.stringify(all), { level: 9, dictionary: SNAPSHOT_WORDS }));
  const roll = callRoll(findings, project.key, reasons);
  const coder = new Encoder(contextsOf(findings.length).total);
  codeRoll(coder, roll, roll.issues.length, reasons);
  return withLength(Buffer.concat([out.bytes(), coder.bytes()]));
}

/** Reads what {@link packSnapshot} wrote; throws on anything else. */
export function unpackSnapshot(bytes: Buffer): StoredSnapshot {
  const input = new ByteReader(withoutLength(bytes));
  if (input.unsigned() !== LAYOUT) throw new RangeError('A packed snapshot has another layout');
  const json = inflateRawSync(input.block(), { dictionary: SNAPSHOT_WORDS }).toString('utf8');
  const { reasons, bad, ...rest } = written.parse(JSON.parse(json));
  const { findings, project } = rest.snapshot;
  const coder = new Decoder(contextsOf(findings.length).total, input.rest());
  const roll: Roll = { issues: [], reasonOf: findings.map(() => []) };
  codeRoll(coder, roll, 0, reasons);
  const restored = findings.map((finding, place): Finding => {
    const offenders = roll.issues.flatMap(({ id, number }, i): Offender[] => {
      const reason = roll.reasonOf[place][i];
      return reason === 0 ? [] : [{ id, key: `${project.key}-${number}`, reason: one(reasons[place], reason - 1) }];
    });
    for (const [at, count] of bad?.[place] ?? []) offenders[at] = { ...one(offenders, at), bad: count };
    return { ...finding, offenders };
  });
  return { ...rest, snapshot: { ...rest.snapshot, findings: restored } };
}

interface OffendingIssue {
  readonly id: number;
  readonly number: number;
}

/** Every issue that offends against some rule, ascending by number. */
interface Roll {
  readonly issues: OffendingIssue[];
  /** By finding, by issue: 0 where the issue is none of the finding's offenders, else one more than its reason's place. */
  readonly reasonOf: readonly number[][];
}

function callRoll(findings: readonly Finding[], projectKey: string, reasons: readonly (readonly string[])[]): Roll {
  const ids = new Map<number, number>();
  const numbers = findings.map(({ offenders }) => offenders.map((offender) => numberOf(offender, projectKey)));
  findings.forEach(({ offenders }, place) =>
    offenders.forEach(({ id }, i) => {
      const number = numbers[place][i];
      const isAscending = i === 0 || numbers[place][i - 1] < number;
      if (!isAscending || (ids.get(number) ?? id) !== id) throw new RangeError('Offenders are in no order');
      ids.set(number, id);
    }),
  );
  const issues = [...ids].map(([number, id]) => ({ id, number })).sort((a, b) => a.number - b.number);
  const places = new Map(issues.map(({ number }, place) => [number, place]));
  const reasonOf = findings.map(({ offenders }, place) => {
    const column = issues.map(() => 0);
    offenders.forEach(({ reason }, i) => {
      column[places.get(numbers[place][i]) ?? 0] = reasons[place].indexOf(reason) + 1;
    });
    return column;
  });
  return { issues, reasonOf };
}

function numberOf({ key }: Offender, projectKey: string): number {
  const { prefix, number } = splitIssueKey(key);
  if (number === 0 || prefix !== projectKey) throw new RangeError('An offender is of another project');
  return number;
}

interface Contexts {
  readonly count: number;
  readonly number: number;
  readonly id: number;
  /** By finding, whether the issue offends against the one before, and whether the issue before offends against it. */
  readonly offends: number;
  readonly reason: number;
  readonly total: number;
}

function contextsOf(findings: number): Contexts {
  const plan = new ContextPlan();
  return {
    ...{ count: plan.number(), number: plan.number(), id: plan.number() },
    ...{ offends: plan.bits(4 * findings), reason: plan.number(), total: plan.total },
  };
}

/** Serves both directions (see {@link Coder}): a roll without issues is filled. */
function codeRoll(coder: Coder, roll: Roll, issues: number, reasons: readonly (readonly string[])[]): void {
  const context = contextsOf(reasons.length);
  const count = codeNumber(coder, context.count, issues);
  const before = { id: 0, number: 0 };
  for (let i = 0; i < count; i++) {
    const known = roll.issues[i] ?? before;
    const step = 1 + codeNumber(coder, context.number, known.number - before.number - 1);
    before.number += step;
    before.id += step + codeSigned(coder, context.id, known.id - before.id - step);
    roll.issues[i] = { ...before };
    let offendsBefore = 0;
    roll.reasonOf.forEach((column, place) => {
      if (reasons[place].length === 0) {
        column[i] = 0;
        return;
      }
      const near = offendsBefore * 2 + ((column[i - 1] ?? 0) > 0 ? 1 : 0);
      offendsBefore = coder.bit(context.offends + place * 4 + near, (column[i] ?? 0) > 0 ? 1 : 0);
      const isAlone = reasons[place].length === 1;
      column[i] = offendsBefore === 0 ? 0 : isAlone ? 1 : 1 + codeNumber(coder, context.reason, (column[i] ?? 1) - 1);
    });
  }
}
