import { isIllegalInJql, unicodeEscape } from './strings';

const ESCAPES = "The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.";
/** Unquoted, these have no meaning in JQL at all. */
const RESERVED_CHARACTERS = /[{}*/%+$#@?;^]/;

/**
 * What is wrong with a query before any grammar: unfinished strings, wrong escapes, characters without a meaning; else
 * `null`. Jira splits the whole query into words first, so these come before every error of grammar.
 */
export function describeLexicalError(query: string): string | null {
  let index = 0;
  while (index < query.length) {
    const character = query[index];
    if (character === '"' || character === "'") {
      const end = closingQuote(query, index);
      const problem = end < 0 ? unfinishedString(query, index) : problemWithin(query, index + 1, end);
      if (problem !== null) return problem;
      index = end + 1;
    } else if (character === '\\') {
      const problem = wrongEscape(query, index);
      if (problem !== null) return problem;
      index += query[index + 1] === 'u' ? 6 : 2;
    } else {
      const problem = wrongCharacter(query, index);
      if (problem !== null) return problem;
      index += 1;
    }
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

function unfinishedString(query: string, start: number): string {
  const body = query.slice(start + 1).replace(/[\r\n]+/g, ' ');
  const named = body === '' ? 'The quoted string' : `The quoted string '${body}'`;
  return wrong(`${named} has not been completed. ${placeOf(query, start)}`);
}

function problemWithin(query: string, from: number, to: number): string | null {
  for (let index = from; index < to; index += 1) {
    const problem = controlCharacter(query, index) ?? (query[index] === '\\' ? wrongEscape(query, index) : null);
    if (problem !== null) return problem;
    if (query[index] === '\\') index += 1;
  }
  return null;
}

function wrongEscape(query: string, index: number): string | null {
  const next = query[index + 1];
  if (next === undefined) {
    return wrong(`The escape sequence has not been completed. ${ESCAPES} ${placeOf(query, index)}`);
  }
  const valid = next === 'u' ? /^[0-9a-fA-F]{4}$/.test(query.slice(index + 2, index + 6)) : /[trn"' \\]/.test(next);
  if (valid) return null;
  const shown = query.slice(index, index + (next === 'u' ? 3 : 2));
  return wrong(`'${shown}' is an illegal JQL escape sequence. ${ESCAPES} ${placeOf(query, index)}`);
}

function wrongCharacter(query: string, index: number): string | null {
  const character = query[index];
  if (character === '\t') return null;
  if (!RESERVED_CHARACTERS.test(character)) return controlCharacter(query, index);
  return wrong(
    `The character '${character}' is a reserved JQL character. You must enclose it in a string or use the escape '${unicodeEscape(character)}' instead. ${placeOf(query, index)}`,
  );
}

function controlCharacter(query: string, index: number): string | null {
  const code = query.charCodeAt(index);
  if (!isIllegalInJql(code)) return null;
  const escape = unicodeEscape(query[index]);
  const { line, character } = lineAndCharacter(query, index);
  return wrong(
    `The character 'U+${escape.slice(2).toUpperCase()}' on line ${line} at position ${character} must be escaped. Use the escape '${escape}' instead. ${placeOf(query, index)}`,
  );
}

function wrong(problem: string): string {
  return `Error in the JQL Query: ${problem}`;
}

function lineAndCharacter(query: string, index: number): { line: number; character: number } {
  const before = query.slice(0, index).split('\n');
  return { line: before.length, character: before[before.length - 1].length + 1 };
}

/** Where something stands, as Jira's messages end. */
export function placeOf(query: string, index: number): string {
  const { line, character } = lineAndCharacter(query, index);
  return `(line ${line}, character ${character})`;
}
