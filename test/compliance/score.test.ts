import { scoreOf, statusOf, type Scored } from '../../src/compliance/score';

describe('statusOf', () => {
  it.each([
    // numerator, denominator, target, status, attainment
    [19, 20, 0.95, 'pass', 1],
    [57, 60, 0.95, 'pass', 1],
    [20, 20, 0.95, 'pass', 1],
    [18, 20, 0.95, 'partial', 18 / 19],
    [4, 5, 0.8, 'pass', 1],
    [9, 20, 0.9, 'partial', 0.5],
    [19, 40, 0.95, 'partial', 0.5],
    [17, 40, 0.95, 'fail', 17 / 38],
    [1, 2, 1, 'partial', 0.5],
    [0, 1, 1, 'fail', 0],
    [0, 0, 0.95, 'notApplicable', null],
  ] as const)('%d of %d at %d is %s', (numerator, denominator, target, status, attainment) => {
    const result = statusOf(numerator, denominator, target);
    expect(result.status).toBe(status);
    if (attainment === null) expect(result.attainment).toBeNull();
    else expect(result.attainment).toBeCloseTo(attainment, 12);
  });

  it('lets every whole share that equals the target pass, whatever floating point makes of it', () => {
    for (let percent = 1; percent <= 100; percent++) {
      for (const all of [100, 700, 1900, 12300]) {
        expect([percent, all, statusOf((all * percent) / 100, all, percent / 100).status]).toEqual([
          percent,
          all,
          'pass',
        ]);
        expect(statusOf((all * percent) / 100 - 1, all, percent / 100).status).not.toBe('pass');
      }
    }
  });
});

function scored(weight: number, status: Scored['status'], attainment: number | null = null): Scored {
  return { weight, status, attainment };
}

describe('scoreOf', () => {
  it('is the weighted mean over what was assessed', () => {
    const result = scoreOf([scored(10, 'pass', 1), scored(5, 'partial', 0.6), scored(5, 'fail', 0.2)], false);
    expect(result.score).toBeCloseTo(70, 12);
    expect(result).toMatchObject({ coverage: 1, applicableShare: 1, withheld: null });
  });

  it('is withheld below 70 % coverage, and shown at 70 %', () => {
    const at = scoreOf([scored(7, 'pass', 1), scored(3, 'notAssessable')], false);
    expect(at).toMatchObject({ score: 100, coverage: 0.7 });
    const below = scoreOf([scored(6.9, 'pass', 1), scored(3.1, 'notAssessable')], false);
    expect(below.score).toBeNull();
    expect(below.withheld).toEqual({ because: 'lowCoverage', coverage: 6.9 / 10 });
  });

  it('is withheld when less than half of the weight applies, and shown at half', () => {
    expect(scoreOf([scored(5, 'pass', 1), scored(5, 'notApplicable')], false).score).toBe(100);
    const below = scoreOf([scored(4, 'pass', 1), scored(6, 'notApplicable')], true);
    expect(below.score).toBeNull();
    expect(below.withheld).toEqual({ because: 'littleApplies', applicableShare: 0.4, dormant: true });
  });

  it('leaves exempt rules out of coverage', () => {
    expect(scoreOf([scored(5, 'pass', 1), scored(4, 'exempt')], false)).toMatchObject({ coverage: 1, score: 100 });
  });

  it.each([
    ['no rules at all', []],
    ['nothing that applies', [scored(5, 'notApplicable')]],
  ])('has no score and no coverage for %s', (_, findings) => {
    expect(scoreOf(findings, false)).toMatchObject({
      score: null,
      coverage: null,
      applicableShare: 0,
      withheld: { because: 'littleApplies', applicableShare: 0, dormant: false },
    });
  });

  it('names the missing population first when coverage fails too', () => {
    const { withheld } = scoreOf([scored(1, 'notAssessable'), scored(9, 'notApplicable')], true);
    expect(withheld).toEqual({ because: 'littleApplies', applicableShare: 0.1, dormant: true });
  });
});
