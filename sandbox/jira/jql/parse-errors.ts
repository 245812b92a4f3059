import { JQLSyntaxError, RESERVED_WORDS } from '@atlaskit/jql-ast';
import { placeOf } from './lexical-errors';

const OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";
const BEFORE_END = 'before the end of the query.';
const KEYWORDS = new Set(
  'after and asc before by cf changed desc during empty from in is not null on or order to was'.split(' '),
);

/** Says in Jira's words what is wrong with a query, from the first error of the parser. */
export function describeParseError(query: string, error: Error): string {
  if (error instanceof JQLSyntaxError) return describeSyntax(query, error);
  return 'Error in the JQL Query: The query could not be understood.';
}

function describeSyntax(query: string, error: JQLSyntaxError): string {
  // The message's own words are what this version of the parser tells of the expected tokens; package.json pins it.
  const [, expected = ''] = /(?:expecting|missing) ([\s\S]*)$/.exec(error.description) ?? [];
  const ended = error.start >= query.length || /(?:input|at) '<EOF>'/.test(error.description);
  const token = tokenAt(query, error.start);
  const where = placeOf(query, error.start);
  const wrong = (text: string): string => `Error in the JQL Query: ${text}`;

  const usage = listMisuse(query, error.start, expected);
  if (usage) return usage;
  if (!ended && isReservedWord(token)) {
    return wrong(
      `'${token}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. ${where}`,
    );
  }
  if (expected.includes('CUSTOMFIELD')) {
    if (ended) return wrong('Expecting a field name at the end of the query.');
    if (token === '[') return wrong(`Expecting a field name but got '['. Did you mean 'cf['? ${where}`);
    return wrong(
      `Expecting a field name but got '${token}'. You must surround '${token}' in quotation marks to use it as a field name. ${where}`,
    );
  }
  if (expected.includes("'<'")) {
    if (ended) return wrong(`Expecting operator before the end of the query. The valid operators are ${OPERATORS}.`);
    return wrong(`Expecting operator but got '${token}'. The valid operators are ${OPERATORS}. ${where}`);
  }
  if (/^EMPTY\b/.test(expected) && !ended) {
    return `Operator 'is' only supports EMPTY and NULL, not the value '${token}'.`;
  }
  if (expected.startsWith("{')'")) {
    if (ended || token === ',') return wrong(`Expecting ')' ${ended ? BEFORE_END : `but got ','. ${where}`}`);
    return wrong(
      `Expecting a function argument but got '${token}'. You must surround '${token}' in quotation marks to use it as an argument. ${where}`,
    );
  }
  if (/EMPTY|QUOTE_STRING/.test(expected) || (ended && /viable alternative/.test(error.description))) {
    // Two of Jira's messages lack the article; recorded from Jira Cloud.
    const operand = 'Error in JQL Query: Expecting either a value, list or function';
    if (ended) return `${operand} ${BEFORE_END}`;
    return `${operand} but got '${token}'. You must surround '${token}' in quotation marks to use it as a value. ${where}`;
  }
  const wanted = soleExpectation(expected);
  if (wanted) {
    return wrong(`Expecting ${wanted} ${ended ? BEFORE_END : `but got '${token}'. ${where}`}`);
  }
  if (expected.includes('ORDER')) {
    return wrong(`Expecting either 'OR' or 'AND' but got '${token}'. ${where}`);
  }
  if (/^<EOF>/.test(expected)) {
    const directed = /\b(?:asc|desc)\s*$/i.test(query.slice(0, error.start));
    return wrong(`Expecting ${directed ? "','" : "either 'ASC' or 'DESC'"} but got '${token}'. ${where}`);
  }
  return wrong(ended ? 'Expecting more before the end of the query.' : `Unexpected '${token}'. ${where}`);
}

/** When one thing only could come next: that thing as Jira writes it. */
function soleExpectation(expected: string): string | null {
  if (/^BY\b/.test(expected)) return "'by'";
  if (/^IN\b/.test(expected)) return "'IN'";
  if (/^'\('/.test(expected)) return "'('";
  if (/^'\['/.test(expected)) return "'['";
  if (/^POSNUMBER/.test(expected)) return 'a custom field id (a positive number)';
  if (/^'\)'/.test(expected) || /^\{'\)', ','\}/.test(expected)) return "')'";
  if (/^'\]'/.test(expected)) return "']'";
  return null;
}

/** `= (a, b)` and `in a`: Jira's parser lets them pass and its validation refuses them. */
function listMisuse(query: string, start: number, expected: string): string | null {
  const before = query.slice(0, start);
  const word = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'|[^\\s()=!<>~,"']+`;
  if (query[start] === '(' && /EMPTY|STRING/.test(expected)) {
    const match = new RegExp(`(${word})\\s*(!=|=|~|!~|<=|>=|<|>)\\s*$`).exec(before);
    const close = query.indexOf(')', start);
    if (!match || close < 0 || query.slice(start + 1, close).includes('(')) return null;
    const values = query.slice(start + 1, close).split(',');
    const list = values.map((value) => asValue(value.trim())).join(', ');
    return `Operator '${match[2]}' does not support the list value '(${list})' for field '${unquoted(match[1])}'.`;
  }
  if (!/^'\('/.test(expected)) return null;
  const match = new RegExp(`(${word})\\s+(not\\s+in|in)\\s+(${word})\\s*$`, 'i').exec(before);
  if (!match) return null;
  const operator = match[2].toLowerCase().replace(/\s+/g, ' ');
  return `Operator '${operator}' does not support the non-list value '${asValue(match[3])}' for field '${unquoted(match[1])}'.`;
}

function asValue(written: string): string {
  return /^-?\d+$/.test(written) ? written : `"${unquoted(written)}"`;
}

function unquoted(written: string): string {
  return /^(["']).*\1$/s.test(written) ? written.slice(1, -1) : written;
}

function isReservedWord(token: string): boolean {
  const word = token.toLowerCase();
  return RESERVED_WORDS.has(word) && !KEYWORDS.has(word);
}

function tokenAt(query: string, start: number): string {
  const [token = ''] = /^(?:[^\s()=!<>~,|&[\]"']+|[!<>]=|!~|&&|\|\||[\s\S])/.exec(query.slice(start)) ?? [];
  return token;
}
