import { findingSentence } from '../../../src/compliance';
import type { Finding } from '../../../src/model';
import { aSchedule, day, someFacts } from '../../support/facts';
import { figures, findingFor } from '../support';

const RULE = 'critical-path-test';

function tested(pathMoves: boolean, forecast: string | null = '2026-12-01'): Finding {
  const schedule = aSchedule({}, { pathMoves, forecast: forecast === null ? null : day(forecast) });
  return findingFor(RULE, someFacts({ schedule }));
}

describe(RULE, () => {
  it('passes where the delay arrives', () => {
    expect(figures(tested(true))).toEqual(['pass', 1, 1]);
    expect(findingSentence(tested(true))).toBe(
      'A delay at the beginning of the critical path delays the project as much',
    );
  });

  it('fails where it does not, and names no issue', () => {
    const finding = tested(false);
    expect(figures(finding)).toEqual(['fail', 0, 1]);
    expect([finding.toMend, finding.offenders]).toEqual([1, []]);
    expect(findingSentence(finding)).toBe('A delay at the beginning of the critical path does not reach its end');
  });

  it('does not apply where nothing open is scheduled, and cannot be assessed before the first schedule', () => {
    expect(figures(tested(true, null))).toEqual(['notApplicable', 0, 0]);
    expect(figures(findingFor(RULE, someFacts()))).toEqual(['notAssessable', null, null]);
  });
});
