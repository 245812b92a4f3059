import fc from 'fast-check';
import { JqlError, parseJql } from '../../sandbox/jira/jql';
import type { Clause, ParsedJql } from '../../sandbox/jira/jql/syntax';
import { jqlShapeProblem } from '../../src/model';
import { conditionWithinProject } from '../../src/jira/jql';

/** Pieces of which queries that try to break out are made. */
const PIECES = [
  ...[
    'project',
    '"project"',
    '=',
    '!=',
    'in',
    'HR',
    '(HR)',
    '(',
    ')',
    ') OR (',
    'OR',
    'AND',
    'NOT',
    'labels',
    'a',
    ',',
  ],
  ...[
    '"',
    "'",
    '\\',
    '\\"',
    "\\'",
    '"a)"',
    "'(b'",
    'order by',
    'ORDER',
    'by key',
    'is EMPTY',
    '~',
    '--',
    '/*',
    '\n',
    '\u0000',
  ],
  ...['category', 'key', 'x', '10002', ';', '[', '{', '\u202e', '\uff02', 'labels = a', 'x ~ "b"', 'AND', '('],
];

/** Sound conditions with one piece put in somewhere, and heaps of pieces. */
const CONDITIONS = ['labels = a', 'x ~ "b"', "(y in (1, 'c'))", 'NOT z is EMPTY', 'due < -1d'];
const joined = fc
  .array(fc.tuple(fc.constantFrom(...CONDITIONS), fc.constantFrom(' AND ', ' or ')), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.map(([condition, join], at) => (at === 0 ? '' : join) + condition).join(''));
const queries = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(joined, fc.constantFrom('', ...PIECES), fc.nat()).map(putIn) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(' ')) },
);

function putIn([query, piece, where]: readonly [string, string, number]): string {
  const at = where % (query.length + 1);
  return `${query.slice(0, at)}${piece}${query.slice(at)}`;
}

function read(jql: string): ParsedJql | null {
  try {
    return parseJql(jql);
  } catch (error) {
    if (error instanceof JqlError) return null;
    throw error;
  }
}

function fieldsOf(clause: Clause): readonly string[] {
  if (clause.kind === 'terminal') return [clause.field.toLowerCase()];
  return clause.kind === 'not' ? fieldsOf(clause.clause) : clause.clauses.flatMap(fieldsOf);
}

/** `npm run test:long` tries 10,000 of them. */
const RUNS = process.env.SIMULATION_TIMES === undefined ? 400 : 10_000;

test('of queries that try to break out, what gets in stays one condition behind the project, with the meaning that it has alone', () => {
  let accepted = 0;
  fc.assert(
    fc.property(queries, (query) => {
      if (jqlShapeProblem(query) !== null) return;
      const wrapped = read(conditionWithinProject(10001, query));
      const alone = read(query)?.where ?? null;
      if (wrapped === null) return;
      accepted++;
      if (alone === null || wrapped.where?.kind !== 'and') throw new Error('It means something between brackets only');
      const [project, ...rest] = wrapped.where.clauses;
      expect(project).toMatchObject({ field: 'project', operator: '=', operand: { text: '10001' } });
      expect(rest).toEqual(alone.kind === 'and' && rest.length > 1 ? alone.clauses : [alone]);
      expect(wrapped.orderBy).toEqual([]);
      expect(fieldsOf(alone)).not.toContain('project');
    }),
    { numRuns: RUNS, examples: [['project = HR'], ['a = b) OR (project = HR'], ['a = b order by c']] },
  );
  expect(accepted).toBeGreaterThan(RUNS / 20);
  expect(() => conditionWithinProject(10001, 'a = b) OR (c = d')).toThrow(RangeError);
});
