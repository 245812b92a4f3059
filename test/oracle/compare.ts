/** An adapter: reads the app's snapshots, and says where they and the recount differ. */
import type { DependencyReport, Snapshot } from '../../src/model';
import type { recount } from './recount';

/** Every figure in which the engine and the recount differ, in words; empty when they agree. */
export function differences(
  engine: { readonly snapshots: ReadonlyMap<string, Snapshot>; readonly report: DependencyReport },
  oracle: ReturnType<typeof recount>,
): readonly string[] {
  const found: string[] = [];
  const compare = (where: string, ours: unknown, theirs: unknown): void => {
    const [engineSays, oracleSays] = [JSON.stringify(ours), JSON.stringify(theirs)];
    if (engineSays !== oracleSays) found.push(`${where}: engine ${engineSays}, recount ${oracleSays}`);
  };
  // Sums of the same numbers in another order may differ in the last bits.
  const compareSums = (where: string, ours: number | null, theirs: number | null): void => {
    const isSame = ours === null || theirs === null ? ours === theirs : Math.abs(ours - theirs) < 1e-9;
    if (!isSame) found.push(`${where}: engine ${ours}, recount ${theirs}`);
  };
  compare('projects', [...engine.snapshots.keys()].sort(), [...oracle.projects.keys()]);
  for (const [key, count] of oracle.projects) {
    const snapshot = engine.snapshots.get(key);
    if (!snapshot) continue;
    compare(`${key} rules`, snapshot.findings.map((finding) => finding.rule).sort(), Object.keys(count.rules).sort());
    for (const finding of snapshot.findings) {
      const rule = count.rules[finding.rule];
      const where = `${key} ${finding.rule}`;
      compare(`${where} status`, finding.status, rule.status);
      compare(`${where} figures`, [finding.numerator, finding.denominator], [rule.numerator, rule.denominator]);
      compare(`${where} offenders`, [...new Set(finding.offenders.map((each) => each.key))].sort(), rule.offenders);
    }
    compareSums(`${key} score`, snapshot.score, count.score);
    compareSums(`${key} coverage`, snapshot.coverage, count.coverage);
    compare(`${key} level`, snapshot.level, count.level);
  }
  const cycles = engine.report.cycles.map((cycle) => cycle.issues.map((issue) => issue.key).sort());
  compare(
    'cycles',
    cycles.sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1)),
    oracle.cycles,
  );
  compare('dependencies', engine.report.dependencies, oracle.dependencies);
  return found;
}
