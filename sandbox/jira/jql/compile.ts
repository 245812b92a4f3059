import type { SiteIssue } from '../site-data';
import type { JqlContext } from './context';
import { JqlError, unsupported } from './errors';
import {
  HISTORY_OPERATORS,
  type Bound,
  type ChoiceField,
  type DateField,
  type Field,
  type NumberField,
  type TextField,
} from './fields/field';
import { resolveField } from './fields/resolve';
import { compileHistory } from './history';
import { wantedChoices, wantedDates, wantedNumbers } from './operands';
import type { Clause, Operand, Operator, TerminalClause } from './syntax';
import { compileTextQuery } from './text';

type Test = (issue: SiteIssue) => boolean;

/** A clause as a function of an issue. */
export interface Compiled {
  readonly test: Test;
  /** No issue outside it passes; `null`: any may. */
  readonly bound: Bound | null;
  /** What is dear is asked last: 0 look-up, 1 text, 2 history (which fails on an issue without a changelog). */
  readonly cost: number;
}

/** A clause before negation: NOT and the negative operators never match an issue whose field is empty. */
interface Leaf {
  readonly matches: Test;
  readonly empty: Test;
  readonly bound: Bound | null;
  readonly cost: number;
}

const POSITIVE: Partial<Record<Operator, Operator>> = {
  '!=': '=',
  '!~': '~',
  'not in': 'in',
  'is not': 'is',
  'was not': 'was',
  'was not in': 'was in',
};
const NOTHING: Compiled = { test: () => false, bound: { projectIds: new Set(), issueIds: new Set() }, cost: 0 };

/** Compiles a restriction; throws one {@link JqlError} with everything that is wrong in it. */
export function compileWhere(context: JqlContext, clause: Clause): Compiled {
  const problems: string[] = [];
  const compiled = compileClause(context, clause, false, problems);
  if (problems.length > 0) throw new JqlError([...new Set(problems)]);
  return compiled;
}

function compileClause(context: JqlContext, clause: Clause, negated: boolean, problems: string[]): Compiled {
  switch (clause.kind) {
    case 'not':
      return compileClause(context, clause.clause, !negated, problems);
    case 'and':
    case 'or': {
      const parts = clause.clauses.map((part) => compileClause(context, part, negated, problems));
      // De Morgan: NOT (a AND b) is NOT a OR NOT b, so that every negation ends at a field.
      return (clause.kind === 'and') === negated ? anyOf(parts) : allOf(parts);
    }
    case 'terminal':
      try {
        return finish(compileTerminal(context, clause), negated !== clause.operator in POSITIVE);
      } catch (error) {
        if (!(error instanceof JqlError)) throw error;
        problems.push(...error.errorMessages);
        return NOTHING;
      }
  }
}

function finish(leaf: Leaf, negated: boolean): Compiled {
  if (!negated) return { test: leaf.matches, bound: leaf.bound, cost: leaf.cost };
  const { matches, empty } = leaf;
  return { test: (issue) => !empty(issue) && !matches(issue), bound: null, cost: leaf.cost };
}

function allOf(parts: readonly Compiled[]): Compiled {
  const sorted = [...parts].sort((a, b) => a.cost - b.cost);
  const tests = sorted.map((part) => part.test);
  let bound: Bound | null = null;
  for (const part of parts) if (part.bound && (bound === null || width(part.bound) < width(bound))) bound = part.bound;
  return { test: (issue) => tests.every((test) => test(issue)), bound, cost: sorted[sorted.length - 1]?.cost ?? 0 };
}

/** A rough size: any project outweighs any number of issues that a query can name. */
function width(bound: Bound): number {
  return bound.projectIds.size * 1_000_000 + bound.issueIds.size;
}

function anyOf(parts: readonly Compiled[]): Compiled {
  const sorted = [...parts].sort((a, b) => a.cost - b.cost);
  const tests = sorted.map((part) => part.test);
  const bounds = parts.flatMap((part) => part.bound ?? []);
  const bound: Bound | null =
    bounds.length < parts.length
      ? null
      : {
          projectIds: new Set(bounds.flatMap((each) => [...each.projectIds])),
          issueIds: new Set(bounds.flatMap((each) => [...each.issueIds])),
        };
  return { test: (issue) => tests.some((test) => test(issue)), bound, cost: sorted[sorted.length - 1]?.cost ?? 0 };
}

