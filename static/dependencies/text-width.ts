/** Font sizes of drawings, in pixels: of Atlassian's `body` and `body.small`. */
export const TEXT = { body: 14, small: 12 } as const;

/** Widths in ems, a little more than Atlassian's font and its substitutes need; by the first class that fits. */
const CLASSES: readonly (readonly [RegExp, number])[] = [
  [/[ijltfrI.,:;'’|!()·/-]/, 0.34],
  [/\s/, 0.3],
  [/[mwMW…%—]/, 0.9],
  [/[a-z]/, 0.57],
  [/[0-9+−–]/, 0.62],
  [/[\p{Lu}&@]/u, 0.72],
  [/[\u2E80-\uFFFF]|\p{Extended_Pictographic}/u, 1.05],
];
const OTHERS = 0.66;

/** Pixels that words take in a drawing, estimated: a layout has to know before anything is drawn. */
export function widthOf(words: string, size: number = TEXT.small): number {
  let ems = 0;
  for (const character of words) ems += emsOf(character);
  return ems * size;
}

/** Drawings ask for thousands of characters, of which few are different. */
const known = new Map<string, number>();

function emsOf(character: string): number {
  let ems = known.get(character);
  if (ems === undefined) {
    ems = CLASSES.find(([characters]) => characters.test(character))?.[1] ?? OTHERS;
    known.set(character, ems);
  }
  return ems;
}

/** Words that have to fit a drawing, which cannot break or clip them; the whole is in the drawing's own text. */
export function fitting(words: string, pixels: number, size: number = TEXT.small): string {
  const room = pixels / size;
  let taken = 0;
  let kept = 0;
  for (const character of words) {
    taken += emsOf(character);
    if (taken > room) return `${words.slice(0, kept).trimEnd()}…`;
    if (taken + emsOf('…') <= room) kept += character.length;
  }
  return words;
}
