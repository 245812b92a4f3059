import type { Json } from '../site-data';
import { JqlError, unsupported } from './errors';

/** What a text search asks of one text. */
type TextTest = (text: string) => boolean;

/** Words that Jira's English index leaves out: they neither help nor hinder a match. */
const STOP_WORDS = new Set(
  (
    'a an and are as at be but by for if in into is it no not of on or such that the their then there these they ' +
    'this to was will with'
  ).split(' '),
);
const WORD = '\\p{L}\\p{N}\\p{M}_';
const MAXIMUM_WILDCARDS = 5;

type Node =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  | { readonly kind: 'match'; readonly test: TextTest }
  | { readonly kind: 'ignored' };

/**
 * Compiles what stands right of `~`: words (all must occur, as whole words, in any case), "phrases", `*` and `?` within
 * words, AND, OR, NOT, `+`, `-`, parentheses. Words are not stemmed. Throws a {@link JqlError} for what Jira refuses
 * and for fuzzy and proximity searches, which this sandbox does not evaluate.
 */
export function compileTextQuery(query: string, field: string): TextTest {
  if (query.trim() === '') {
    throw new JqlError(`The field '${field}' does not support searching for an empty string.`);
  }
  const first = query.trim()[0];
  if (first === '?') {
    throw new JqlError(`The text query '${query}' for field '${field}' is not allowed to start with '${first}'.`);
  }
  const node = new TextParser(query, field).parse();
  return node.kind === 'ignored' || onlyNegative(node) ? () => false : toTest(node);
}

/** A search that only excludes finds nothing, as in Lucene. */
function onlyNegative(node: Node): boolean {
  if (node.kind === 'not') return true;
  if (node.kind === 'and' || node.kind === 'or') {
    return node.parts.every((part) => part.kind === 'ignored' || onlyNegative(part));
  }
  return false;
}

function toTest(node: Node): TextTest {
  switch (node.kind) {
    case 'match':
      return node.test;
    case 'ignored':
      return () => true;
    case 'not': {
      const part = toTest(node.part);
      return (text) => !part(text);
    }
    case 'and': {
      const parts = node.parts.filter((part) => part.kind !== 'ignored').map(toTest);
      return (text) => parts.every((part) => part(text));
    }
    case 'or': {
      const parts = node.parts.filter((part) => part.kind !== 'ignored' && !onlyNegative(part)).map(toTest);
      return (text) => parts.some((part) => part(text));
    }
  }
}

class TextParser {
  private readonly tokens: readonly string[];
  private index = 0;
  private depth = 0;

  constructor(
    private readonly query: string,
    private readonly field: string,
  ) {
    this.tokens = query.match(/"(?:[^"\\]|\\.)*"(?:~\d*|\^[\d.]+)*|[()]|&&|\|\||[^\s()"]+|"/g) ?? [];
  }

  parse(): Node {
    const node = this.or();
    if (this.index < this.tokens.length) throw this.unreadable();
    return node;
  }

  private unreadable(): JqlError {
    return new JqlError(`Unable to parse the text '${this.query}' for field '${this.field}'.`);
  }

  private takes(...words: readonly string[]): boolean {
    if (!words.includes(this.tokens[this.index])) return false;
    this.index += 1;
    return true;
  }

  private or(): Node {
    const parts = [this.and()];
    while (this.takes('OR', '||')) parts.push(this.and());
    return parts.length === 1 ? parts[0] : { kind: 'or', parts };
  }

  private and(): Node {
    const parts = [this.unary()];
    for (;;) {
      const joined = this.takes('AND', '&&');
      const next = this.tokens[this.index];
      const ends = next === undefined || next === ')' || next === 'OR' || next === '||';
      if (ends && joined) throw this.unreadable();
      if (ends) break;
      parts.push(this.unary());
    }
    return parts.length === 1 ? parts[0] : { kind: 'and', parts };
  }

  private unary(): Node {
    if (this.takes('NOT', '!', '-')) return { kind: 'not', part: this.unary() };
    if (this.takes('+')) return this.unary();
    const token = this.tokens[this.index];
    if (token === undefined || ['AND', 'OR', '&&', '||', ')', '"'].includes(token)) throw this.unreadable();
    this.index += 1;
    if (token === '(') {
      this.depth += 1;
      if (this.depth > 50) throw this.unreadable();
      const node = this.or();
      if (!this.takes(')')) throw this.unreadable();
      this.depth -= 1;
      return node;
    }
    if (token.startsWith('-') || token.startsWith('!')) return { kind: 'not', part: this.term(token.slice(1)) };
    return this.term(token.startsWith('+') ? token.slice(1) : token);
  }

  private term(token: string): Node {
    if (token.startsWith('"')) return this.phrase(token);
    if (/^[^\\]*~[\d.]*$/.test(token)) throw unsupported(`A fuzzy text search ('${token}')`);
    if (token.startsWith('?')) {
      throw new JqlError(`The text query '${this.query}' for field '${this.field}' is not allowed to start with '?'.`);
    }
    const plain = unescape(token.replace(/\^[\d.]+$/, ''));
    return matchWords(wordsOf(plain), plain.split('*').length - 1);
  }

  private phrase(token: string): Node {
    const close = token.lastIndexOf('"');
    const modifiers = token.slice(close + 1);
    if (modifiers.includes('~')) throw unsupported(`A proximity text search ('${token}')`);
    // Within a phrase, wildcards are characters like any other, and those are not indexed.
    return matchWords(wordsOf(unescape(token.slice(1, close)).replace(/[*?]/g, ' ')), 0);
  }
}

