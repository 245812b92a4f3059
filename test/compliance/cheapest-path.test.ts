import fc from 'fast-check';
import { fewestToMend } from '../../src/compliance/advice';
import { pathToNextLevel, pathToScore, type CheapestPath } from '../../src/compliance/cheapest-path';
import { levelOf } from '../../src/compliance/level';
import { scoreOf, statusOf, TOLERANCE } from '../../src/compliance/score';
import { LEVELS, type Finding, type Level, type Snapshot } from '../../src/model';
import { aFinding } from './support';

type Standing = Pick<Snapshot, 'findings' | 'score' | 'nextLevel' | 'level'>;

/** A rule's figures; offenders by issue number, with what each accounts for. */
interface Figures {
  readonly rule: string;
  readonly good: number;
  readonly bad: Readonly<Record<string, number>>;
  /** It names no issue: yes or no. */
  readonly ofProject?: boolean;
  readonly target: number;
  readonly weight?: number;
  readonly level?: Level;
  readonly critical?: boolean;
  /** Issues among the bad ones that nobody can mend: each was finished late, once and for all. */
  readonly past?: readonly string[];
}

/** What an evaluation would say, with its own functions. */
function standingOf(all: readonly Figures[]): Standing {
  const unscored = all.map(
    ({ rule, good, bad, ofProject = false, target, weight = 5, level = 'foundation', critical = false, past = [] }) => {
      const sizes = Object.values(bad).sort((a, b) => b - a);
      const denominator = good + sizes.reduce((sum, size) => sum + size, 0);
      return aFinding({
        ...{ rule, weight, level, critical, target, numerator: good, denominator },
        ...statusOf(good, denominator, target),
        toMend: canPass(bad, past, good, denominator, target)
          ? fewestToMend({ numerator: good, denominator, badPerOffender: sizes }, target)
          : 0,
        offenders: ofProject
          ? []
          : Object.entries(bad).map(([number, size]) => ({
              ...{
                id: 10_000 + Number(number),
                key: `PAY-${number}`,
                reason: past.includes(number) ? 'finishedLate' : 'notFinished',
              },
              ...(size > 1 && { bad: size }),
            })),
      });
    },
  );
  const { score, assessedWeight } = scoreOf(unscored, false);
  const findings = unscored.map((finding): Finding => {
    const share = (100 * finding.weight) / assessedWeight;
    const attainment = finding.attainment ?? 0;
    return { ...finding, contribution: share * attainment, loss: share * (1 - attainment) };
  });
  return { findings, score, ...levelOf(findings) };
}

/** As evaluated: all that can be mended is enough. Where some cannot be, each accounts for one. */
function canPass(
  bad: Figures['bad'],
  past: readonly string[],
  good: number,
  denominator: number,
  target: number,
): boolean {
  const gained = Object.entries(bad).reduce((sum, [issue, size]) => sum + (past.includes(issue) ? 0 : size), 0);
  return statusOf(good + gained, denominator, target).status === 'pass';
}

/** One issue (or the project, "") mended for one rule. */
type SingleFix = readonly [rule: string, issue: string];

function mended(all: readonly Figures[], fixes: readonly SingleFix[]): Standing {
  return standingOf(
    all.map((figures) => {
      const own = fixes.filter(([rule]) => rule === figures.rule).map(([, issue]) => issue);
      const gained = own.reduce((sum, issue) => sum + figures.bad[issue], 0);
      const bad = Object.fromEntries(Object.entries(figures.bad).filter(([issue]) => !own.includes(issue)));
      return { ...figures, good: figures.good + gained, bad };
    }),
  );
}

function visitsOf(fixes: readonly SingleFix[]): number {
  return new Set(fixes.map(([rule, issue]) => issue || rule)).size;
}

function fixesOf(path: CheapestPath): readonly SingleFix[] {
  return path.groups.flatMap(({ rules, issues }) =>
    rules.flatMap((rule) =>
      (issues.length === 0 ? [''] : issues.map(({ key }) => key.slice(4))).map((issue) => [rule, issue] as const),
    ),
  );
}

