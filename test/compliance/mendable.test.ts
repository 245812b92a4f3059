import { catalogue, evaluate, pathToNextLevel, pathToScore, readyMadePlaybooks } from '../../src/compliance';
import type { Snapshot } from '../../src/model';
import { anIssue, someFacts, TODAY, valuesOf } from '../support/facts';

const predictive = readyMadePlaybooks.find(({ id }) => id.startsWith('predictive'))!;

/** Items by the day of their baseline's finish; `null`: still open, else finished five days ago. */
function withBaselines(finishedOn: readonly (number | null)[]): Snapshot {
  const issues = finishedOn.map((on, i) =>
    on === null
      ? anIssue({ number: i + 1 })
      : anIssue({ number: i + 1, state: 'done', hasResolution: true, finishedOn: on }),
  );
  const values = Object.fromEntries(finishedOn.map((_, i) => [i + 1, TODAY - 20]));
  return evaluate(someFacts({ issues, mapped: { baselineFinish: valuesOf(values) } }), predictive, TODAY);
}

describe('what nobody can mend', () => {
  it('is no fix, no step on a path, and nothing to mend: work that was finished late', () => {
    const late = withBaselines([TODAY - 5, TODAY - 5, TODAY - 25]);
    const finding = late.findings.find(({ rule }) => rule === 'missed-tasks')!;
    expect([finding.offenders.length, finding.toMend]).toEqual([2, 0]);
    expect(finding.loss).toBeGreaterThan(0);
    expect(late.fixes.map(({ rule }) => rule)).not.toContain('missed-tasks');
    const path = pathToNextLevel({ ...late, nextLevel: { level: 'assured', rules: ['missed-tasks'], issues: 0 } });
    expect(path).toMatchObject({ fixes: 0, groups: [], unmendable: ['missed-tasks'] });
    expect(pathToScore(late, 100)).toBeNull();
  });

  it('does not keep a rule from passing by what is open, where that is enough', () => {
    const some = withBaselines([TODAY - 5, null, ...Array.from({ length: 20 }, () => TODAY - 25)]);
    const finding = some.findings.find(({ rule }) => rule === 'missed-tasks')!;
    expect([finding.status, finding.offenders.length, finding.toMend]).toEqual(['partial', 2, 1]);
    const path = pathToNextLevel({ ...some, nextLevel: { level: 'assured', rules: ['missed-tasks'], issues: 1 } });
    expect(path?.groups).toEqual([{ rules: ['missed-tasks'], issues: [{ id: 10_002, key: 'PAY-2' }] }]);
    expect(path?.unmendable).toEqual([]);
  });

  it('is said by the rules that look at the past', () => {
    const past = catalogue.filter((rule) =>
      rule.judges === 'issues' ? rule.unmendable !== undefined : rule.judges === 'project' && rule.isOfPastAlone,
    );
    expect(past.map(({ id }) => id).sort()).toEqual(['date-churn', 'missed-tasks', 'sprint-commitment']);
  });

  it('names reasons that the rule has', () => {
    for (const rule of catalogue) {
      if (rule.judges !== 'issues' || rule.unmendable === undefined) continue;
      for (const reason of rule.unmendable) expect(Object.keys(rule.reasons)).toContain(reason);
    }
  });
});