function compileTerminal(context: JqlContext, clause: TerminalClause): Leaf {
  if (clause.property) throw unsupported(`Searching by an entity property (of '${clause.field}')`);
  const field = resolveField(context, clause.field);
  checkOperator(field, clause.operator);
  const operator = POSITIVE[clause.operator] ?? clause.operator;
  if (HISTORY_OPERATORS.has(operator)) {
    if (field.kind !== 'choice' || !field.history) throw noHistory(field);
    const matches = compileHistory(context, field, clause);
    return { matches, empty: () => false, bound: null, cost: 2 };
  }
  if (clause.predicates.length > 0) {
    throw new JqlError(
      `The operator '${clause.operator}' does not support the '${clause.predicates[0].name}' predicate of the field '${field.name}'.`,
    );
  }
  if (!clause.operand) {
    throw new JqlError(`The operator '${clause.operator}' needs a value for the field '${field.name}'.`);
  }
  return compileField(context, field, clause.operator, operator, clause.operand);
}

function checkOperator(field: Field, operator: Operator): void {
  if (field.operators.has(operator)) return;
  if (HISTORY_OPERATORS.has(operator)) throw noHistory(field);
  throw new JqlError(`The operator '${operator}' is not supported by the '${field.name}' field.`);
}

function noHistory(field: Field): JqlError {
  return new JqlError(`History searches do not support the '${field.name}' field.`);
}

function compileField(
  context: JqlContext,
  field: Field,
  written: Operator,
  operator: Operator,
  operand: Operand,
): Leaf {
  switch (field.kind) {
    case 'choice':
      return compileChoice(context, field, written, operator, operand);
    case 'date':
      return compileDate(context, field, written, operator, operand);
    case 'number':
      return compileNumber(context, field, written, operator, operand);
    case 'text':
      return compileText(field, operand);
  }
}

function compileChoice(
  context: JqlContext,
  field: ChoiceField,
  written: Operator,
  operator: Operator,
  operand: Operand,
): Leaf {
  const wanted = wantedChoices(context, field, written, operand);
  const empty: Test = (issue) => field.values(issue).length === 0;
  if (operator !== '=' && operator !== 'in' && operator !== 'is') {
    return { matches: compareChoices(field, operator, wanted.values), empty, bound: null, cost: 0 };
  }
  const ids = new Set(wanted.values);
  const matches: Test = (issue) => {
    const values = field.values(issue);
    return values.length === 0 ? wanted.empty : values.some((value) => ids.has(value));
  };
  return { matches, empty, bound: wanted.empty || !field.narrows ? null : field.narrows(ids), cost: 0 };
}

function compareChoices(field: ChoiceField, operator: Operator, ids: readonly string[]): Test {
  const rank = field.rank;
  if (!rank) throw new JqlError(`The operator '${operator}' is not supported by the '${field.name}' field.`);
  const limits = ids.flatMap((id) => rank(id) ?? []);
  return (issue) =>
    field.values(issue).some((value) => {
      const own = rank(value);
      return (
        own !== null && limits.some((limit) => limit.group === own.group && holds(operator, own.place, limit.place))
      );
    });
}

function holds(operator: Operator, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
    default:
      return left === right;
  }
}

function compileDate(
  context: JqlContext,
  field: DateField,
  written: Operator,
  operator: Operator,
  operand: Operand,
): Leaf {
  const { values, empty: wantsEmpty } = wantedDates(context, field, written, operand);
  // Jira's index holds instants to the second.
  const unit = field.granularity === 'instant' ? 1000 : 1;
  const limits = values.map((value) => Math.floor(value / unit));
  return {
    matches: (issue) => {
      const value = field.value(issue);
      if (value === null) return wantsEmpty;
      const own = Math.floor(value / unit);
      return limits.some((limit) => holds(operator, own, limit));
    },
    empty: (issue) => field.value(issue) === null,
    bound: null,
    cost: 0,
  };
}

function compileNumber(
  context: JqlContext,
  field: NumberField,
  written: Operator,
  operator: Operator,
  operand: Operand,
): Leaf {
  const wanted = wantedNumbers(context, field, written, operand);
  return {
    matches: (issue) => {
      const own = field.value(issue);
      return own === null ? wanted.empty : wanted.values.some((limit) => holds(operator, own, limit));
    },
    empty: (issue) => field.value(issue) === null,
    bound: null,
    cost: 0,
  };
}

function compileText(field: TextField, operand: Operand): Leaf {
  const empty: Test = (issue) => field.texts(issue).length === 0;
  if (operand.kind === 'empty') {
    if (!field.emptiable) throw new JqlError(`The field '${field.name}' does not support searching for EMPTY values.`);
    return { matches: empty, empty, bound: null, cost: 1 };
  }
  if (operand.kind !== 'value') {
    throw unsupported(`A ${operand.kind === 'list' ? 'list' : 'function'} as the text for the field '${field.name}'`);
  }
  const test = compileTextQuery(operand.text, field.name);
  return { matches: (issue) => field.texts(issue).some(test), empty, bound: null, cost: 1 };
}
