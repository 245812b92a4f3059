import { defaultPlaybook, judgePlaces } from '../../src/compliance';
import type { IssueFacts, Place, WaiversInForce } from '../../src/model';
import { anIssue, someFacts, TODAY } from '../support/facts';

const api: Place = { kind: 'component', name: 'API' };
const web: Place = { kind: 'component', name: 'Web' };
const red: Place = { kind: 'team', name: 'Red' };
const NOTHING_WAIVED: WaiversInForce = new Map();

/** Items in progress, from `first` on; of the rules that count, `item-ownership` says whether they have an owner. */
function some(count: number, first: number, given: Partial<IssueFacts>): readonly IssueFacts[] {
  return Array.from({ length: count }, (_, place) => anIssue({ number: first + place, state: 'inProgress', ...given }));
}

function judged(issues: readonly IssueFacts[], waivers = NOTHING_WAIVED): ReturnType<typeof judgePlaces> {
  return judgePlaces(someFacts({ issues }), defaultPlaybook, TODAY, waivers);
}

function of(places: ReturnType<typeof judgePlaces>, name: string): { judged: boolean; short: boolean } {
  const place = places.find((each) => each.name === name);
  const [isJudged, isShort] = [place?.judged, place?.short].map((rules) => rules?.includes('item-ownership') ?? false);
  return { judged: isJudged, short: isShort };
}

const mixed = [
  ...some(4, 1, { places: [api, red], hasAssignee: false }),
  ...some(6, 11, { places: [web] }),
  ...some(40, 21, {}),
];

test('each component and team is judged by its own issues, the largest first', () => {
  const places = judged(mixed);
  expect(places.map(({ name, issues }) => [name, issues])).toEqual([
    ['Web', 6],
    ['API', 4],
    ['Red', 4],
  ]);
  expect(of(places, 'API')).toEqual({ judged: true, short: true });
  expect(of(places, 'Red')).toEqual({ judged: true, short: true });
  expect(of(places, 'Web')).toEqual({ judged: true, short: false });
});

test('the target decides, as it does for the project: nineteen of twenty are enough, eighteen are not', () => {
  const owned = (count: number): readonly IssueFacts[] => [
    ...some(count, 1, { places: [api] }),
    ...some(20 - count, 100, { places: [api], hasAssignee: false }),
  ];
  expect(of(judged(owned(19)), 'API').short).toBe(false);
  expect(of(judged(owned(18)), 'API').short).toBe(true);
});

test('a rule that looks at two of its issues judges no place', () => {
  const places = judged([
    ...some(2, 1, { places: [api], hasAssignee: false }),
    ...some(9, 11, { places: [api], state: 'todo', hasAssignee: false }),
  ]);
  expect(of(places, 'API')).toEqual({ judged: false, short: false });
});

test('what is waived, or in shadow, judges no place', () => {
  const waived: WaiversInForce = new Map([['item-ownership', { id: 1, until: TODAY }]]);
  expect(of(judged(mixed, waived), 'API').judged).toBe(false);
  const rules = new Set(judged(mixed).flatMap((place) => place.judged));
  const shadow = defaultPlaybook.rules.filter(({ lifecycle }) => lifecycle === 'shadow');
  expect(shadow.filter(({ rule }) => rules.has(rule))).toEqual([]);
});

test('an issue of two components counts in both, and names that differ in capitals are one', () => {
  const places = judged([
    ...some(2, 1, { places: [api, web] }),
    ...some(2, 11, { places: [web] }),
    ...some(1, 21, { places: [{ kind: 'component', name: 'api' }] }),
  ]);
  expect(places.map(({ name, issues }) => [name.toLowerCase(), issues])).toEqual([
    ['web', 4],
    ['api', 3],
  ]);
});

test('a project without components and teams has no places', () => {
  expect(judged(some(5, 1, {}))).toEqual([]);
});
