import fc from 'fast-check';
import { JqlError, parseJql, searchIssues } from '../../../sandbox/jira/jql';
import type { Json, SiteIssue } from '../../../sandbox/jira/site-data';
import { ANNA, BEN, createWorld, fixtureParts, keysOf, viewer, world } from './support/world';
import { quoteJqlString } from './support/quote';

const PEOPLE = [ANNA, BEN, null];
const PRIORITIES = ['1', '2', '3', '4', null];
const LABELS = [[], ['red'], ['red', 'blue'], ['green']];
const DUE = [null, '2026-03-08', '2026-03-10', '2026-03-12'];
const POINTS = [null, 0, 1, 3, 8];

/** Every combination that matters, spread over two projects, so that each clause has hits, misses and empties. */
const generated: readonly SiteIssue[] = Array.from({ length: 120 }, (_each, index) => {
  const pick = <T>(values: readonly T[], salt: number): T => values[(index * salt + (index >> 3)) % values.length];
  const fields: Record<string, Json> = {
    summary: index % 3 === 0 ? 'Write the export' : 'Read the import',
    status: { id: index % 2 === 0 ? '1' : '6' },
    created: new Date(Date.UTC(2026, 0, 1, index)).toISOString(),
    labels: pick(LABELS, 5),
  };
  const [assignee, priority, due, points] = [pick(PEOPLE, 7), pick(PRIORITIES, 3), pick(DUE, 11), pick(POINTS, 13)];
  if (assignee !== null) fields['assignee'] = { accountId: assignee };
  if (priority !== null) fields['priority'] = { id: priority };
  if (due !== null) fields['duedate'] = due;
  if (points !== null) fields['customfield_10016'] = points;
  const project = index % 5 < 3 ? { key: 'PAY', id: '100' } : { key: 'OPS', id: '101' };
  return { id: String(2000 + index), key: `${project.key}-${index + 1}`, projectId: project.id, fields };
});
const manyIssues = createWorld({ ...fixtureParts, issues: generated, links: [] });

interface Atom {
  readonly jql: string;
  /** `null`: the field is empty. */
  readonly holds: (issue: SiteIssue) => boolean | null;
}

function onField(jql: string, fieldId: string, test: (value: Json) => boolean): Atom {
  return {
    jql,
    holds: ({ fields }) => {
      const value = fields[fieldId];
      return value === undefined || (Array.isArray(value) && value.length === 0) ? null : test(value);
    },
  };
}

const idIs =
  (...ids: readonly string[]) =>
  (value: Json) =>
    ids.includes((value as { id: string }).id);
const personIs = (id: string) => (value: Json) => (value as { accountId: string }).accountId === id;
const hasLabel =
  (...labels: readonly string[]) =>
  (value: Json) =>
    (value as string[]).some((each) => labels.includes(each));
const numberIs = (test: (value: number) => boolean) => (value: Json) => test(value as number);
const textIs = (test: (value: string) => boolean) => (value: Json) => test(value as string);

const ATOMS: readonly Atom[] = [
  { jql: 'project = PAY', holds: (issue) => issue.key.startsWith('PAY-') },
  { jql: 'key in (PAY-1, OPS-4, PAY-6)', holds: (issue) => ['PAY-1', 'OPS-4', 'PAY-6'].includes(issue.key) },
  onField('status = Open', 'status', idIs('1')),
  onField('assignee = acc-anna', 'assignee', personIs(ANNA)),
  onField('priority in (High, Low)', 'priority', idIs('2', '4')),
  onField('priority > Medium', 'priority', idIs('1', '2')),
  onField('labels = red', 'labels', hasLabel('red')),
  onField('labels in (blue, green)', 'labels', hasLabel('blue', 'green')),
  onField(
    'due < "2026-03-10"',
    'duedate',
    textIs((value) => value < '2026-03-10'),
  ),
  onField(
    'due = "2026-03-10"',
    'duedate',
    textIs((value) => value === '2026-03-10'),
  ),
  onField(
    'cf[10016] >= 3',
    'customfield_10016',
    numberIs((value) => value >= 3),
  ),
  onField(
    'cf[10016] = 0',
    'customfield_10016',
    numberIs((value) => value === 0),
  ),
  onField(
    'summary ~ export',
    'summary',
    textIs((value) => value.includes('export')),
  ),
];

