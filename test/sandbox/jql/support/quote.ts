/** Writes a value so that JQL reads exactly it: quotes and backslashes escaped, control characters as `\\u0000`. */
export function quoteJqlString(value: string): string {
  const escaped = Array.from({ length: value.length }, (_each, index) => escape(value[index]));
  return `"${escaped.join('')}"`;
}

function escape(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  const code = character.charCodeAt(0);
  const plain = (code >= 0x20 && code < 0x7f) || (code > 0x9f && code < 0xfdd0) || (code > 0xfdef && code < 0xfffe);
  return plain ? character : `\\u${code.toString(16).padStart(4, '0')}`;
}
