import {
  dayOfInstant,
  dueMoveOf,
  dueMovesById,
  NO_DAY,
  rowsWithFollowedDue,
  toDueMoves,
  toIssueColumns,
  type DueChange,
  type DueMove,
  type IssueFacts,
} from '../../src/model';
import { anIssue, day } from '../support/facts';

const orNone = (text: string | null): number | null => (text === null ? null : day(text));

/** Due dates as `YYYY-MM-DD`; `null`: none. */
function changed(at: string, from: string | null, to: string | null): DueChange {
  return { at: new Date(at), from: orNone(from), to: orNone(to) };
}

function moveOf(changes: readonly DueChange[], timeZone = 'UTC'): DueMove | null {
  return dueMoveOf(changes, (instant) => dayOfInstant(instant, timeZone));
}

describe('what became of a due date', () => {
  test('is nothing where it was only set', () => {
    expect(moveOf([])).toBeNull();
    expect(moveOf([changed('2026-03-01T09:00:00Z', null, '2026-04-01')])).toBeNull();
  });

  test('is its first date and the day of the last move but one, whatever the order', () => {
    const changes = [
      changed('2026-03-20T09:00:00Z', '2026-06-01', '2026-07-01'),
      changed('2026-03-01T09:00:00Z', null, '2026-05-01'),
      changed('2026-03-10T09:00:00Z', '2026-05-01', '2026-06-01'),
    ];
    const expected = { first: day('2026-05-01'), lastButOne: day('2026-03-10'), postponedLate: NO_DAY };
    expect(moveOf(changes)).toEqual(expected);
    expect(moveOf([...changes].reverse())).toEqual(expected);
  });

  test('begins with the date that the issue was created with', () => {
    const changes = [changed('2026-03-10T09:00:00Z', '2026-05-01', '2026-04-01')];
    expect(moveOf(changes)).toEqual({ first: day('2026-05-01'), lastButOne: NO_DAY, postponedLate: NO_DAY });
  });

  test('counts taking it away as a move, and setting it anew not as another', () => {
    const changes = [
      changed('2026-03-10T09:00:00Z', '2026-05-01', null),
      changed('2026-03-11T09:00:00Z', null, '2026-06-01'),
    ];
    expect(moveOf(changes)).toEqual({ first: day('2026-05-01'), lastButOne: NO_DAY, postponedLate: NO_DAY });
  });

  test.each([
    ['eight days before it', '2026-04-23T12:00:00Z', '2026-05-08', false],
    ['seven days before it', '2026-04-24T12:00:00Z', '2026-05-08', true],
    ['on its day', '2026-05-01T12:00:00Z', '2026-05-08', true],
    ['after its day', '2026-05-02T12:00:00Z', '2026-05-08', false],
    ['shortly before it, to an earlier day', '2026-04-29T12:00:00Z', '2026-04-30', false],
  ])('tells whether it was put off late: %s', (_when, at, to, isLate) => {
    const move = moveOf([changed(at, '2026-05-01', to)]);
    expect(move?.postponedLate).toBe(isLate ? day(at.slice(0, 10)) : NO_DAY);
  });

  test('goes by the days of the site', () => {
    const changes = [changed('2026-04-23T23:00:00Z', '2026-05-01', '2026-05-08')];
    expect(moveOf(changes)?.postponedLate).toBe(NO_DAY);
    expect(moveOf(changes, 'Europe/Berlin')?.postponedLate).toBe(day('2026-04-24'));
  });

  test('comes back from columns, ascending by id', () => {
    const moves = new Map<number, DueMove>([
      [7, { first: 1, lastButOne: 2, postponedLate: NO_DAY }],
      [3, { first: 4, lastButOne: NO_DAY, postponedLate: 5 }],
    ]);
    const columns = toDueMoves(moves);
    expect(Array.from(columns.id)).toEqual([3, 7]);
    expect(dueMovesById(columns)).toEqual(moves);
  });
});

describe('the issues whose due dates are followed', () => {
  const many = (count: number, first: number, overrides: Partial<IssueFacts>): IssueFacts[] =>
    Array.from({ length: count }, (_, place) =>
      anIssue({ number: first + place, due: day('2026-05-01'), ...overrides }),
    );
  const numbersOf = (issues: readonly IssueFacts[]): readonly number[] => {
    const { issues: columns } = toIssueColumns(issues);
    return rowsWithFollowedDue(columns).map((row) => columns.number[row]);
  };

  test('are all that have one', () => {
    const issues = [anIssue({ number: 1 }), ...many(2, 2, {}), ...many(1, 4, { state: 'done' })];
    expect(numbersOf(issues)).toEqual([2, 3, 4]);
  });

  test('are, of more than 1,000, the open ones and then the newest of the done ones', () => {
    const found = numbersOf([...many(700, 1, {}), ...many(500, 701, { state: 'done' })]);
    expect(found).toHaveLength(1000);
    expect([found[0], found[699], found[700], found[999]]).toEqual([1, 700, 901, 1200]);
  });

  test('are the newest where more than 1,000 are open', () => {
    const found = numbersOf([...many(1100, 1, {}), ...many(10, 1101, { state: 'done' })]);
    expect([found.length, found[0], found[999]]).toEqual([1000, 101, 1100]);
  });
});
