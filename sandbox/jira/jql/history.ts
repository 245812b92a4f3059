import type { SiteIssue } from '../site-data';
import { localDay, parseInstantText, startOfLocalDay } from './calendar';
import { asText, memberText, type JqlContext } from './context';
import { parseQueryDate } from './dates';
import { JqlError, unsupported } from './errors';
import { findInCatalogue } from './fields/catalogue';
import type { ChoiceField, HistoryTrail } from './fields/field';
import { userCatalogue } from './fields/named-fields';
import { callFunction } from './functions';
import type { HistoryPredicate, Operand, SingleOperand, TerminalClause, ValueOperand } from './syntax';

/** A value as a changelog tells it; both `null`: no value. */
interface HistoricValue {
  readonly id: string | null;
  readonly name: string | null;
}

interface Change {
  readonly at: number;
  readonly by: string | null;
  readonly from: HistoricValue;
  readonly to: HistoricValue;
}

/** A time for which the field had a value. */
interface Spell {
  readonly value: HistoricValue;
  readonly start: number;
  readonly end: number;
  /** Who gave the field this value; the creator for the first one. */
  readonly by: string | null;
}

type ValueTest = (value: HistoricValue) => boolean;

/**
 * Compiles `was`, `was in` and `changed` (negation is the caller's). The test throws a {@link JqlError} for an issue
 * whose changelog was not exported: whether it ever had another value cannot be told.
 */
export function compileHistory(
  context: JqlContext,
  field: ChoiceField,
  clause: TerminalClause,
): (issue: SiteIssue) => boolean {
  const trail = field.history;
  if (!trail) throw new JqlError(`History searches do not support the '${field.name}' field.`);
  if (clause.operator === 'changed') {
    const fits = changeTest(context, field, trail, clause.predicates);
    return (issue) => changesOf(issue, trail).some(fits);
  }
  if (!clause.operand) {
    throw new JqlError(`The operator '${clause.operator}' needs a value for the field '${field.name}'.`);
  }
  if (trail.multiple && singles(clause.operand).some((single) => single.kind === 'empty')) {
    throw unsupported(`A history search of '${field.name}' for EMPTY`);
  }
  const wanted = valueTest(context, field, trail, clause.operand);
  const fits = spellTest(context, clause.predicates);
  return (issue) => spellsOf(field, trail, issue).some((spell) => wanted(spell.value) && fits(spell));
}

function changesOf(issue: SiteIssue, trail: HistoryTrail): readonly Change[] {
  if (!issue.changelog) {
    throw new JqlError(
      `The history of ${issue.key} was not exported, so that 'was' and 'changed' cannot be evaluated on it.`,
    );
  }
  const changes: Change[] = [];
  for (const entry of issue.changelog) {
    for (const item of entry.items) {
      if (item.field.toLowerCase() !== trail.changelogField) continue;
      changes.push({
        at: parseInstantText(entry.created) ?? 0,
        by: entry.authorAccountId,
        from: { id: textOrNull(item.from), name: textOrNull(item.fromString) },
        to: { id: textOrNull(item.to), name: textOrNull(item.toString) },
      });
    }
  }
  return changes.sort((a, b) => a.at - b.at);
}

/** `toString` is every object's: where an export leaves the member out, it is a function. */
function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function spellsOf(field: ChoiceField, trail: HistoryTrail, issue: SiteIssue): readonly Spell[] {
  const changes = changesOf(issue, trail);
  const created = parseInstantText(asText(issue.fields['created']) ?? '') ?? -Infinity;
  const creator = memberText(issue.fields['creator'], 'accountId') ?? memberText(issue.fields['reporter'], 'accountId');
  return trail.multiple
    ? spellsOfSeveral(field.values(issue), changes, created, creator)
    : spellsOfOne(field.values(issue)[0] ?? null, changes, created, creator);
}

function spellsOfOne(
  current: string | null,
  changes: readonly Change[],
  created: number,
  creator: string | null,
): readonly Spell[] {
  const first = changes[0]?.from ?? { id: current, name: null };
  const starts = [{ value: first, start: created, by: creator }];
  for (const change of changes) starts.push({ value: change.to, start: change.at, by: change.by });
  return starts.map((spell, index) => ({ ...spell, end: starts[index + 1]?.start ?? Infinity }));
}

/** Values come and go one by one; those of the beginning are what undoing every change leaves of those of today. */
function spellsOfSeveral(
  current: readonly string[],
  changes: readonly Change[],
  created: number,
  creator: string | null,
): readonly Spell[] {
  const held = new Map<string, Omit<Spell, 'end'>>();
  for (const id of current) held.set(id, { value: { id, name: null }, start: created, by: creator });
  for (const change of [...changes].reverse()) {
    held.delete(identity(change.to));
    if (!isEmpty(change.from)) held.set(identity(change.from), { value: change.from, start: created, by: creator });
  }
  const spells: Spell[] = [];
  for (const change of changes) {
    const gone = held.get(identity(change.from));
    if (gone) spells.push({ ...gone, end: change.at });
    held.delete(identity(change.from));
    if (!isEmpty(change.to)) held.set(identity(change.to), { value: change.to, start: change.at, by: change.by });
  }
  for (const spell of held.values()) spells.push({ ...spell, end: Infinity });
  return spells;
}

function identity(value: HistoricValue): string {
  return value.id ?? value.name ?? '';
}

function isEmpty(value: HistoricValue): boolean {
  return value.id === null && value.name === null;
}