const NEGATED: Readonly<Record<string, string>> = {
  'project = PAY': 'project != PAY',
  'key in (PAY-1, OPS-4, PAY-6)': 'key not in (PAY-1, OPS-4, PAY-6)',
  'status = Open': 'status != Open',
  'assignee = acc-anna': 'assignee not in (acc-anna)',
  'priority in (High, Low)': 'priority not in (High, Low)',
  'labels = red': 'labels != red',
  'summary ~ export': 'summary !~ export',
};

type Tree =
  | { readonly kind: 'atom'; readonly atom: Atom }
  | { readonly kind: 'empty'; readonly field: string; readonly fieldId: string }
  | { readonly kind: 'not'; readonly of: Tree }
  | { readonly kind: 'and' | 'or'; readonly left: Tree; readonly right: Tree };

const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'jql' },
    fc.constantFrom(...ATOMS).map((atom): Tree => ({ kind: 'atom', atom })),
    fc
      .constantFrom(['assignee', 'assignee'], ['due', 'duedate'], ['labels', 'labels'])
      .map(([field, fieldId]): Tree => ({ kind: 'empty', field, fieldId })),
    tie('tree').map((of): Tree => ({ kind: 'not', of })),
    fc
      .tuple(fc.constantFrom<'and' | 'or'>('and', 'or'), tie('tree'), tie('tree'))
      .map(([kind, left, right]): Tree => ({ kind, left, right })),
  ),
})).tree;

function write(tree: Tree): string {
  switch (tree.kind) {
    case 'atom':
      return tree.atom.jql;
    case 'empty':
      return `${tree.field} is EMPTY`;
    case 'not':
      return `NOT (${write(tree.of)})`;
    case 'and':
    case 'or':
      return `(${write(tree.left)} ${tree.kind} ${write(tree.right)})`;
  }
}

type Keys = ReadonlySet<string>;

/** Set algebra of its own: the issues for which a query holds, and those for which its negation does. */
function oracle(tree: Tree): { readonly yes: Keys; readonly no: Keys } {
  switch (tree.kind) {
    case 'atom': {
      const { holds } = tree.atom;
      return {
        yes: keysWhere((issue) => holds(issue) === true),
        no: keysWhere((issue) => holds(issue) === false),
      };
    }
    case 'empty': {
      const isEmpty = (issue: SiteIssue): boolean => {
        const value = issue.fields[tree.fieldId];
        return value === undefined || (Array.isArray(value) && value.length === 0);
      };
      return { yes: keysWhere(isEmpty), no: keysWhere((issue) => !isEmpty(issue)) };
    }
    case 'not': {
      const { yes, no } = oracle(tree.of);
      return { yes: no, no: yes };
    }
    case 'and': {
      const [left, right] = [oracle(tree.left), oracle(tree.right)];
      return { yes: both(left.yes, right.yes), no: either(left.no, right.no) };
    }
    case 'or': {
      const [left, right] = [oracle(tree.left), oracle(tree.right)];
      return { yes: either(left.yes, right.yes), no: both(left.no, right.no) };
    }
  }
}

function keysWhere(test: (issue: SiteIssue) => boolean): Keys {
  return new Set(generated.filter(test).map((issue) => issue.key));
}

function both(left: Keys, right: Keys): Keys {
  return new Set([...left].filter((key) => right.has(key)));
}

function either(left: Keys, right: Keys): Keys {
  return new Set([...left, ...right]);
}

function found(query: string): readonly string[] {
  return [...keysOf(manyIssues, query)].sort();
}

describe('properties of evaluation', () => {
  it('combines clauses as sets combine', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(found(write(tree))).toEqual([...oracle(tree).yes].sort());
      }),
      { numRuns: 250 },
    );
  });

  it('each clause has hits, and so has its negation', () => {
    for (const atom of ATOMS) {
      expect(found(atom.jql)).toEqual([...keysWhere((issue) => atom.holds(issue) === true)].sort());
      expect(found(atom.jql).length).toBeGreaterThan(0);
      expect(found(`NOT ${atom.jql}`).length).toBeGreaterThan(0);
    }
  });

  it('a negation is the complement among the issues whose field is not empty', () => {
    for (const atom of ATOMS) {
      const filled = keysWhere((issue) => atom.holds(issue) !== null);
      const positive = new Set(found(atom.jql));
      const complement = [...filled].filter((key) => !positive.has(key)).sort();
      expect(found(`NOT ${atom.jql}`)).toEqual(complement);
      if (NEGATED[atom.jql]) expect(found(NEGATED[atom.jql])).toEqual(complement);
    }
  });

  it('a double negation changes nothing', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(found(`NOT NOT (${write(tree)})`)).toEqual(found(write(tree)));
      }),
      { numRuns: 60 },
    );
  });
});

