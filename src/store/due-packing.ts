import { NO_DAY, placeOf, type Day, type DueMoves, type IssueColumns } from '../model';
import { codeNumber, codeSigned, ContextPlan, Decoder, Encoder, type Coder } from './range-coder';

/** What became of due dates, as bits; each issue by how many rows it is after the last one, each day by the due date. */
const plan = new ContextPlan();
const CONTEXT = {
  count: plan.number(),
  rowsOn: plan.number(),
  first: plan.number(),
  hasLastButOne: plan.bits(1),
  lastButOne: plan.number(),
  hasPostponed: plan.bits(1),
  postponed: plan.number(),
};

/** Packs moves of due dates; {@link unpackDueMoves} reads it. Throws RangeError where one is of none of these issues. */
export function packDueMoves(moves: DueMoves, issues: IssueColumns): Buffer {
  const rows = Int32Array.from(moves.id, (id) => placeOf(issues.id, id));
  if (rows.some((row) => row < 0)) throw new RangeError('A due date of an issue that is not there');
  const coder = new Encoder(plan.total);
  codeNumber(coder, CONTEXT.count, rows.length);
  codeMoves(coder, issues, rows, moves);
  return coder.bytes();
}

/** Throws RangeError on anything that {@link packDueMoves} did not write of these issues. */
export function unpackDueMoves(bytes: Buffer, issues: IssueColumns): DueMoves {
  const coder = new Decoder(plan.total, bytes);
  const count = codeNumber(coder, CONTEXT.count, 0);
  if (count > issues.count) throw new RangeError('More moved due dates than issues');
  return codeMoves(coder, issues, new Int32Array(count), {
    id: new Float64Array(count),
    first: new Int32Array(count),
    lastButOne: new Int32Array(count),
    postponedLate: new Int32Array(count),
  });
}

/** Codes moves into the columns that it is given, and answers them. */
function codeMoves(coder: Coder, issues: IssueColumns, rows: Int32Array, moves: DueMoves): DueMoves {
  let row = -1;
  for (let at = 0; at < rows.length; at++) {
    row += 1 + codeNumber(coder, CONTEXT.rowsOn, rows[at] - row - 1);
    if (row >= issues.count) throw new RangeError('A due date of an issue that is not there');
    const due = issues.due[row];
    moves.id[at] = issues.id[row];
    moves.first[at] = due - codeSigned(coder, CONTEXT.first, due - moves.first[at]);
    const { lastButOne, postponedLate } = moves;
    lastButOne[at] = codeDay(coder, CONTEXT.hasLastButOne, CONTEXT.lastButOne, due, lastButOne[at]);
    postponedLate[at] = codeDay(coder, CONTEXT.hasPostponed, CONTEXT.postponed, due, postponedLate[at]);
  }
  return moves;
}

function codeDay(coder: Coder, hasContext: number, context: number, due: Day, day: Day): Day {
  return coder.bit(hasContext, day === NO_DAY ? 0 : 1) === 0 ? NO_DAY : due - codeSigned(coder, context, due - day);
}
