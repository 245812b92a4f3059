import { demoSite } from '../../sandbox/demo';
import { FIELD, type Json } from '../../sandbox/jira/site-data';
import { runEngine } from './engine';
import { rawIssuesOf } from './raw-issues';
import { objectOf, readItem, workingDays, type Item, type Raw } from './read';

/** Three rules from their definitions: whom they look at, who of them is good, and how large a share has to be. */
const RULES: readonly (readonly [
  rule: string,
  isJudged: (item: Item) => boolean,
  isGood: (item: Item, today: string) => boolean,
  target: number,
])[] = [
  ['item-ownership', ({ inProgress, level }) => inProgress && level <= 0, ({ assigned }) => assigned, 0.95],
  [
    'stale-work',
    ({ inProgress, level }) => inProgress && level <= 0,
    ({ updated }, today) => updated !== null && workingDays(updated, today) <= 10,
    0.95,
  ],
  [
    'work-dated',
    ({ done, inProgress, level }) => !done && (inProgress || level >= 1),
    ({ due, plannedEnd }) => due !== null || plannedEnd,
    0.8,
  ],
];

/** `component Suppliers`, `team Red`. */
function placesOf(issue: Raw): readonly string[] {
  const { components, [FIELD.team]: team } = objectOf(issue.fields);
  const named = Array.isArray(components) ? components.map((each) => `component ${String(objectOf(each).name)}`) : [];
  return [...named, ...(team === undefined || team === null ? [] : [`team ${String(objectOf(team).name)}`])];
}

/** Of each project's places: rules that look at three open issues at least, with `!` where too few are good. */
function recounted(issues: readonly Json[], today: string, timeZone: string): readonly string[] {
  const byPlace = new Map<string, Item[]>();
  for (const issue of issues) {
    const item = readItem(issue as Raw, timeZone);
    if (item.done) continue;
    for (const place of placesOf(issue as Raw)) {
      const key = `${item.project} ${place}`;
      byPlace.set(key, [...(byPlace.get(key) ?? []), item]);
    }
  }
  return [...byPlace].flatMap(([place, items]) =>
    RULES.flatMap(([rule, isJudged, isGood, target]) => {
      const judged = items.filter(isJudged);
      const good = judged.filter((item) => isGood(item, today)).length;
      return judged.length < 3 ? [] : [`${place}: ${rule}${good / judged.length < target - 1e-9 ? '!' : ''}`];
    }),
  );
}

test.each(['2026-03-11', '2026-11-22'])('how places stand is what raw issues tell, in the demo of %s', (today) => {
  const data = demoSite({ today });
  const issues = rawIssuesOf(data);
  const { places } = runEngine(issues, { today, timeZone: data.timeZone, leads: new Map(), scheduled: false });
  const told = [...places].flatMap(([key, all]) =>
    all.flatMap(({ kind, name, judged, short }) =>
      RULES.flatMap(([rule]) =>
        judged.includes(rule) ? [`${key} ${kind} ${name}: ${rule}${short.includes(rule) ? '!' : ''}`] : [],
      ),
    ),
  );
  const expected = recounted(issues, today, data.timeZone);
  expect(expected.length).toBeGreaterThan(100);
  expect([...told].sort()).toEqual([...expected].sort());
});
