import { JQLSyntaxError, RESERVED_WORDS } from '@atlaskit/jql-ast';
import { isIllegalInJql, unicodeEscape } from './strings';

const OPERATORS = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";
const ESCAPES = "The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.";
const KEYWORDS = new Set(
  'after and asc before by cf changed desc during empty from in is not null on or order to was'.split(' '),
);
/** Unquoted, these have no meaning in JQL at all. */
const RESERVED_CHARACTERS = /[{}*/%+$#@?;^]/;

interface Place {
  readonly start: number;
  readonly message: string;
}

/** Says in Jira's words what is wrong with a query, from the first error of the parser. */
export function describeParseError(query: string, error: Error): string {
  const parserError = error instanceof JQLSyntaxError ? error : null;
  const at = parserError ? parserError.start : query.length;
  const lexical = firstLexicalProblem(query);
  if (lexical && lexical.start <= at) return `Error in the JQL Query: ${lexical.message}`;
  if (!parserError) return 'Error in the JQL Query: The query could not be understood.';
  return describeSyntax(query, parserError);
}

function describeSyntax(query: string, error: JQLSyntaxError): string {
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
  if (/EMPTY|QUOTE_STRING/.test(expected)) {
    // Two of Jira's messages lack the article; recorded from Jira Cloud.
    const operand = 'Error in JQL Query: Expecting either a value, list or function';
    if (ended) return `${operand} before the end of the query.`;
    return `${operand} but got '${token}'. You must surround '${token}' in quotation marks to use it as a value. ${where}`;
  }
  const wanted = soleExpectation(expected);
  if (wanted) {
    return wrong(`Expecting ${wanted} ${ended ? 'before the end of the query.' : `but got '${token}'. ${where}`}`);
  }
  if (expected.includes('ORDER')) {
    return wrong(`Expecting either 'OR' or 'AND' but got '${token}'. ${where}`);
  }
  if (/^<EOF>/.test(expected)) return wrong(`Expecting either 'ASC' or 'DESC' but got '${token}'. ${where}`);
  return wrong(ended ? 'Expecting more before the end of the query.' : `Unexpected '${token}'. ${where}`);
}

/** When one thing only could come next: that thing as Jira writes it. */
function soleExpectation(expected: string): string | null {
  if (/^BY\b/.test(expected)) return "'by'";
  if (/^IN\b/.test(expected)) return "'IN'";
  if (/^'\('/.test(expected)) return "'('";
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
    if (!match || close < 0) return null;
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

/** What the lexer stumbles over, before any grammar: unfinished strings, wrong escapes, characters without a meaning. */
function firstLexicalProblem(query: string): Place | null {
  let index = 0;
  while (index < query.length) {
    const character = query[index];
    if (character === '"' || character === "'") {
      const end = closingQuote(query, index);
      if (end < 0) return unfinishedString(query, index);
      const escape = wrongEscape(query, index, index + 1, end);
      if (escape) return escape;
      index = end + 1;
      continue;
    }
    if (character === '\\') {
      const escape = wrongEscape(query, index, index, Math.min(index + 6, query.length));
      if (escape) return escape;
      index += query[index + 1] === 'u' ? 6 : 2;
      continue;
    }
    const control = controlCharacter(query, index);
    if (control) return control;
    if (RESERVED_CHARACTERS.test(character)) {
      return {
        start: index,
        message: `The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '${unicodeEscape(character)}' instead. ${placeOf(query, index)}`,
      };
    }
    index += 1;
  }
  return null;
}

function closingQuote(query: string, start: number): number {
  for (let index = start + 1; index < query.length; index += 1) {
    if (query[index] === '\\') index += 1;
    else if (query[index] === query[start]) return index;
  }
  return -1;
}

function unfinishedString(query: string, start: number): Place {
  const body = query.slice(start + 1).replace(/[\r\n]+/g, ' ');
  const named = body === '' ? 'The quoted string' : `The quoted string '${body}'`;
  return { start, message: `${named} has not been completed. ${placeOf(query, start)}` };
}

function wrongEscape(query: string, tokenStart: number, from: number, to: number): Place | null {
  for (let index = from; index < to; index += 1) {
    const control = controlCharacter(query, index);
    if (control) return { start: tokenStart, message: control.message };
    if (query[index] !== '\\') continue;
    const next = query[index + 1];
    if (next === undefined) {
      return {
        start: tokenStart,
        message: `The escape sequence has not been completed. ${ESCAPES} ${placeOf(query, index)}`,
      };
    }
    const valid = next === 'u' ? /^[0-9a-fA-F]{4}$/.test(query.slice(index + 2, index + 6)) : /[trn"' \\]/.test(next);
    if (!valid) {
      const shown = next === 'u' ? query.slice(index, index + 3) : `\\${next}`;
      return {
        start: tokenStart,
        message: `'${shown}' is an illegal JQL escape sequence. ${ESCAPES} ${placeOf(query, index)}`,
      };
    }
    index += 1;
    if (from === tokenStart) return null;
  }
  return null;
}

function controlCharacter(query: string, index: number): Place | null {
  const code = query.charCodeAt(index);
  if (!isIllegalInJql(code)) return null;
  const hex = code.toString(16).padStart(4, '0');
  const { line, character } = lineAndCharacter(query, index);
  return {
    start: index,
    message: `The character 'U+${hex.toUpperCase()}' on line ${line} at position ${character} must be escaped. Use the escape '\\u${hex}' instead. (line ${line}, character ${character})`,
  };
}

function lineAndCharacter(query: string, index: number): { line: number; character: number } {
  const before = query.slice(0, index).split('\n');
  return { line: before.length, character: before[before.length - 1].length + 1 };
}

function placeOf(query: string, index: number): string {
  const { line, character } = lineAndCharacter(query, index);
  return `(line ${line}, character ${character})`;
}
