import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { recount } from './recount';
import { isInShadow } from './terms';

const ROOT = path.resolve(__dirname, '../..');
const DATA = process.env.PLUMBLINE_DATA ?? path.resolve(ROOT, '../shared/data');

/** The part of `npm run inspect -- --json` that is compared; docs/inspect.md has the whole. */
interface Inspection {
  readonly input: {
    readonly unreadable: { readonly count: number; readonly lines: readonly { line: number; field: string }[] };
  };
  readonly totals: { readonly read: number; readonly evaluated: number; readonly unreadable: number };
  readonly projects: readonly {
    readonly key: string;
    readonly issues: { readonly read: number; readonly evaluated: number; readonly unreadable: number };
    readonly score: number | null;
    readonly coverage: number | null;
    readonly level: string | null;
    readonly findings: readonly {
      readonly rule: string;
      readonly status: string;
      readonly numerator: number | null;
      readonly denominator: number | null;
      readonly offending: readonly string[];
    }[];
    readonly unreadable: readonly { readonly issue: string; readonly field: string }[];
  }[];
  readonly dependencies: {
    readonly dependencies: number;
    readonly cycles: readonly { readonly issues: readonly string[] }[];
  };
  readonly run: { readonly processes: readonly { readonly peakMemoryMB: number }[] };
}

/** Runs the command as a person would: the real bundle, on the export, in a process of its own. */
function inspect(file: string, asOf: string): Promise<Inspection> {
  const args = ['--import', 'tsx', 'sandbox/cli/inspect.ts', '--issues', file, '--as-of', asOf, '--json'];
  const child = spawn(process.execPath, args, { cwd: ROOT });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(out) as Inspection);
      else reject(new Error(`inspect ended with ${code}: ${err}`));
    });
  });
}

/** The figures of both, in one shape. */
function figuresOf({ projects, dependencies }: Inspection): unknown {
  return {
    projects: projects.map(({ key, score, coverage, level, findings }) => ({
      key,
      score: rounded(score),
      coverage: rounded(coverage),
      level,
      findings: findings
        .map(({ rule, status, numerator, denominator, offending }) => [
          rule,
          status,
          numerator,
          denominator,
          [...offending].sort(),
        ])
        .sort(),
    })),
    cycles: dependencies.cycles.map(({ issues }) => [...issues].sort()).sort(),
    dependencies: dependencies.dependencies,
  };
}

function recounted({ projects, cycles, dependencies }: ReturnType<typeof recount>): unknown {
  return {
    projects: [...projects].map(([key, { rules, score, coverage, level }]) => ({
      key,
      score: rounded(score),
      coverage: rounded(coverage),
      level,
      findings: Object.entries(rules)
        .filter(([rule]) => !isInShadow(rule))
        .map(([rule, { status, numerator, denominator, offenders }]) => [
          rule,
          status,
          numerator,
          denominator,
          offenders,
        ])
        .sort(),
    })),
    cycles: [...cycles].sort(),
    dependencies,
  };
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(9));
}

// A folder that is named has to be there.
const suite = process.env.PLUMBLINE_DATA !== undefined || existsSync(DATA) ? describe : describe.skip;

suite(
  `inspect on real exports (${existsSync(DATA) ? 'found' : 'skipped: PLUMBLINE_DATA names no folder that holds them'})`,
  () => {
    it.each([
      ['tidev-titanium', '2021-06-30', 29_057, []],
      [
        'fluid',
        '2025-06-30',
        10_052,
        [
          ['FLUID-2285', 'FLUID-2286'],
          ['FLUID-4762', 'FLUID-4781'],
        ],
      ],
    ] as const)(
      '%s: every issue accounted for, equal to the recount, in little memory',
      async (name, today, issues, cycles) => {
        const file = path.join(DATA, 'jira', `${name}.jsonl.gz`);
        const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
        const raw = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
        const inspection = await inspect(file, today);
        expect(inspection.totals).toEqual({ read: issues, evaluated: issues, unreadable: 0 });
        expect(figuresOf(inspection)).toEqual(recounted(recount(raw, { today, timeZone: 'UTC', leads: new Map() })));
        expect(inspection.dependencies.cycles.map((cycle) => [...cycle.issues].sort()).sort()).toEqual(cycles);
        const peaks = inspection.run.processes.map(({ peakMemoryMB }) => peakMemoryMB);
        expect(Math.max(...peaks)).toBeLessThan(512);
        expect(Math.min(...peaks)).toBeGreaterThan(10);
      },
      300_000,
    );
  },
);

describe('inspect on an export with faults', () => {
  let folder: string;
  beforeAll(() => (folder = mkdtempSync(path.join(tmpdir(), 'inspect-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reports each, skips it, and evaluates the rest', async () => {
    const project = { id: '10', key: 'AB', name: 'Alpha' };
    const open = { name: 'Doing', statusCategory: { key: 'indeterminate' } };
    const issue = (id: number, fields: object): string =>
      JSON.stringify({
        id: String(id),
        key: `AB-${id}`,
        fields: {
          summary: 's',
          project,
          issuetype: { name: 'Task', subtask: false },
          status: open,
          updated: '2026-06-10T10:00:00.000+0000',
          ...fields,
        },
      });
    const lines = [
      issue(1, { assignee: { accountId: 'a', displayName: 'A', active: true } }),
      '{"id": "2", "key": "AB-2", "fields": {',
      issue(3, { project: undefined }),
      issue(4, { duedate: 'soon' }),
      issue(5, { description: 'x'.repeat(240 * 1024) }),
      issue(6, { status: { name: 'Somewhere' } }),
      issue(7, {
        issuelinks: [
          {
            id: '1',
            type: { name: 'Entangles', inward: 'is entangled by', outward: 'entangles' },
            outwardIssue: { id: '1', key: 'AB-1' },
          },
        ],
      }),
    ];
    const file = path.join(folder, 'faults.jsonl');
    writeFileSync(file, lines.join('\n'));
    const inspection = await inspect(file, '2026-06-15');
    expect(inspection.input.unreadable.lines.map(({ line }) => line)).toEqual([2, 3]);
    expect(inspection.totals).toEqual({ read: 7, evaluated: 4, unreadable: 3 });
    const [alpha] = inspection.projects;
    expect(alpha?.unreadable).toEqual([expect.objectContaining({ issue: 'AB-4', field: 'duedate' })]);
    const owned = alpha?.findings.find(({ rule }) => rule === 'item-ownership');
    // In progress: AB-1, AB-5 and AB-7; AB-6 has no category, so it is never in progress.
    expect([owned?.numerator, owned?.denominator, owned?.offending]).toEqual([1, 3, ['AB-5', 'AB-7']]);
    expect(inspection.dependencies).toMatchObject({
      dependencies: 0,
      unclearLinkTypes: [{ name: 'Entangles', links: 2 }],
    });
  }, 120_000);
});
