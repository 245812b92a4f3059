import { defaultPlaybook } from '../../src/compliance';
import { analyse, dependencySlice, whatIf } from '../../src/dependencies';
import {
  LATENESS,
  MONDAY_TO_FRIDAY,
  NO_DAY,
  NO_DAYS,
  OUTLOOK_FLAG,
  STATE,
  type AssumedChange,
  type DependencyReport,
  type DependencySlice,
  type IssueFacts,
  type IssueLink,
  type Outlook,
  type ProjectFacts,
  type WorkingCalendar,
} from '../../src/model';
import { anIssue, blocks, day, isWaitedForBy, someFacts, TODAY, waitsFor } from '../support/facts';

const FIRST_DAY = day('0001-01-01');
/** A Friday. */
const LAST_DAY = day('9999-12-31');

interface Look {
  readonly report: DependencyReport;
  readonly slices: readonly DependencySlice[];
  readonly outlooks: ReadonlyMap<number, Outlook>;
  /** Of an issue of the first project, by its number. */
  readonly of: (number: number) => {
    readonly earliestStart: number | null;
    readonly forecastFinish: number | null;
    readonly duration: number;
    readonly latestFinish: number | null;
    readonly totalFloat: number | null;
    readonly inCycle: boolean;
  };
  /** Of the first project, in the order of its slice. */
  readonly lateness: readonly string[];
  readonly slack: readonly (number | null)[];
}

function look(projects: readonly ProjectFacts[], calendar: WorkingCalendar = MONDAY_TO_FRIDAY): Look {
  const slices = projects.map((each) => dependencySlice(each, defaultPlaybook));
  const { report, outlooks } = analyse(slices, { asOf: TODAY, calendar });
  const outlook = outlooks.get(projects[0].project.id);
  if (!outlook) throw new Error('each project has an outlook');
  const { ends, dependencies } = outlook;
  const dayOf = (value: number): number | null => (value === NO_DAY ? null : value);
  const daysOf = (value: number): number | null => (value === NO_DAYS ? null : value);
  return {
    report,
    slices,
    outlooks,
    of: (number) => {
      const end = slices[0].ends.number.indexOf(number);
      if (end < 0) throw new Error(`issue ${number} is no end`);
      return {
        earliestStart: dayOf(ends.earliestStart[end]),
        forecastFinish: dayOf(ends.forecastFinish[end]),
        duration: ends.duration[end],
        latestFinish: dayOf(ends.latestFinish[end]),
        totalFloat: daysOf(ends.totalFloat[end]),
        inCycle: (ends.flags[end] & OUTLOOK_FLAG.inCycle) !== 0,
      };
    },
    lateness: Array.from(dependencies.lateness, (each) => LATENESS[each]),
    slack: Array.from(dependencies.slack, daysOf),
  };
}

function pay(
  issues: readonly IssueFacts[],
  links: readonly IssueLink[],
  more: Partial<ProjectFacts> = {},
): ProjectFacts {
  const { issues: _, links: __, ...rest } = more;
  return someFacts({ ...rest, issues, links, surroundings: null });
}

/** The n-th day from Monday to Friday, today (a Wednesday) being the first; walked. */
function workingDay(n: number): number {
  let [at, left] = [TODAY, n - 1];
  for (; left > 0; left--) at += (at + 3) % 7 === 4 ? 3 : 1;
  return at;
}

function issues(count: number, more: Partial<IssueFacts> = {}): readonly IssueFacts[] {
  return Array.from({ length: count }, (_, place) => anIssue({ ...more, number: place + 1 }));
}

function chain(count: number): readonly IssueLink[] {
  return Array.from({ length: count - 1 }, (_, place) => blocks(place + 1, place + 2)).flat();
}