function unescape(text: string): string {
  return text.replace(/\\([\s\S])/g, (_all, character: string) => (/[*?]/.test(character) ? ' ' : character));
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}_*?]+/gu) ?? [];
}

/** One word, or several that must follow one another: `lcls-ii` is searched as the phrase "lcls ii". */
function matchWords(words: readonly string[], wildcards: number): Node {
  if (wildcards > MAXIMUM_WILDCARDS) {
    throw unsupported(`A text search with more than ${MAXIMUM_WILDCARDS} '*' in a word`);
  }
  if (words.every((word) => STOP_WORDS.has(word) || /^[*?]+$/.test(word))) {
    // A lone `*` asks for any word at all; stop words ask for nothing.
    return words.includes('*') ? { kind: 'match', test: (text) => /[\p{L}\p{N}]/u.test(text) } : { kind: 'ignored' };
  }
  const pattern = words.map(wordPattern).join(`[^${WORD}]+`);
  const expression = new RegExp(`(?<![${WORD}])${pattern}(?![${WORD}])`, 'iu');
  return { kind: 'match', test: (text) => expression.test(text) };
}

function wordPattern(word: string, _index: number, all: readonly string[]): string {
  // A stop word inside a phrase holds its place, whichever word stands there.
  if (all.length > 1 && STOP_WORDS.has(word)) return `[${WORD}]+`;
  return word.replace(/\*+/g, `[${WORD}]*`).replace(/\?/g, `[${WORD}]`);
}

/** The words of a text field: a string as it is, an Atlassian document's text with a line break between blocks. */
export function plainText(value: Json | undefined): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object') return String(value);
  const pieces: string[] = [];
  collectText(value, pieces);
  const text = pieces.join('').trim();
  return text === '' ? null : text;
}

const INLINE = new Set(['text', 'mention', 'emoji', 'inlineCard', 'date', 'status', 'hardBreak']);

function collectText(node: Json | undefined, pieces: string[]): void {
  if (Array.isArray(node)) {
    for (const each of node as readonly Json[]) collectText(each, pieces);
    return;
  }
  if (node === null || typeof node !== 'object') return;
  const { type, text, attrs, content } = node as { readonly [key: string]: Json };
  if (typeof text === 'string') pieces.push(text);
  if (type !== 'text' && attrs !== null && typeof attrs === 'object' && !Array.isArray(attrs)) {
    const shown = attrs as { readonly [key: string]: Json };
    for (const key of ['text', 'url', 'title']) if (typeof shown[key] === 'string') pieces.push(shown[key]);
  }
  collectText(content, pieces);
  if (typeof type !== 'string' || !INLINE.has(type) || type === 'hardBreak') pieces.push('\n');
}
