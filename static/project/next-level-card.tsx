import type { ReactElement } from 'react';
import type { SnapshotInWords, StandingView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { RuleLinks } from './rule-links';
import { LEVEL_WORDS } from './words';
import './next-level-card.css';

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly rules: StandingView['rules'];
}

/** What keeps the project from the next level, each rule a door to its finding. */
export function NextLevelCard({ snapshot, rules }: Properties): ReactElement {
  const { format } = useHost();
  const next = snapshot.nextLevel;
  if (next === null) {
    return (
      <section className="card next-level" aria-labelledby="next-level-heading">
        <h2 className="card-title" id="next-level-heading">
          Level
        </h2>
        <p className="next-level-figure">Assured: every rule holds</p>
        <p className="subtle">This is the highest level. It stays as long as the rules of all levels hold.</p>
      </section>
    );
  }
  return (
    <section className="card next-level" aria-labelledby="next-level-heading">
      <h2 className="card-title" id="next-level-heading">
        Next level: {LEVEL_WORDS[next.level]}
      </h2>
      <p className="next-level-figure">{distance(next, format.count)}</p>
      <p>
        These rules do not hold yet: <RuleLinks ids={next.rules} rules={rules} />. All others of this level do.
      </p>
      {snapshot.cappedBy.length > 0 && (
        <p className="subtle">
          Critical, so no level without: <RuleLinks ids={snapshot.cappedBy} rules={rules} />.
        </p>
      )}
    </section>
  );
}

/** "3 rules, 12 fixes away"; without issues to mend, what is missing is something else than issues. */
function distance(
  { rules, issues }: { readonly rules: readonly string[]; readonly issues: number },
  count: (value: number) => string,
): string {
  if (issues === 0) return `${counted(rules.length, 'rule', 'rules', count)} away`;
  return `${counted(rules.length, 'rule', 'rules', count)}, ${counted(issues, 'fix', 'fixes', count)} away`;
}