describe('links that say nonsense', () => {
  it('drops and counts a link from an issue to itself; it is no dependency and nobody waits', () => {
    const { report, slices } = look([pay(issues(2), [...blocks(1, 1), ...blocks(2, 2)])]);
    expect(report).toMatchObject({ dependencies: 0, open: 0, selfLinks: 2, cycles: [] });
    expect(slices[0].ends.count).toBe(0);
  });

  it('counts a dependency once, by whichever types, sides and projects it is told', () => {
    const far = { farId: 90_001, farKey: 'WEB-1' };
    const web = someFacts({
      project: { id: 2, key: 'WEB', name: 'Web', lead: 'active' },
      issues: [anIssue({ number: 1, id: 90_001 })],
      links: [
        { issueId: 90_001, type: 0, outward: false, farId: 10_001, farKey: 'PAY-1', farState: 'open' },
        { issueId: 90_001, type: 1, outward: true, farId: 10_001, farKey: 'PAY-1', farState: 'open' },
      ],
    });
    const twice = [
      ...blocks(1, 2),
      ...blocks(1, 2),
      isWaitedForBy(1, far),
      { ...isWaitedForBy(1, far), type: 1, outward: false },
    ];
    const { report } = look([pay(issues(2), twice), web]);
    expect(report).toMatchObject({ dependencies: 2, open: 2, crossProject: 1 });
    expect(report.coupling).toEqual([expect.objectContaining({ dependentProject: 'WEB', total: 1, open: 1 })]);
  });

  it('calls two issues that wait for each other a cycle, lets neither push the other, and names the way out', () => {
    const own = [
      anIssue({ number: 1, due: TODAY + 1 }),
      anIssue({ number: 2, effortMinutes: 3 * 480 }),
      anIssue({ number: 3 }),
    ];
    const { report, of } = look([pay(own, [...blocks(1, 2), ...blocks(2, 1), ...blocks(2, 3)])]);
    expect(report.cycles).toMatchObject([{ live: true, cutIsLeast: true, issues: [{ id: 10_001 }, { id: 10_002 }] }]);
    expect(report.cycles[0].suggestedCut).toHaveLength(1);
    // 1: five assumed days; 2: its estimate, not after 1; 3: after 2, for the cycle does push who is outside.
    expect(of(1)).toMatchObject({ earliestStart: TODAY, forecastFinish: workingDay(5), inCycle: true });
    expect(of(2)).toMatchObject({ earliestStart: TODAY, forecastFinish: workingDay(3), inCycle: true });
    expect(of(3)).toMatchObject({ earliestStart: workingDay(4), forecastFinish: workingDay(8), inCycle: false });
  });

  it('names link types that nobody knows, and makes no dependency of them', () => {
    const unclear = {
      issueId: 10_001,
      type: 0,
      outward: true,
      farId: 10_002,
      farKey: 'PAY-2',
      farState: 'open',
    } as const;
    const linkTypes = [{ name: 'Entangles', outward: 'entangles', inward: 'is entangled by' }];
    const { report } = look([pay(issues(2), [unclear], { linkTypes })]);
    expect(report).toMatchObject({ dependencies: 0, unclearLinkTypes: [{ name: 'Entangles', links: 1 }] });
  });

  it('keeps links to issues that nobody holds, counts them, and makes up nothing about them', () => {
    const gone = { farId: 70_001, farKey: '', farState: 'unknown' } as const;
    const own = [anIssue({ number: 1, due: TODAY + 5 }), anIssue({ number: 2, start: TODAY + 1 })];
    const { report, lateness, slack, of } = look([
      pay(own, [waitsFor(1, gone), isWaitedForBy(2, { ...gone, farId: 70_002, farKey: 'GONE-2' })]),
    ]);
    expect(report).toMatchObject({ dependencies: 2, open: 2, withUnknownEnd: 2, coupling: [] });
    expect(report.lateness).toEqual({ lateNow: 0, willBeLate: 0, atRisk: 0, fine: 0, unknown: 2 });
    expect([lateness, slack]).toEqual([
      ['unknown', 'unknown'],
      [null, null],
    ]);
    expect(of(1).earliestStart).toBe(TODAY);
  });

  it('does not fall over an issue that two projects claim to hold', () => {
    const [first, second] = [1, 2].map((id) =>
      someFacts({
        project: { id, key: `P${id}`, name: '', lead: 'active' },
        issues: [anIssue({ number: 1, due: TODAY + id }), anIssue({ number: 2 + id })],
        links: blocks(1, 2 + id),
      }),
    );
    const { report } = look([first, second]);
    expect(report.dependencies).toBe(2);
    expect(report.cycles).toEqual([]);
  });

  it.each([
    { states: ['done', 'todo'], open: 0, items: [0, 0] },
    { states: ['todo', 'done'], open: 2, items: [2, 1] },
  ] as const)('goes by the first of two projects that hold an issue: $states', ({ states, open, items }) => {
    const projects = states.map((state, place) =>
      someFacts({
        project: { id: place + 1, key: `P${place + 1}`, name: '', lead: 'active' },
        issues: [anIssue({ number: 1, due: TODAY, state }), anIssue({ number: 3 + place })],
        links: blocks(1, 3 + place),
      }),
    );
    const { report, outlooks } = look(projects);
    expect(report).toMatchObject({ dependencies: 2, open, crossProject: 1 });
    expect(report.forecasts.map((each) => each.items)).toEqual(items);
    expect([...outlooks.values()].map(({ ends }) => [ends.project[0], ends.state[0]])).toEqual([
      [1, STATE[states[0]]],
      [1, STATE[states[0]]],
    ]);
  });

  it('has an answer for no projects, and for projects without anything', () => {
    expect(analyse([], { asOf: TODAY, calendar: MONDAY_TO_FRIDAY }).report).toMatchObject({
      dependencies: 0,
      forecasts: [],
    });
    expect(look([pay([], [])]).report.forecasts).toEqual([
      {
        ...{ project: 'PAY', target: null, forecast: null, pathLength: null, leastFloat: null },
        ...{ items: 0, estimated: 0, undated: 0 },
      },
    ]);
  });
});

