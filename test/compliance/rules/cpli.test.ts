import { findingSentence } from '../../../src/compliance';
import type { Finding } from '../../../src/model';
import { aSchedule, day, someFacts } from '../../support/facts';
import { figures, findingFor } from '../support';

const RULE = 'cpli';

/** Today is Wednesday, 14 October. */
function finishing(forecast: string | null, target: string | null): Finding {
  const known = { forecast: forecast === null ? null : day(forecast), target: target === null ? null : day(target) };
  return findingFor(RULE, someFacts({ schedule: aSchedule({}, known) }));
}

describe(RULE, () => {
  it('is 1 when the path ends on the target, and above when it ends earlier', () => {
    expect(figures(finishing('2026-10-28', '2026-10-28'))).toEqual(['pass', 1, 1]);
    // Ten working days long, five to spare.
    expect(figures(finishing('2026-10-28', '2026-11-04'))).toEqual(['pass', 1.5, 1]);
    expect(finishing('2026-10-28', '2026-11-04').attainment).toBe(1);
  });

  it('passes from 0.95 on', () => {
    // Twenty working days long, one too many.
    expect(figures(finishing('2026-11-11', '2026-11-10'))).toEqual(['pass', 0.95, 1]);
    expect(finishing('2026-11-11', '2026-11-09')).toMatchObject({ status: 'partial', numerator: 0.9, toMend: 1 });
  });

  it('fails far below, where it is never less than 0', () => {
    const finding = finishing('2026-11-11', '2026-10-26');
    expect(figures(finding)).toEqual(['fail', 0.4, 1]);
    expect(findingSentence(finding)).toBe('The critical path is longer than the time to the project’s target');
    const hopeless = finishing('2026-11-11', '2026-01-05');
    expect(figures(hopeless)).toEqual(['fail', 0, 1]);
    expect([hopeless.attainment, hopeless.toMend]).toEqual([0, 1]);
  });

  it('takes a path that ends today, or has ended, as one day long', () => {
    expect(figures(finishing('2026-10-14', '2026-10-14'))).toEqual(['pass', 1, 1]);
    expect(figures(finishing('2026-10-14', '2026-10-15'))).toEqual(['pass', 2, 1]);
    expect(figures(finishing('2026-10-12', '2026-10-12'))).toEqual(['pass', 1, 1]);
  });

  it('cannot be assessed without a target or a schedule, and does not apply where nothing open is scheduled', () => {
    const finding = finishing('2026-10-28', null);
    expect(figures(finding)).toEqual(['notAssessable', null, null]);
    expect(findingSentence(finding)).toBe('Cannot be assessed: nothing open in the project has a planned finish');
    expect(figures(findingFor(RULE, someFacts()))).toEqual(['notAssessable', null, null]);
    expect(figures(finishing(null, null))).toEqual(['notApplicable', 0, 0]);
  });
});
