import { useState } from 'react';

/** By how many points the score moved since the reader came; `null` while it has not moved visibly. */
export function useScoreMove(score: number): number | null {
  const [first] = useState(score);
  const move = Math.round(score * 10) / 10 - Math.round(first * 10) / 10;
  return Math.abs(move) < 0.05 ? null : move;
}