describe('links without measure', () => {
  const COUNT = 10_000;

  it('finds a cycle of 10,000, pushes nobody inside, and marks its cut as one that may not be the least', () => {
    const { report, of } = look([pay(issues(COUNT), [...chain(COUNT), ...blocks(COUNT, 1)])]);
    expect(report.cycles).toHaveLength(1);
    expect(report.cycles[0].issues).toHaveLength(COUNT);
    expect(report.cycles[0]).toMatchObject({ live: true, cutIsLeast: false });
    expect(report.cycles[0].suggestedCut).toHaveLength(1);
    for (const number of [1, 5_000, COUNT]) {
      expect(of(number)).toMatchObject({ inCycle: true, earliestStart: TODAY, forecastFinish: workingDay(5) });
    }
  });

  it('adds up a chain of 10,000 to the day, and its floats back', () => {
    const last = anIssue({ number: COUNT, due: workingDay(5 * COUNT + 7) });
    const { of, report } = look([pay([...issues(COUNT - 1), last], chain(COUNT))]);
    for (const number of [1, 2, 5_000, COUNT - 1]) {
      expect(of(number)).toMatchObject({
        earliestStart: workingDay(5 * number - 4),
        forecastFinish: workingDay(5 * number),
        totalFloat: 7,
      });
    }
    // Its finish is its due date, which nothing pushes.
    expect(of(COUNT)).toMatchObject({ forecastFinish: workingDay(5 * COUNT + 7), totalFloat: 0 });
    expect(report.forecasts[0]).toMatchObject({ items: COUNT, estimated: COUNT, undated: COUNT - 1 });
  });

  it('keeps every one of 2,000 links of an issue', () => {
    const own = issues(2_001).map((issue) =>
      issue.number === 2_001 ? issue : { ...issue, effortMinutes: issue.number },
    );
    const links = Array.from({ length: 2_000 }, (_, place) => blocks(place + 1, 2_001)).flat();
    const { report, of, lateness } = look([pay(own, links)]);
    expect([report.dependencies, lateness.length]).toEqual([2_000, 2_000]);
    // The longest of them takes 2,000 minutes: five days of eight hours.
    expect(of(2_001)).toMatchObject({ earliestStart: workingDay(6), forecastFinish: workingDay(10) });
  });

  it('never turns estimates beyond all measure into a day in the past', () => {
    const { of } = look([pay(issues(1_000, { effortMinutes: 2_147_483_647 }), chain(1_000))]);
    let before = TODAY;
    for (let number = 1; number <= 1_000; number++) {
      const { earliestStart, forecastFinish } = of(number);
      expect(earliestStart ?? before).toBeGreaterThanOrEqual(before);
      expect(forecastFinish ?? before).toBeGreaterThanOrEqual(earliestStart ?? before);
      expect(forecastFinish ?? before).toBeLessThanOrEqual(LAST_DAY);
      before = forecastFinish ?? before;
    }
  });
});

