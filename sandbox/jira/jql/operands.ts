import type { JqlContext } from './context';
import { localDay } from './calendar';
import { namesTimeOfDay, parseQueryDate } from './dates';
import { JqlError } from './errors';
import type { ChoiceField, DateField, Field, NumberField } from './fields/field';
import { callFunction, type FunctionResult } from './functions';
import type { FunctionOperand, Operand, Operator, SingleOperand, ValueOperand } from './syntax';

/** What stands right of an operator: values in the field's own terms, and whether "no value" is among them. */
interface Wanted<V> {
  readonly values: readonly V[];
  readonly empty: boolean;
}

/** Reads the right side of a clause for a field; throws Jira's words for values that do not exist. */
export function wantedChoices(
  context: JqlContext,
  field: ChoiceField,
  operator: Operator,
  operand: Operand,
): Wanted<string> {
  return collect(field, operator, operand, (single) => {
    if (single.kind === 'function') return choicesOfFunction(context, field, operator, operand, single);
    if (meansUnresolved(field, single)) return null;
    return field.find(single);
  });
}

/** `resolution = Unresolved` is Jira's other way to say that it is empty. */
function meansUnresolved(field: Field, value: ValueOperand): boolean {
  return field.name.toLowerCase() === 'resolution' && value.text.toLowerCase() === 'unresolved';
}

function choicesOfFunction(
  context: JqlContext,
  field: ChoiceField,
  operator: Operator,
  operand: Operand,
  call: FunctionOperand,
): readonly string[] {
  const result = callFunction(context, call);
  if (result.type === 'date' || result.type !== field.accepts) throw wrongFunction(field, call);
  checkShape(field, operator, operand, call, result);
  return result.ids;
}

function wrongFunction(field: Field, call: FunctionOperand): JqlError {
  if (field.kind === 'choice' && field.accepts === 'issue') {
    return new JqlError(
      `A value provided by the function '${call.name}' for the field '${field.name}' is not a valid issue key.`,
    );
  }
  return new JqlError(`A value provided by the function '${call.name}' is invalid for the field '${field.name}'.`);
}

/** `in currentUser()` and `= openSprints()` are refused; inside a list, both kinds may stand. */
function checkShape(
  field: Field,
  operator: Operator,
  operand: Operand,
  call: FunctionOperand,
  result: Exclude<FunctionResult, { type: 'date' }>,
): void {
  if (operand.kind === 'list' || result.shape === 'either') return;
  const wantsList = operator.endsWith('in');
  if (wantsList === (result.shape === 'list')) return;
  const kind = wantsList ? 'non-list' : 'list';
  const written = `${call.name}(${call.arguments.join(', ')})`;
  throw new JqlError(
    `Operator '${operator}' does not support the ${kind} value '${written}' for field '${field.name}'.`,
  );
}

/** Dates of the right side: instants, or for fields that hold days the days on which they fall for the viewer. */
export function wantedDates(
  context: JqlContext,
  field: DateField,
  operator: Operator,
  operand: Operand,
): Wanted<number> {
  return collect(field, operator, operand, (single) => {
    const instant =
      single.kind === 'function' ? dateOfFunction(context, field, single) : dateOfValue(context, field, single);
    return [field.granularity === 'day' ? localDay(instant, context.clock.timeZone) : instant];
  });
}

function dateOfFunction(context: JqlContext, field: Field, call: FunctionOperand): number {
  const result = callFunction(context, call);
  if (result.type === 'date') return result.instant;
  throw new JqlError(`A date for the field '${field.name}' provided by the function '${call.name}' is not valid.`);
}

function dateOfValue(context: JqlContext, field: DateField, value: ValueOperand): number {
  const instant = parseQueryDate(value.text, value.numeric, context.clock);
  const dayOnly = field.granularity === 'day';
  if (instant !== null && Math.abs(instant) <= 8.64e15 && !(dayOnly && namesTimeOfDay(value.text))) return instant;
  const formats = dayOnly
    ? "'YYYY/MM/DD', 'YYYY-MM-DD'"
    : "'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd'";
  throw new JqlError(
    `Date value '${value.text}' for field '${field.name}' is invalid. Valid formats include: ${formats}, or a period format e.g. '-5d', '4w 2d'.`,
  );
}

/** Numbers of the right side; durations in seconds. */
export function wantedNumbers(
  context: JqlContext,
  field: NumberField,
  operator: Operator,
  operand: Operand,
): Wanted<number> {
  return collect(field, operator, operand, (single) => {
    if (single.kind === 'function') {
      callFunction(context, single);
      throw new JqlError(
        `A value provided by the function '${single.name}' for the field '${field.name}' is not a valid number.`,
      );
    }
    return [field.duration ? secondsOf(single, field) : numberOf(single, field)];
  });
}

function numberOf(value: ValueOperand, field: Field): number {
  if (/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(value.text.trim())) return Number(value.text);
  throw new JqlError(`The value '${value.text}' for field '${field.name}' is invalid - please specify a number.`);
}

/** Jira's working time: a day has 8 hours, a week 5 days; a bare number counts minutes. */
const SECONDS: Readonly<Record<string, number>> = { w: 144_000, d: 28_800, h: 3600, m: 60, '': 60 };

function secondsOf(value: ValueOperand, field: Field): number {
  const text = value.text.trim().toLowerCase();
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) * SECONDS.m;
  if (/^(?:\d+(?:\.\d+)?\s*[wdhm]\s*)+$/.test(text)) {
    let sum = 0;
    for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*([wdhm])/g)) sum += Number(count) * SECONDS[unit];
    return sum;
  }
  throw new JqlError(
    `The value '${value.text}' for field '${field.name}' is invalid. Please specify a positive duration format; for example: '1h 30m', '2d'.`,
  );
}

/** Walks one value or a list; `read` gives `null` for a value that means "empty". All that is wrong is told at once. */
function collect<V>(
  field: Field,
  operator: Operator,
  operand: Operand,
  read: (single: Exclude<SingleOperand, { kind: 'empty' }>) => readonly V[] | null,
): Wanted<V> {
  const values: V[] = [];
  const problems: string[] = [];
  let empty = false;
  for (const single of operand.kind === 'list' ? operand.values : [operand]) {
    if (single.kind === 'empty') {
      empty = true;
      continue;
    }
    if (operator === 'is' || operator === 'is not') {
      throw new JqlError(`Operator '${operator}' only supports EMPTY and NULL for the field '${field.name}'.`);
    }
    try {
      const found = read(single);
      if (found === null) empty = true;
      else values.push(...found);
    } catch (error) {
      if (!(error instanceof JqlError)) throw error;
      problems.push(...error.errorMessages);
    }
  }
  if (problems.length > 0) throw new JqlError(problems);
  return { values, empty };
}
