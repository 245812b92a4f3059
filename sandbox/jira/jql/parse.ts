import {
  JastBuilder,
  type Clause as JastClause,
  type Operand as JastOperand,
  type Predicate as JastPredicate,
  type TerminalClause as JastTerminal,
} from '@atlaskit/jql-ast';
import { JqlError } from './errors';
import { describeLexicalError } from './lexical-errors';
import { describeParseError } from './parse-errors';
import { decodeJqlString } from './strings';
import type { Clause, HistoryPredicate, Operand, OrderTerm, ParsedJql, SingleOperand, TerminalClause } from './syntax';

const WHOLE_NUMBER = /^-?\d+$/;

/** The parser takes milliseconds, and an app asks the same few queries again and again. */
const recent = new Map<string, ParsedJql>();
const MOST_RECENT = 500;

/** Reads a query; throws a {@link JqlError} in Jira's words when it is not JQL. Fields and values are not looked up yet. */
export function parseJql(text: string): ParsedJql {
  const known = recent.get(text);
  if (known !== undefined) return known;
  try {
    const parsed = translateQuery(text);
    if (recent.size >= MOST_RECENT) recent.clear();
    recent.set(text, parsed);
    return parsed;
  } catch (error) {
    // A query nested thousands deep exhausts the stack of a recursive parser; Jira refuses such queries too.
    if (error instanceof RangeError) throw new JqlError('The JQL query is too complex: it is nested too deeply.');
    throw error;
  }
}

function translateQuery(text: string): ParsedJql {
  const lexicalError = describeLexicalError(text);
  if (lexicalError !== null) throw new JqlError(lexicalError);
  const jast = new JastBuilder().build(text);
  if (jast.errors.length > 0) throw new JqlError(describeParseError(text, jast.errors[0]));
  const query = jast.query;
  if (!query) return { text, where: null, orderBy: [], bounded: false };
  const where = query.where ? translateClause(query.where) : null;
  const orderBy = query.orderBy ? query.orderBy.fields.map(translateOrder) : [];
  return { text, where, orderBy, bounded: where !== null };
}

function translateOrder(term: { field: { text: string }; direction: { value: string } | void }): OrderTerm {
  const direction = term.direction ? (term.direction.value.toLowerCase() === 'desc' ? 'desc' : 'asc') : null;
  return { field: fieldName(term.field.text), direction };
}

function translateClause(clause: JastClause): Clause {
  switch (clause.clauseType) {
    case 'compound':
      return { kind: clause.operator.value, clauses: clause.clauses.map(translateClause) };
    case 'not':
      return { kind: 'not', clause: translateClause(clause.clause) };
    case 'terminal':
      return translateTerminal(clause);
  }
}

function translateTerminal(clause: JastTerminal): TerminalClause {
  if (!clause.operator) throw new JqlError(`Error in the JQL Query: Expecting operator after '${clause.field.text}'.`);
  const operand = clause.operand ? translateOperand(clause.operand) : null;
  if (!operand && clause.operator.value !== 'changed') {
    throw new JqlError('Error in JQL Query: Expecting either a value, list or function before the end of the query.');
  }
  return {
    kind: 'terminal',
    field: fieldName(clause.field.text),
    property: Boolean(clause.field.properties && clause.field.properties.length > 0),
    operator: clause.operator.value,
    operand,
    predicates: clause.predicates.map(translatePredicate),
  };
}

function translatePredicate(predicate: JastPredicate): HistoryPredicate {
  if (!predicate.operand) {
    throw new JqlError('Error in JQL Query: Expecting either a value, list or function before the end of the query.');
  }
  return { name: predicate.operator.value, operand: translateOperand(predicate.operand) };
}

function translateOperand(operand: JastOperand): Operand {
  if (operand.operandType === 'list') return { kind: 'list', values: operand.values.flatMap(flatten) };
  return translateSingle(operand);
}

function flatten(operand: JastOperand): readonly SingleOperand[] {
  return operand.operandType === 'list' ? operand.values.flatMap(flatten) : [translateSingle(operand)];
}

function translateSingle(operand: Exclude<JastOperand, { operandType: 'list' }>): SingleOperand {
  switch (operand.operandType) {
    case 'keyword':
      return { kind: 'empty' };
    case 'value':
      return { kind: 'value', text: decodeJqlString(operand.text), numeric: WHOLE_NUMBER.test(operand.text) };
    case 'function':
      return {
        kind: 'function',
        name: decodeJqlString(operand.function.text),
        arguments: operand.arguments.map((argument) => decodeJqlString(argument.text)),
      };
  }
}

function fieldName(written: string): string {
  const name = decodeJqlString(written).trim();
  if (name === '') throw new JqlError('Error in the JQL Query: A field name cannot be empty.');
  return name;
}
