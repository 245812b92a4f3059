import type { Finding } from './snapshot';

/** Below so many members a percentage would sound more precise than it is. */
const FEW = 10;

/** A result of few members: how many are good, and how many would be enough. */
export type OfFew = readonly [good: number, wanted: number];

/** The result rests on so few members that one more or less moves it much. One alone, or the project, says so itself. */
export function restsOnFew({ denominator }: Pick<Finding, 'denominator'>): boolean {
  return denominator !== null && denominator > 1 && denominator < FEW;
}

/** What is told in the place of a percentage of few; `null` where a percentage, or that all is attained, may be told. */
export function ofFew(finding: Pick<Finding, 'numerator' | 'denominator' | 'target' | 'attainment'>): OfFew | null {
  const { numerator, denominator, target, attainment } = finding;
  if (numerator === null || denominator === null || attainment === null) return null;
  if (attainment === 1 || !restsOnFew(finding)) return null;
  // 19 of 20 meet 95 %: what is wanted is a whole number but for the noise of multiplying.
  return [numerator, Math.ceil(target * denominator - 1e-9)];
}
