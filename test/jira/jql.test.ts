import fc from 'fast-check';
import { parseJql } from '../../sandbox/jira/jql';
import { issuesByKey } from '../../src/jira';
import {
  changedAnywhereWithin,
  changedWithin,
  countOfProject,
  issuesOfProject,
  linkedOfProject,
  versionedOfProject,
} from '../../src/jira/jql';

/** Every query of one project, by what it is called with besides the project. */
const QUERIES: Readonly<Record<string, (projectId: number, more: readonly number[]) => string>> = {
  issues: (projectId) => issuesOfProject(projectId),
  count: (projectId) => countOfProject(projectId),
  changed: (projectId, [minutes]) => changedWithin(projectId, minutes),
  linked: (projectId) => linkedOfProject(projectId),
  versioned: (projectId, versionIds) => versionedOfProject(projectId, versionIds),
};

/** All that those queries may look like; `$1` is the project. */
const SHAPE =
  /^project = ([1-9]\d*)( AND (updated >= -[1-9]\d*m|issueLinkType is not EMPTY|fixVersion in \([1-9]\d*(, [1-9]\d*)*\)))?( ORDER BY key ASC)?$/;

const hostileText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '1 OR project > 0',
    '1) OR (1 = 1',
    "1' OR ''='",
    '1"',
    '1\nOR key > 0',
    '1 ORDER BY created',
    '-1m OR updated >= -99999m',
    '\u0661',
    '1e3',
    '0x10',
    ' 1',
    '1;',
    '10001, 10002',
    'EMPTY',
    'currentUser()',
    '__proto__',
  ),
  fc.tuple(fc.nat(), fc.string()).map(([number, text]) => `${number}${text}`),
);
/** Whatever JavaScript can hand over in place of an id, types or not. */
const hostile: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.double(),
  fc.integer(),
  fc.bigInt(),
  fc.anything(),
  hostileText.map((text) => [text]),
  hostileText.map((text) => ({ toString: () => text, valueOf: () => text })),
);
const realId = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

function isId(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

/** What the query becomes, or `null` where it is refused. */
function built(make: () => string): string | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

describe('JQL', () => {
  test('is built from ids and well-formed keys', () => {
    expect(issuesOfProject(10001)).toBe('project = 10001 ORDER BY key ASC');
    expect(countOfProject(10001)).toBe('project = 10001');
    expect(changedWithin(10001, 65)).toBe('project = 10001 AND updated >= -65m ORDER BY key ASC');
    expect(changedAnywhereWithin(70)).toBe('updated >= -70m ORDER BY key ASC');
    expect(linkedOfProject(10001)).toBe('project = 10001 AND issueLinkType is not EMPTY ORDER BY key ASC');
    expect(versionedOfProject(10001, [10010, 10011])).toBe(
      'project = 10001 AND fixVersion in (10010, 10011) ORDER BY key ASC',
    );
    expect(issuesByKey(['PAY-1', 'AND-2'])).toBe('key in ("PAY-1", "AND-2")');
  });

  test.each(Object.keys(QUERIES))('%s: whatever it is given, its scope is never wider than one project', (name) => {
    fc.assert(
      fc.property(
        fc.oneof(hostile, realId),
        fc.array(fc.oneof(hostile, realId), { minLength: 1, maxLength: 4 }),
        (projectId, more) => {
          const query = built(() => QUERIES[name](projectId as number, more as number[]));
          return query === null || (isId(projectId) && SHAPE.exec(query)?.[1] === String(projectId));
        },
      ),
      { numRuns: 10_000 },
    );
  });

  test('is refused for each thing that is no id', () => {
    fc.assert(
      fc.property(
        hostile.filter((value) => !isId(value)),
        realId,
        (bad, good) => {
          const value = bad as number;
          const all = [
            ...Object.values(QUERIES).map((make) => built(() => make(value, [good]))),
            built(() => changedWithin(good, value)),
            built(() => changedAnywhereWithin(value)),
            built(() => versionedOfProject(good, [good, value])),
          ];
          return all.every((query) => query === null);
        },
      ),
      { numRuns: 10_000 },
    );
    expect(built(() => versionedOfProject(10001, []))).toBeNull();
  });

  test('means the one project and the ids that it was given, by Atlassian’s own parser', () => {
    fc.assert(
      fc.property(realId, fc.array(realId, { minLength: 1, maxLength: 3 }), (projectId, more) => {
        for (const make of Object.values(QUERIES)) {
          const { where } = parseJql(make(projectId, more));
          const clauses = where?.kind === 'and' ? where.clauses : [where];
          expect(clauses.map((clause) => clause?.kind)).toEqual(clauses.map(() => 'terminal'));
          expect(clauses[0]).toMatchObject({
            field: 'project',
            operator: '=',
            operand: { kind: 'value', text: String(projectId) },
          });
        }
      }),
      { numRuns: 30 },
    );
  });

  test('takes no key that could widen it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          hostileText,
          hostileText.map((text) => `PAY-1${text}`),
          fc.constantFrom('PAY-1") OR (1=1', 'PAY-1\n', 'PAY-0', 'pay', '"PAY-1"'),
        ),
        (key) => {
          fc.pre(!/^[A-Za-z][A-Za-z0-9_]*-[1-9]\d*$/.test(key));
          return built(() => issuesByKey(['PAY-1', key])) === null;
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
