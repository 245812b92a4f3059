/** A JQL query as this sandbox evaluates it: the parser's tree without positions, strings decoded. */
export type Operator =
  | '='
  | '!='
  | '~'
  | '!~'
  | '<'
  | '>'
  | '<='
  | '>='
  | 'in'
  | 'not in'
  | 'is'
  | 'is not'
  | 'was'
  | 'was not'
  | 'was in'
  | 'was not in'
  | 'changed';

export interface ValueOperand {
  readonly kind: 'value';
  readonly text: string;
  /** Written as a whole number without quotes: meant as an id first, as a name second. */
  readonly numeric: boolean;
}

export interface FunctionOperand {
  readonly kind: 'function';
  readonly name: string;
  readonly arguments: readonly string[];
}

interface EmptyOperand {
  readonly kind: 'empty';
}

export type SingleOperand = ValueOperand | FunctionOperand | EmptyOperand;

/** Lists in lists are flattened. */
interface ListOperand {
  readonly kind: 'list';
  readonly values: readonly SingleOperand[];
}

export type Operand = SingleOperand | ListOperand;

type HistoryPredicateName = 'after' | 'before' | 'by' | 'during' | 'from' | 'on' | 'to';

export interface HistoryPredicate {
  readonly name: HistoryPredicateName;
  readonly operand: Operand;
}

export interface TerminalClause {
  readonly kind: 'terminal';
  readonly field: string;
  /** `issue.property[key].path`, as written; JQL has it, this sandbox does not. */
  readonly property: boolean;
  readonly operator: Operator;
  /** Absent for `changed` only. */
  readonly operand: Operand | null;
  readonly predicates: readonly HistoryPredicate[];
}

export type Clause =
  | TerminalClause
  | { readonly kind: 'and' | 'or'; readonly clauses: readonly Clause[] }
  | { readonly kind: 'not'; readonly clause: Clause };

export interface OrderTerm {
  readonly field: string;
  /** `null`: the field's own direction. */
  readonly direction: 'asc' | 'desc' | null;
}

export interface ParsedJql {
  readonly text: string;
  readonly where: Clause | null;
  readonly orderBy: readonly OrderTerm[];
  /** Has a search restriction, not only an ORDER BY. Jira's search endpoints refuse a query without. */
  readonly bounded: boolean;
}
