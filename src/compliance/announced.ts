import type { AnnouncedStanding, Snapshot } from '../model';
import { levelOf } from './level';
import { scoreOf } from './score';

/**
 * How a project would stand on each day from which announced rules count, as long as all else stays as it is: of those
 * days the ones that change its score or its level, ascending.
 */
export function announcedStandings({ findings, score, level }: Snapshot): readonly AnnouncedStanding[] {
  const announced = findings.flatMap(({ countsFrom }) => countsFrom ?? []);
  let before: Pick<Snapshot, 'score' | 'level'> = { score, level };
  return [...new Set(announced)].sort().flatMap((from) => {
    const then = findings.map((finding) =>
      finding.countsFrom !== undefined && finding.countsFrom <= from
        ? { ...finding, lifecycle: 'enforced' as const }
        : finding,
    );
    const enforced = then.filter(({ lifecycle }) => lifecycle === 'enforced');
    const standing = { score: scoreOf(enforced, false).score, level: levelOf(then).level };
    const isNews = standing.score !== before.score || standing.level !== before.level;
    before = standing;
    return isNews ? [{ from, rules: announced.filter((day) => day === from).length, ...standing }] : [];
  });
}
