const SIMPLE_ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };

/** The meaning of a string as written in JQL: without its quotes, escapes resolved (`\"`, `\n`, `\u0041` …). */
export function decodeJqlString(written: string): string {
  const quote = written[0];
  const quoted = written.length >= 2 && (quote === '"' || quote === "'") && written.endsWith(quote);
  const body = quoted ? written.slice(1, -1) : written;
  if (!body.includes('\\')) return body;
  return body.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_all, code: string | undefined, character: string) =>
    code === undefined ? (SIMPLE_ESCAPES[character] ?? character) : String.fromCharCode(parseInt(code, 16)),
  );
}

/** `\u001f`, which JQL reads as the character. */
export function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/**
 * Characters that may stand in a quoted string only as an escape: control characters, the tab among them, and Unicode's
 * non-characters. Line ends may stand as they are.
 */
export function isIllegalInJql(code: number): boolean {
  if (code < 0x20) return code !== 10 && code !== 13;
  return (code >= 0x7f && code <= 0x9f) || (code >= 0xfdd0 && code <= 0xfdef) || code >= 0xfffe;
}
