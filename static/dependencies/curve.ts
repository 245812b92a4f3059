import type { KindOfDependency } from '../../src/contract';

interface Box {
  readonly x: number;
  readonly width: number;
  /** Of its middle. */
  readonly middle: number;
}

const LEAST_BEND = 18;
const MOST_BEND = 70;
/** How far above a box a bow over it reaches for. */
const OVER = 40;

/** The line of a dependency with its arrowhead, from the provider's edge to the dependent's: which edges, its kind says. */
export function curveBetween(
  provider: Box,
  dependent: Box,
  kind: KindOfDependency,
  passes: readonly { readonly x: number; readonly y: number; readonly width: number }[] = [],
): string {
  const fromEnd = kind === 'finishToStart' || kind === 'finishToFinish';
  const toStart = kind === 'finishToStart' || kind === 'startToStart';
  let x = fromEnd ? provider.x + provider.width : provider.x;
  let y = provider.middle;
  let out = fromEnd ? 1 : -1;
  let path = `M${round(x)} ${round(y)}`;
  for (const pass of passes) {
    path += bend(x, y, out, pass.x, pass.y, 1) + `H${round(pass.x + pass.width)}`;
    x = pass.x + pass.width;
    y = pass.y;
    out = 1;
  }
  const into = toStart ? 1 : -1;
  const endX = toStart ? dependent.x : dependent.x + dependent.width;
  const endY = dependent.middle;
  path += bend(x, y, out, endX, endY, into);
  return `${path}m${-6 * into} -4l${6 * into} 4l${-6 * into} 4`;
}

/**
 * The line between two boxes that stand one above the other, as those of a cycle do: a bow beside them, to the right
 * when it leads down and to the left when it leads up.
 */
export function bowBeside(provider: Box, dependent: Box): string {
  const side = dependent.middle > provider.middle ? 1 : -1;
  const edge = ({ x, width }: Box): number => (side === 1 ? x + width : x);
  const reach = side * (LEAST_BEND + Math.abs(dependent.middle - provider.middle) / 8);
  const [from, to] = [edge(provider), edge(dependent)];
  const curve = `C${round(from + reach)} ${round(provider.middle)} ${round(to + reach)} ${round(dependent.middle)} ${round(to)} ${round(dependent.middle)}`;
  return `M${round(from)} ${round(provider.middle)}${curve}m${6 * side} -4l${-6 * side} 4l${6 * side} 4`;
}

/** The line of a dependency that runs against the order of all others: from box to box over their upper edges. */
export function bowOver(provider: Box, dependent: Box, height: number): string {
  const [from, to] = [provider, dependent].map(({ x, width }) => round(x + width / 2));
  const [top, endTop] = [provider, dependent].map(({ middle }) => round(middle - height / 2));
  const curve = `C${from} ${top - OVER} ${to} ${endTop - OVER} ${to} ${endTop}`;
  return `M${from} ${top}${curve}m-4 -6l4 6l4 -6`;
}

/** A curve that leaves to the right (`out` 1) or left, and arrives from the left (`into` 1) or right. */
function bend(x: number, y: number, out: number, endX: number, endY: number, into: number): string {
  const reach = Math.min(MOST_BEND, Math.max(LEAST_BEND, Math.abs(endX - x) / 2));
  return `C${round(x + out * reach)} ${round(y)} ${round(endX - into * reach)} ${round(endY)} ${round(endX)} ${round(endY)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
