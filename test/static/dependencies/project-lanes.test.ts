import {
  PROJECT_LANE,
  axisOfProjects,
  byFloat,
  layOutProjects,
  missesTarget,
  stopByKey,
} from '../../../static/dependencies/project-lanes';
import { mapOfShown } from '../../../static/dependencies/shown-map';
import { dayNumber, timeAxis, xOf } from '../../../static/dependencies/time-axis';
import { anIssueMap } from '../support/issue-map';
import { aMapProject, restrictedProject } from '../support/portfolio-map';

const asOf = dayNumber('2026-11-20');
const projects = [
  aMapProject(0, 'Late', { target: '2026-12-20', forecast: '2026-12-31', leastFloat: -7 }),
  aMapProject(1, 'Early', { target: '2027-01-15', forecast: '2026-12-01', leastFloat: 30 }),
  aMapProject(2, 'Overdue', { target: '2026-11-02', forecast: '2026-12-10', leastFloat: -28 }),
  aMapProject(3, 'Endless', { target: null, forecast: '9999-12-31', leastFloat: null }),
  restrictedProject,
];
const axis = axisOfProjects(projects, null, asOf, 900);
const path = mapOfShown(anIssueMap(), { issues: [0, 1, 2], dependencies: [0, 1] });

const right = (day: string): number => PROJECT_LANE.names + xOf(axis, dayNumber(day) + 1);

test('the least float comes first, what has none last, in the order given', () => {
  expect(byFloat(projects, [4, 3, 1, 0, 2])).toEqual([2, 0, 1, 4, 3]);
});

test('a target is missed by a later forecast only', () => {
  expect(projects.map(missesTarget)).toEqual([true, false, true, false, false]);
});

test('a bar reaches from the day of the forecast to the finish; what is later than the target is told apart', () => {
  const { lanes } = layOutProjects(projects, [0, 1, 2, 3, 4], axis, asOf, null);
  const [late, early, overdue, endless, restricted] = lanes.map(({ bar }) => bar);
  const today = PROJECT_LANE.names + xOf(axis, asOf);
  expect(late).toMatchObject({ x: today, targetX: right('2026-12-20'), lateFrom: right('2026-12-20') });
  expect((late?.x ?? 0) + (late?.width ?? 0)).toBeCloseTo(right('2026-12-31'));
  expect(early).toMatchObject({ targetX: right('2027-01-15'), lateFrom: null });
  expect(early?.wordsX).toBeGreaterThan(right('2027-01-15'));
  expect(overdue).toMatchObject({ targetX: right('2026-11-02'), lateFrom: today });
  expect(endless).toMatchObject({ targetX: null, lateFrom: null, goesOn: true });
  expect(restricted).toBeNull();
});

test('the open lane is as high as its path needs, and the lanes below make room', () => {
  const closed = layOutProjects(projects, [2, 0, 1], axis, asOf, null);
  const open = layOutProjects(projects, [2, 0, 1], axis, asOf, { project: 0, path });
  expect(closed.lanes.map(({ y }) => y)).toEqual([0, 1, 2].map((place) => place * PROJECT_LANE.height));
  expect(open.path).toMatchObject({ lane: 1 });
  expect(open.path?.bars.map(({ issue }) => issue).sort()).toEqual([0, 1, 2]);
  expect(open.path?.curves).toHaveLength(2);
  const { y, height } = open.lanes[1];
  for (const bar of open.path?.bars ?? []) {
    expect(bar.y).toBeGreaterThanOrEqual(y + PROJECT_LANE.height);
    expect(bar.y).toBeLessThan(y + height);
  }
  expect(open.lanes[2].y).toBe(y + height);
  expect(open.height - closed.height).toBe(height - PROJECT_LANE.height);
});

test('the axis holds the path, too, and dates out of reach do not squeeze the others', () => {
  const width = 900;
  expect(axisOfProjects([projects[1]], path, asOf, width).to).toBeGreaterThanOrEqual(dayNumber('2027-01-15'));
  expect(axisOfProjects([projects[1]], path, asOf, width).from).toBeLessThanOrEqual(asOf);
  expect(axis).toEqual(timeAxis(['2026-11-02', '2027-01-15', '9999-12-31'].map(dayNumber), asOf, width));
});

test('keys lead from lane to lane, along the path of the open one, and back', () => {
  const layout = layOutProjects(projects, [2, 0, 1], axis, asOf, { project: 0, path });
  const at = (lane: number, issue: number | null = null): { lane: number; issue: number | null } => ({ lane, issue });
  const by = (key: string, lane: number, issue: number | null = null): unknown =>
    stopByKey(key, at(lane, issue), layout);
  expect(by('ArrowDown', 0)).toEqual(at(1));
  expect(by('ArrowUp', 0)).toBeNull();
  expect(by('ArrowDown', 2)).toBeNull();
  expect(by('ArrowRight', 0)).toBeNull();
  expect(by('ArrowLeft', 1)).toBeNull();
  const inTime = [by('ArrowRight', 1)];
  for (let step = 0; step < 2; step++) {
    const { issue } = inTime[inTime.length - 1] as { issue: number };
    inTime.push(by('ArrowRight', 1, issue));
  }
  const issues = inTime.map((stop) => (stop as { issue: number }).issue);
  expect([...issues].sort()).toEqual([0, 1, 2]);
  expect(by('ArrowRight', 1, issues[2])).toBeNull();
  expect(by('ArrowLeft', 1, issues[1])).toEqual(at(1, issues[0]));
  expect(by('ArrowLeft', 1, issues[0])).toEqual(at(1));
  expect(by('ArrowUp', 1, issues[1])).toEqual(at(1));
  expect(by('ArrowDown', 1, issues[1])).toEqual(at(2));
  expect(by('Home', 1, issues[1])).toEqual(at(0));
  expect(by('End', 0)).toEqual(at(2));
  expect(by('x', 0)).toBeNull();
});
