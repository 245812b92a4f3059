import { useState } from 'react';

/** By how many points the score moved since the reader came; `null` while it has not moved visibly. */
export function useScoreMove(score: number): number | null {
  const [first] = useState(score);
  return roundedMove(first, score);
}

/** The difference of two scores as they are shown, with one decimal; `null` where they look the same. */
export function roundedMove(from: number, to: number): number | null {
  const move = Math.round(to * 10) / 10 - Math.round(from * 10) / 10;
  return Math.abs(move) < 0.05 ? null : move;
}