/** Whether a historic value is one of those wanted: by id, or by the name that it had at the time. */
function valueTest(context: JqlContext, field: ChoiceField, trail: HistoryTrail, operand: Operand): ValueTest {
  const ids = new Set<string>();
  const names = new Set<string>();
  let empty = false;
  for (const single of singles(operand)) {
    if (single.kind === 'empty') {
      empty = true;
    } else if (single.kind === 'function') {
      const result = callFunction(context, single);
      if (result.type === 'date' || result.type !== field.accepts) {
        throw new JqlError(
          `A value provided by the function '${single.name}' is invalid for the field '${field.name}'.`,
        );
      }
      for (const id of result.ids) ids.add(id);
    } else {
      for (const id of historicIds(context, field, trail, single)) ids.add(id);
      if (!single.numeric) names.add(single.text.toLowerCase());
    }
  }
  return (value) => {
    if (isEmpty(value)) return empty;
    return (value.id !== null && ids.has(value.id)) || (value.name !== null && names.has(value.name.toLowerCase()));
  };
}

/** A status or person that the site no longer has can still be asked for when a changelog knows it. */
function historicIds(
  context: JqlContext,
  field: ChoiceField,
  trail: HistoryTrail,
  value: ValueOperand,
): readonly string[] {
  try {
    return field.find(value);
  } catch (error) {
    if (!(error instanceof JqlError)) throw error;
    const known = context.once(`names in the history of ${trail.changelogField}`, () => namesInHistory(context, trail));
    if (known.has(value.text.toLowerCase())) return [];
    throw error;
  }
}

function namesInHistory({ world }: JqlContext, trail: HistoryTrail): ReadonlySet<string> {
  const names = new Set<string>();
  for (const issue of world.issues()) {
    if (!issue.changelog || !world.mayBrowse(issue)) continue;
    for (const change of changesOf(issue, trail)) {
      for (const { name } of [change.from, change.to]) if (name !== null) names.add(name.toLowerCase());
    }
  }
  return names;
}

function singles(operand: Operand): readonly SingleOperand[] {
  return operand.kind === 'list' ? operand.values : [operand];
}

function changeTest(
  context: JqlContext,
  field: ChoiceField,
  trail: HistoryTrail,
  predicates: readonly HistoryPredicate[],
): (change: Change) => boolean {
  const tests = predicates.map((predicate): ((change: Change) => boolean) => {
    if (predicate.name === 'from' || predicate.name === 'to') {
      const side = predicate.name;
      const wanted = valueTest(context, field, trail, predicate.operand);
      return (change) => wanted(change[side]);
    }
    if (predicate.name === 'by') {
      const people = peopleOf(context, predicate.operand);
      return (change) => change.by !== null && people.has(change.by);
    }
    const { from, to } = spanOf(context, predicate);
    return (change) => change.at >= from && change.at <= to;
  });
  return (change) => tests.every((test) => test(change));
}

function spellTest(context: JqlContext, predicates: readonly HistoryPredicate[]): (spell: Spell) => boolean {
  const tests = predicates.map((predicate): ((spell: Spell) => boolean) => {
    if (predicate.name === 'from' || predicate.name === 'to') {
      throw new JqlError(`The WAS operator does not support the '${predicate.name}' predicate.`);
    }
    if (predicate.name === 'by') {
      const people = peopleOf(context, predicate.operand);
      return (spell) => spell.by !== null && people.has(spell.by);
    }
    const { from, to } = spanOf(context, predicate);
    return (spell) => spell.start <= to && spell.end > from;
  });
  return (spell) => tests.every((test) => test(spell));
}

/** The time that a predicate names, ends included. */
function spanOf(context: JqlContext, { name, operand }: HistoryPredicate): { from: number; to: number } {
  const dates = singles(operand).map((single) => dateOfPredicate(context, name, single));
  if (name === 'during') {
    if (dates.length !== 2) throw new JqlError('The DURING predicate must be supplied with exactly 2 date values.');
    return { from: Math.min(dates[0], dates[1]), to: Math.max(dates[0], dates[1]) };
  }
  if (dates.length !== 1) {
    throw new JqlError(`The ${name.toUpperCase()} predicate must be supplied with only 1 date value.`);
  }
  const [date] = dates;
  if (name === 'after') return { from: date + 1, to: Infinity };
  if (name === 'before') return { from: -Infinity, to: date - 1 };
  const { timeZone } = context.clock;
  const day = localDay(date, timeZone);
  return { from: startOfLocalDay(day, timeZone), to: startOfLocalDay(day + 1, timeZone) - 1 };
}

function dateOfPredicate(context: JqlContext, name: string, single: SingleOperand): number {
  if (single.kind === 'function') {
    const result = callFunction(context, single);
    if (result.type === 'date') return result.instant;
    throw new JqlError(`A date for the predicate '${name}' provided by the function '${single.name}' is not valid.`);
  }
  const instant = single.kind === 'empty' ? null : parseQueryDate(single.text, single.numeric, context.clock);
  if (instant !== null && Math.abs(instant) <= 8.64e15) return instant;
  const shown = single.kind === 'empty' ? 'EMPTY' : single.text;
  throw new JqlError(
    `Date value '${shown}' for predicate '${name}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
  );
}

function peopleOf(context: JqlContext, operand: Operand): ReadonlySet<string> {
  const people = new Set<string>();
  for (const single of singles(operand)) {
    if (single.kind === 'empty') throw unsupported("EMPTY in the 'by' predicate");
    if (single.kind === 'value') {
      for (const id of findInCatalogue(userCatalogue(context), { ...single, numeric: false }, 'by')) people.add(id);
      continue;
    }
    const result = callFunction(context, single);
    if (result.type !== 'user') {
      throw new JqlError(`A value provided by the function '${single.name}' is invalid for the predicate 'by'.`);
    }
    for (const id of result.ids) people.add(id);
  }
  return people;
}
