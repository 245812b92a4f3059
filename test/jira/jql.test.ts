import fc from 'fast-check';
import { issuesByKey } from '../../src/jira';
import { changedWithin, issuesOfProject } from '../../src/jira/jql';

describe('JQL', () => {
  test('is built from ids and well-formed keys', () => {
    expect(issuesOfProject(10001)).toBe('project = 10001 ORDER BY key ASC');
    expect(changedWithin(10001, 65)).toBe('project = 10001 AND updated >= -65m');
    expect(issuesByKey(['PAY-1', 'AND-2'])).toBe('key in ("PAY-1", "AND-2")');
  });

  test('takes nothing that could widen it', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `PAY-1${text}`),
          fc.constant('PAY-1") OR (1=1'),
        ),
        (key) => {
          fc.pre(!/^[A-Za-z][A-Za-z0-9_]*-[1-9]\d*$/.test(key));
          expect(() => issuesByKey(['PAY-1', key])).toThrow(RangeError);
        },
      ),
      { numRuns: 3_000 },
    );
    for (const id of [0, -1, 1.5, NaN, Infinity, 2 ** 60]) expect(() => issuesOfProject(id)).toThrow(RangeError);
  });
});
