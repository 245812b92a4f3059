interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * An SVG path from point to point, broken at each `null`. A point between two of them is a line of no length, which
 * round caps make a dot.
 */
export function linePath(points: readonly (Point | null)[]): string {
  let path = '';
  let isOn = false;
  for (const [place, point] of points.entries()) {
    if (point !== null) {
      path += `${isOn ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
      if (!isOn && (points[place + 1] ?? null) === null) path += 'h0';
    }
    isOn = point !== null;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
