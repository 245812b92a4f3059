/** "1 issue", "12 issues". */
export function counted(count: number, one: string, many: string, format: (value: number) => string): string {
  return `${format(count)} ${count === 1 ? one : many}`;
}

/** A sentence without its full stop, where it stands as a title. */
export function asTitle(sentence: string): string {
  return sentence.replace(/\.$/, '');
}
