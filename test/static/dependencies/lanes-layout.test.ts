import fc from 'fast-check';
import { LANE, layOutLanes, spanOf, type Bar } from '../../../static/dependencies/lanes-layout';
import { widthOf } from '../../../static/dependencies/text-width';
import { dayNumber, isoDay, timeAxis } from '../../../static/dependencies/time-axis';
import { aRestrictedIssue, anIssueMap, anIssueOnMap } from '../support/issue-map';

const today = dayNumber('2026-11-20');
const axis = timeAxis([dayNumber('2027-01-31')], today, 900);
const undated = { earliestStart: null, forecastFinish: null, plannedStart: null, plannedFinish: null };

test.each([
  ['waiting work begins when it can', { earliestStart: '2026-12-05' }, '2026-12-05', '2026-12-10'],
  [
    'work in progress began when planned',
    { state: 'inProgress', earliestStart: '2026-12-05' },
    '2026-12-01',
    '2026-12-10',
  ],
  ['a milestone is its finish', { milestone: true }, '2026-12-10', '2026-12-10'],
  ['done work is where it was planned', { earliestStart: null, forecastFinish: null }, '2026-12-01', '2026-12-10'],
  ['a start after the finish is no bar backwards', { earliestStart: '2026-12-24' }, '2026-12-10', '2026-12-10'],
] as const)('%s', (_, overrides, from, to) => {
  expect(spanOf(anIssueOnMap(1, overrides))).toEqual({ from: dayNumber(from), to: dayNumber(to) });
});

test('without any date there is no span, and the issue stands left of the axis', () => {
  expect(spanOf(anIssueOnMap(1, undated))).toBeNull();
  const layout = layOutLanes(
    anIssueMap({ issues: [anIssueOnMap(1, undated), anIssueOnMap(2)], dependencies: [] }),
    axis,
  );
  const [without, dated] = [0, 1].map((issue) => layout.bars.find((bar) => bar.issue === issue));
  expect(without?.undated).toBe(true);
  expect((without?.x ?? 0) + (without?.width ?? 0)).toBeLessThan(layout.undatedWidth);
  expect(dated?.x).toBeGreaterThan(layout.undatedWidth);
});

test('a bar beyond the axis stays on it and says that it goes on', () => {
  const issues = [
    anIssueOnMap(1, { forecastFinish: '9999-12-31' }),
    anIssueOnMap(2, { earliestStart: '9998-01-01', forecastFinish: '9999-12-31' }),
  ];
  const { bars, width } = layOutLanes(anIssueMap({ issues, dependencies: [] }), axis);
  expect(bars.map(({ goesOn }) => goesOn)).toEqual([true, true]);
  for (const bar of bars) expect(bar.x + bar.width).toBeLessThanOrEqual(width);
});

test('those that the viewer may not browse are in one lane, the last', () => {
  const issues = [aRestrictedIssue(), anIssueOnMap(1, { project: 1 }), aRestrictedIssue(), anIssueOnMap(2)];
  const { lanes } = layOutLanes(anIssueMap({ issues, dependencies: [] }), axis);
  expect(lanes.map(({ project }) => project)).toEqual([0, 1, null]);
});

const startOf = ({ x, plannedX }: Bar): number => Math.min(x, plannedX ?? x);
const endOf = ({ x, width, label, labelX }: Bar): number => Math.max(x + width, labelX + widthOf(label));

test('no two bars lie on each other, nor on the words of another, each is in its lane, and every issue has one', () => {
  const issue = fc.record({
    project: fc.constantFrom(0, 1, null),
    start: fc.integer({ min: -40, max: 90 }),
    days: fc.integer({ min: 0, max: 60 }),
    milestone: fc.boolean(),
    slip: fc.integer({ min: -5, max: 60 }),
    isDated: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(issue, { maxLength: 60 }), (list) => {
      const issues = list.map(({ project, start, days, milestone, slip, isDated }, place) =>
        anIssueOnMap(place, {
          ...{ project, milestone, slip, anonymous: project === null },
          ...(isDated
            ? {
                earliestStart: isoDay(today + start),
                forecastFinish: isoDay(today + start + days),
                plannedFinish: isoDay(today + start + days - slip),
              }
            : undated),
        }),
      );
      const { bars, lanes, height } = layOutLanes(anIssueMap({ issues, dependencies: [] }), axis);
      expect(bars.map((bar) => bar.issue).sort((a, b) => a - b)).toEqual(issues.map((_, place) => place));
      for (const [at, bar] of bars.entries()) {
        const lane = lanes.find(({ project }) => project === issues[bar.issue].project);
        expect(bar.y).toBeGreaterThanOrEqual((lane?.y ?? Infinity) + LANE.title);
        expect(bar.y + LANE.bar).toBeLessThanOrEqual((lane?.y ?? 0) + (lane?.height ?? 0));
        for (const other of bars.slice(at + 1)) {
          const isApart = bar.y !== other.y || endOf(bar) < startOf(other) || endOf(other) < startOf(bar);
          expect(isApart).toBe(true);
        }
      }
      const last = lanes.at(-1);
      expect(height).toBe(last ? last.y + last.height : 0);
    }),
    { numRuns: 60 },
  );
});
