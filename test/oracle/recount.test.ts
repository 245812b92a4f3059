import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { demoSite } from '../../sandbox/demo';
import { importExport } from '../../sandbox/import';
import type { Json } from '../../sandbox/jira/site-data';
import type { ProjectLead } from '../../src/model';
import { differences } from './compare';
import { runEngine } from './engine';
import { USUAL } from './governance';
import { portfolio, tinyPortfolio, type Portfolio } from './portfolio';
import { rawIssuesOf } from './raw-issues';
import { recount, type Lead } from './recount';
import { textbookSchedules } from './schedules';

describe('the engine and the recount agree', () => {
  /** Judges a portfolio both ways, with or without a schedule; how many projects that were. */
  function judge({ today, issues, leads, told }: Portfolio, scheduled: boolean): number {
    const known = { today, ...told };
    const engine = runEngine(issues, { ...known, leads: asTheEngineKnows(leads), scheduled });
    const schedules = scheduled ? { schedules: textbookSchedules(issues, known) } : {};
    expect(differences(engine, recount(issues, { ...known, leads, ...schedules }))).toEqual([]);
    return engine.snapshots.size;
  }

  test('on small portfolios', () => {
    fc.assert(
      // The textbook is slow: it is asked about every third of the larger ones.
      fc.property(portfolio, (each) => void judge(each, each.issues.length < 12 || each.issues.length % 3 === 0)),
      { numRuns: 400 },
    );
  });

  test('on 10,000 small projects', () => {
    let projects = 0;
    let scheduled = 0;
    fc.assert(
      fc.property(tinyPortfolio, (each) => {
        const isScheduled = each.issues.length % 3 > 0;
        const judged = judge(each, isScheduled);
        projects += judged;
        scheduled += isScheduled ? judged : 0;
      }),
      { numRuns: 3_900 },
    );
    expect(projects).toBeGreaterThan(10_000);
    expect(scheduled).toBeGreaterThan(4_000);
  });

  test.each(['2026-03-11', '2026-11-22'])('on the demo portfolio of %s', (today) => {
    const data = demoSite({ today });
    const active = new Set(data.users.filter((user) => user.active).map((user) => user.accountId));
    const leads = new Map(
      data.projects.map((project): [string, Lead] => [
        project.key,
        active.has(project.leadAccountId ?? '') ? 'good' : 'bad',
      ]),
    );
    const issues = rawIssuesOf(data).map(withFieldsOfThePmo);
    const ids = { ...USUAL, baselineFinish: today === '2026-11-22' ? USUAL.baselineFinish : null };
    const told = { today, timeZone: data.timeZone, fields: ids };
    const engine = runEngine(issues, { ...told, leads: asTheEngineKnows(leads), scheduled: true });
    const schedules = textbookSchedules(issues, told);
    expect(differences(engine, recount(issues, { ...told, leads, schedules }))).toEqual([]);
    const costs = engine.snapshots.get('DEP')?.findings.find(({ rule }) => rule === 'cost-performance');
    expect(costs?.status).toBe('partial');
    expect(engine.report.cycles).toHaveLength(1);
    // The item for which others wait was put off three times, each time at the last moment.
    const register = data.issues.find(({ fields }) =>
      (fields.summary as string).startsWith('Publish the asset register'),
    );
    const churn = engine.snapshots.get('DATA')?.findings.find(({ rule }) => rule === 'date-churn');
    expect(churn?.offenders).toContainEqual(
      expect.objectContaining({ key: register?.key, reason: 'movedOftenAndPostponedLate' }),
    );
  });
});

function asTheEngineKnows(leads: ReadonlyMap<string, Lead>): ReadonlyMap<string, ProjectLead> {
  return new Map([...leads].map(([key, lead]) => [key, lead === 'good' ? 'active' : 'inactive']));
}

/** The demo's fields of costs, risks and baseline, under the ids by which engine and recount know them. */
function withFieldsOfThePmo(issue: Json): Json {
  return JSON.parse(JSON.stringify(issue).replaceAll('"customfield_101', '"customfield_990')) as Json;
}

const DATA = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../shared/data');
// A folder that is named has to be there.
const suite = process.env.PLUMBLINE_DATA !== undefined || existsSync(DATA) ? describe : describe.skip;

suite(
  `real exports (${existsSync(DATA) ? 'found' : 'skipped: set PLUMBLINE_DATA to the folder that holds them'})`,
  () => {
    test.each([
      ['tidev-titanium', ['2021-06-30', '2014-03-31']],
      ['fluid', ['2025-06-30', '2012-05-15']],
      ['cloud-with-changelog', ['2024-09-20']],
    ])(
      '%s',
      async (name, days) => {
        const file = path.join(DATA, 'jira', `${name}.jsonl.gz`);
        // The recount reads the file itself; the engine gets what the import made of it.
        const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
        const raw = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown);
        const issues = rawIssuesOf((await importExport([file])).data);
        for (const today of days) {
          const options = { today, timeZone: 'UTC', leads: new Map() };
          const engine = runEngine(issues, { ...options, scheduled: true });
          // Some exports have ids that are no numbers, which the import replaces.
          const schedules = textbookSchedules(issues, options);
          const oracle = recount(raw, { ...options, schedules });
          expect(differences(engine, oracle)).toEqual([]);
          if (name === 'fluid') {
            expect(oracle.cycles).toEqual([
              ['FLUID-2285', 'FLUID-2286'],
              ['FLUID-4762', 'FLUID-4781'],
            ]);
          }
        }
      },
      120_000,
    );
  },
);