describe('properties of ORDER BY', () => {
  const terms = fc.uniqueArray(
    fc.tuple(
      fc.constantFrom('assignee', 'priority', 'due', 'labels', 'cf[10016]', 'status', 'summary', 'project', 'created'),
      fc.constantFrom('', ' ASC', ' DESC'),
    ),
    { minLength: 1, maxLength: 4, selector: ([field]) => field },
  );

  it('is total: the order in which the site holds its issues does not matter', () => {
    fc.assert(
      fc.property(terms, fc.shuffledSubarray([...generated], { minLength: generated.length }), (fields, shuffled) => {
        const query = `ORDER BY ${fields.map(([field, direction]) => field + direction).join(', ')}`;
        const other = createWorld({ ...fixtureParts, issues: shuffled, links: [] });
        expect(keysOf(other, query)).toEqual(keysOf(manyIssues, query));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps every issue once, and descending mirrors ascending up to ties', () => {
    for (const field of ['due', 'cf[10016]', 'priority']) {
      const ascending = keysOf(manyIssues, `ORDER BY ${field} ASC`);
      const descending = keysOf(manyIssues, `ORDER BY ${field} DESC`);
      expect([...ascending].sort()).toEqual([...descending].sort());
      expect(ascending.length).toBe(generated.length);
      const fieldId = { due: 'duedate', 'cf[10016]': 'customfield_10016', priority: 'priority' }[field] ?? '';
      const valueOf = (key: string): string =>
        JSON.stringify(generated.find((issue) => issue.key === key)?.fields[fieldId] ?? null);
      expect(ascending.map(valueOf)).toEqual(descending.map(valueOf).reverse());
    }
  });
});

describe('hostile input', () => {
  const WORDS =
    'project PAY = != ~ !~ < > <= >= in not is was changed AND OR NOT ( ) , "a b" \'x\' EMPTY null order by asc desc ' +
    'key PAY-1 status Open due -1d "2026-03-01" currentUser() linkedIssues(PAY-1) cf[10016] cf [ ] ! & | \\u0041 \\ " ' +
    'after before during from to on by text summary "full* scr?en" labels 100 select { } * ? assignee priority';
  const soup = fc.array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 9 }).map((words) => words.join(' '));
  const texts = fc.oneof(
    { weight: 2, arbitrary: soup },
    { weight: 3, arbitrary: fc.string({ maxLength: 16 }) },
    { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 20 }).map((text) => `summary ~ ${quoteJqlString(text)}`) },
    { weight: 1, arbitrary: soup.map((text) => `project = PAY AND ${text}`) },
  );

  it('10,000 strange queries fail with a JqlError or find something, never otherwise', () => {
    let answered = 0;
    fc.assert(
      fc.property(texts, (text) => {
        try {
          searchIssues(parseJql(text), world, viewer);
          answered += 1;
        } catch (error) {
          if (!(error instanceof JqlError)) throw error;
          expect(error.errorMessages.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 10_000 },
    );
    expect(answered).toBeGreaterThan(100);
  });

  it('a quoted value is read as exactly itself and never widens a query', () => {
    const values = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom(
        '" OR project = OPS OR summary ~ "',
        "x' OR 'a' = 'a",
        '\\',
        '\\"',
        ') OR (project = OPS',
        '\\u0022 OR project = OPS',
      ),
    );
    fc.assert(
      fc.property(values, (value) => {
        const query = `project = PAY AND labels = ${quoteJqlString(value)}`;
        const { where } = parseJql(query);
        expect(where).toMatchObject({
          kind: 'and',
          clauses: [{ field: 'project' }, { field: 'labels', operand: { text: value } }],
        });
        expect(keysOf(world, query).every((key) => key.startsWith('PAY-'))).toBe(true);
        const labelled = createWorld({
          ...fixtureParts,
          issues: fixtureParts.issues.map((issue) => ({ ...issue, fields: { ...issue.fields, labels: [value] } })),
        });
        expect(keysOf(labelled, query).length).toBe(value === '' ? 0 : 4);
      }),
      { numRuns: 300 },
    );
  });
});