/** By trying all: the fewest fixes that reach the goal and, of these, the fewest visits. */
function bruteForce(
  all: readonly Figures[],
  isReached: (standing: Standing) => boolean,
): { fixes: number; visits: number } {
  const single = all.flatMap(({ rule, bad, past = [] }) =>
    Object.keys(bad).flatMap((issue) => (past.includes(issue) ? [] : [[rule, issue] as const])),
  );
  let fewest = { fixes: Infinity, visits: Infinity };
  for (let choice = 0; choice < 2 ** single.length; choice++) {
    const fixes = single.filter((_, i) => (choice & (1 << i)) !== 0);
    const visits = visitsOf(fixes);
    const isBetter = fixes.length < fewest.fixes || (fixes.length === fewest.fixes && visits < fewest.visits);
    if (isBetter && isReached(mended(all, fixes))) fewest = { fixes: fixes.length, visits };
  }
  return fewest;
}

const aRule = fc.record({
  good: fc.nat(4),
  target: fc.constantFrom(0.5, 0.8, 0.95, 1),
  weight: fc.constantFrom(2.5, 5, 10),
  level: fc.constantFrom<Level>('foundation', 'foundation', 'managed'),
  critical: fc.constantFrom(false, false, false, true),
});
const ofIssues = fc
  .record({
    figures: aRule,
    offenders: fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.integer({ min: 1, max: 3 }), {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
    alike: fc.boolean(),
  })
  .map(({ figures, offenders, alike }) => ({
    ...figures,
    bad: alike ? Object.fromEntries(Object.keys(offenders).map((issue) => [issue, 1])) : offenders,
  }));
const ofProject = aRule.map((figures) => ({ ...figures, good: 0, bad: { '': 1 }, ofProject: true }));

/** At most nine single fixes, so that all choices can be tried. */
const projects: fc.Arbitrary<readonly Figures[]> = fc
  .array(fc.oneof({ weight: 5, arbitrary: ofIssues }, { weight: 1, arbitrary: ofProject }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((rules) => rules.map((figures, i) => ({ ...figures, rule: `rule-${i}` })));

/** The same, where some of the offenders of one rule cannot be mended. */
const projectsWithPast: fc.Arbitrary<readonly Figures[]> = fc
  .tuple(projects, aRule, fc.subarray(['1', '2', '3', '4'], { minLength: 1 }), fc.subarray(['1', '2', '3', '4']))
  .map(([others, figures, issues, past]) => [
    ...others.slice(0, 2),
    { ...figures, rule: 'missed-tasks', bad: Object.fromEntries(issues.map((issue) => [issue, 1])), past },
  ]);

const SOME_RUNS = { numRuns: 150 };

describe('the cheapest path, tried against every other', () => {
  it('to the next level takes the fewest fixes and, of these, the fewest visits', () => {
    fc.assert(
      fc.property(projects, (all) => {
        const before = standingOf(all);
        const path = pathToNextLevel(before);
        if (path === null || before.nextLevel === null) return;
        const wanted = LEVELS.indexOf(before.nextLevel.level);
        const isReached = ({ level }: Standing): boolean => level !== null && LEVELS.indexOf(level) >= wanted;
        const { fixes, visits, fewestVisits } = path;
        expect({ fixes, visits }).toEqual(bruteForce(all, isReached));
        expect(fewestVisits).toBe(true);
        const after = mended(all, fixesOf(path));
        expect([isReached(after), fixesOf(path).length, visitsOf(fixesOf(path))]).toEqual([true, fixes, visits]);
        expect(path.scoreAfter).toBeCloseTo(after.score ?? NaN, 9);
      }),
      SOME_RUNS,
    );
  });

  it('leaves out what nobody can mend: to a level it names the rule, to a score it takes the fewest of the others', () => {
    fc.assert(
      fc.property(projectsWithPast, fc.integer({ min: 0, max: 100 }), (all, target) => {
        const before = standingOf(all);
        const past = all.flatMap(({ rule, past: ofRule = [] }) => ofRule.map((issue) => `${rule} ${issue}`));
        const isReached = ({ score }: Standing): boolean => score !== null && score >= target - TOLERANCE;
        const path = pathToScore(before, target);
        expect(path?.fixes ?? Infinity).toBe(bruteForce(all, isReached).fixes);
        if (path !== null) {
          expect(fixesOf(path).filter((fix) => past.includes(fix.join(' ')))).toEqual([]);
          expect(path.scoreAfter).toBeCloseTo(mended(all, fixesOf(path)).score ?? NaN, 9);
        }
        const toLevel = pathToNextLevel(before);
        if (toLevel === null || before.nextLevel === null) return;
        const wanted = LEVELS.indexOf(before.nextLevel.level);
        const isThere = ({ level }: Standing): boolean => level !== null && LEVELS.indexOf(level) >= wanted;
        const cheapest = bruteForce(all, isThere).fixes;
        expect(toLevel.unmendable).toEqual(cheapest === Infinity ? ['missed-tasks'] : []);
        expect(fixesOf(toLevel).filter((fix) => past.includes(fix.join(' ')))).toEqual([]);
        if (cheapest !== Infinity) expect(toLevel.fixes).toBe(cheapest);
      }),
      SOME_RUNS,
    );
  });

  it('to a score takes the fewest fixes', () => {
    fc.assert(
      fc.property(projects, fc.integer({ min: 0, max: 100 }), (all, target) => {
        const before = standingOf(all);
        const path = pathToScore(before, target);
        if (path === null) throw new Error('every score up to 100 can be reached');
        const isReached = ({ score }: Standing): boolean => score !== null && score >= target - TOLERANCE;
        expect(path.fixes).toBe(bruteForce(all, isReached).fixes);
        const after = mended(all, fixesOf(path));
        expect([isReached(after), fixesOf(path).length, visitsOf(fixesOf(path))]).toEqual([
          true,
          path.fixes,
          path.visits,
        ]);
        expect(path.scoreAfter).toBeCloseTo(after.score ?? NaN, 9);
      }),
      SOME_RUNS,
    );
  });
});

describe('the cheapest path', () => {
  it('opens the issues that several rules share, and says which rules each is mended for', () => {
    const path = pathToNextLevel(
      standingOf([
        { rule: 'owner', good: 17, bad: { 1: 1, 2: 1, 7: 1 }, target: 0.95 },
        { rule: 'date', good: 8, bad: { 3: 1, 7: 1, 12: 1 }, target: 0.9 },
        { rule: 'lead', good: 0, bad: { '': 1 }, ofProject: true, target: 1 },
      ]),
    );
    expect(path).toMatchObject({ fixes: 5, visits: 4, fewestVisits: true, unmendable: [] });
    expect(path?.groups).toEqual([
      { rules: ['owner', 'date'], issues: [{ id: 10_007, key: 'PAY-7' }] },
      { rules: ['owner'], issues: [{ id: 10_001, key: 'PAY-1' }] },
      { rules: ['date'], issues: [{ id: 10_003, key: 'PAY-3' }] },
      { rules: ['lead'], issues: [] },
    ]);
  });

  it('to a score leaves a rule whose last fix gains less than another rule’s first', () => {
    // Each issue of "dates" gains 12.5 points, both of "owner" 25 each.
    const standing = standingOf([
      { rule: 'dates', good: 0, bad: { 1: 1, 2: 1, 3: 1, 4: 1 }, target: 1 },
      { rule: 'owner', good: 0, bad: { 5: 1, 6: 1 }, target: 1 },
    ]);
    expect(pathToScore(standing, 60)).toMatchObject({
      fixes: 3,
      scoreAfter: 62.5,
      groups: [{ rules: ['owner'] }, { rules: ['dates'] }],
    });
  });

  it('names the rules that no fix can help', () => {
    const { findings, ...standing } = standingOf([{ rule: 'owner', good: 0, bad: { 1: 1 }, target: 1 }]);
    const unread = aFinding({
      rule: 'unread',
      status: 'notAssessable',
      numerator: null,
      denominator: null,
      attainment: null,
    });
    const all = [...findings, unread];
    expect(pathToNextLevel({ ...standing, ...levelOf(all), findings: all })).toMatchObject({
      fixes: 1,
      unmendable: ['unread'],
    });
  });

  it('is no path where there is nowhere to go', () => {
    const best = standingOf([{ rule: 'owner', good: 1, bad: {}, target: 1 }]);
    expect(pathToNextLevel(best)).toBeNull();
    expect(pathToScore(best, 100)).toMatchObject({ fixes: 0, visits: 0, groups: [], scoreAfter: 100 });
    expect(pathToScore(best, 101)).toBeNull();
    expect(pathToScore({ ...best, score: null }, 50)).toBeNull();
  });
});