describe('dates that say nonsense', () => {
  it('reckons from the year 0001 to 9999', () => {
    const own = [
      anIssue({ number: 1, start: FIRST_DAY, due: LAST_DAY }),
      anIssue({ number: 2, start: LAST_DAY }),
      anIssue({ number: 3, due: FIRST_DAY }),
      anIssue({ number: 4, start: LAST_DAY, due: LAST_DAY }),
    ];
    const { of, lateness, slack } = look([pay(own, [...blocks(3, 1), ...blocks(3, 2), ...blocks(3, 4)])]);
    // Whole weeks and five days more, from a Monday to a Friday.
    const all = 5 * Math.floor((LAST_DAY - FIRST_DAY + 1) / 7) + 5;
    expect(of(1).duration).toBe(all);
    // Its work would end in a year that no calendar has: it ends with the calendar.
    expect(of(1)).toMatchObject({ earliestStart: workingDay(6), forecastFinish: LAST_DAY });
    expect(of(3)).toMatchObject({ earliestStart: TODAY, forecastFinish: workingDay(5) });
    expect(of(4)).toMatchObject({ earliestStart: LAST_DAY, forecastFinish: LAST_DAY, totalFloat: 0 });
    // 3 was due long ago, whoever waits for it.
    expect(lateness).toEqual(['lateNow', 'lateNow', 'lateNow']);
    const wd = (from: number, to: number): number =>
      (5 * (to - ((to + 3) % 7) - (from - ((from + 3) % 7)))) / 7 + ((to + 3) % 7) - ((from + 3) % 7);
    expect(slack.slice(1)).toEqual([wd(workingDay(5), LAST_DAY) - 1, wd(workingDay(5), LAST_DAY) - 1]);
  });

  it('takes an issue that is due before it starts for a day’s work from its start on, and late by what is between', () => {
    const { of } = look([
      pay([anIssue({ number: 1, start: workingDay(11), due: workingDay(3) }), anIssue({ number: 2 })], blocks(1, 2)),
    ]);
    expect(of(1)).toMatchObject({
      duration: 1,
      earliestStart: workingDay(11),
      forecastFinish: workingDay(11),
      totalFloat: -13,
    });
    expect(of(2).earliestStart).toBe(workingDay(12));
  });

  it('says of issues without any date that they have none, and how many, and claims no float and no lateness', () => {
    const { report, of, lateness, slack, outlooks } = look([pay(issues(3), chain(3))]);
    expect(report.forecasts[0]).toMatchObject({ target: null, leastFloat: null, items: 3, estimated: 3, undated: 3 });
    expect(outlooks.get(1)).toMatchObject({ target: null, forecast: workingDay(15) });
    expect(of(2)).toMatchObject({ earliestStart: workingDay(6), latestFinish: null, totalFloat: null });
    expect([lateness, slack]).toEqual([
      ['unknown', 'unknown'],
      [null, null],
    ]);
    expect(report.lateness.unknown).toBe(2);
  });

  it('steps over holidays of years on end, and weeks of one day', () => {
    const holidays = Array.from({ length: 3_000 }, (_, place) => TODAY - 1_000 + place);
    const first = TODAY + 2_000;
    const everyDay = { weekdays: [true, true, true, true, true, true, true], holidays } as const;
    const facts = pay([anIssue({ number: 1, due: TODAY + 100 }), anIssue({ number: 2 })], blocks(1, 2));
    const { of } = look([facts], everyDay);
    expect(of(1)).toMatchObject({ earliestStart: first, forecastFinish: first + 4 });
    expect(of(2)).toMatchObject({ earliestStart: first + 5, forecastFinish: first + 9 });
    const wednesdays = { weekdays: [false, false, true, false, false, false, false], holidays: [TODAY] } as const;
    expect(look([facts], wednesdays).of(1)).toMatchObject({ earliestStart: TODAY + 7, forecastFinish: TODAY + 98 });
  });
});

describe('assumptions that say nonsense', () => {
  const { slices, outlooks } = look([pay(issues(3), chain(3))]);
  const loaded = slices.flatMap((slice) => {
    const outlook = outlooks.get(slice.projectId);
    return outlook ? [{ slice, outlook }] : [];
  });
  const dependency = { provider: 10_001, dependent: 10_002, kind: 'finishToStart' } as const;
  const nothing = { moved: [], projects: [], becomeLate: 0, stopBeingLate: 0, newlyInCycle: [], beyond: [] };

  it.each<[string, AssumedChange]>([
    ['an issue that nobody holds', { what: 'shift', issue: 4_711, days: 5 }],
    ['one that is dropped, but not there', { what: 'drop', issue: 4_711 }],
    ['a dependency that there is', { what: 'addDependency', dependency }],
    ['one that there is not', { what: 'dropDependency', dependency: { ...dependency, kind: 'startToStart' } }],
    [
      'an issue that is to wait for itself',
      { what: 'addDependency', dependency: { ...dependency, dependent: 10_001 } },
    ],
    [
      'one that is to wait for nobody we know',
      { what: 'addDependency', dependency: { ...dependency, provider: 4_711 } },
    ],
    ['a shift by nothing', { what: 'shift', issue: 10_001, days: 0 }],
  ])('%s moves nothing', (_, change) => {
    expect(whatIf(loaded, [change], MONDAY_TO_FRIDAY)).toEqual(nothing);
  });

  it('a dependency that closes a circle says who is caught in it', () => {
    const change: AssumedChange = {
      what: 'addDependency',
      dependency: { provider: 10_003, dependent: 10_001, kind: 'finishToStart' },
    };
    expect(whatIf(loaded, [change], MONDAY_TO_FRIDAY).newlyInCycle).toEqual([10_001, 10_002, 10_003]);
  });

  it('ten years either way stay on the calendar', () => {
    const [moved] = [3_660, -3_660].map(
      (days) => whatIf(loaded, [{ what: 'shift', issue: 10_001, days }], MONDAY_TO_FRIDAY).moved,
    );
    expect(moved.map(({ id, to }) => [id, to])).toEqual([
      [10_001, workingDay(3_665)],
      [10_002, workingDay(3_670)],
      [10_003, workingDay(3_675)],
    ]);
  });
});
