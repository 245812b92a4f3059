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
import { portfolio, tinyPortfolio } from './portfolio';
import { rawIssuesOf } from './raw-issues';
import { recount, type Lead } from './recount';
import { textbookSchedules } from './schedules';

describe('the engine and the recount agree', () => {
  test('on small portfolios', () => {
    fc.assert(
      fc.property(portfolio, ({ today, issues, leads }) => {
        // The textbook is slow: it is asked about the smaller ones, and about every fifth of the others.
        const scheduled = issues.length < 6 || issues.length % 5 === 0;
        const told = { baselined: issues.length % 2 === 0, changelogs: issues.length % 7 !== 0 };
        const engine = runEngine(issues, {
          today,
          timeZone: 'UTC',
          leads: asTheEngineKnows(leads),
          scheduled,
          ...told,
        });
        const schedules = scheduled ? { schedules: textbookSchedules(engine.slices, today) } : {};
        const oracle = recount(issues, { today, timeZone: 'UTC', leads, ...told, ...schedules });
        expect(differences(engine, oracle)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('on 10,000 small projects', () => {
    let projects = 0;
    fc.assert(
      fc.property(tinyPortfolio, ({ today, issues, leads }) => {
        const told = { baselined: issues.length % 2 === 0, changelogs: issues.length % 7 !== 0 };
        const engine = runEngine(issues, {
          today,
          timeZone: 'UTC',
          leads: asTheEngineKnows(leads),
          scheduled: false,
          ...told,
        });
        projects += engine.snapshots.size;
        expect(differences(engine, recount(issues, { today, timeZone: 'UTC', leads, ...told }))).toEqual([]);
      }),
      { numRuns: 3_900 },
    );
    expect(projects).toBeGreaterThan(10_000);
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
    const told = { today, timeZone: data.timeZone, baselined: today === '2026-11-22' };
    const engine = runEngine(issues, { ...told, leads: asTheEngineKnows(leads), scheduled: true });
    const schedules = textbookSchedules(engine.slices, today);
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
const suite = existsSync(DATA) ? describe : describe.skip;

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
          // The textbook takes minutes for the larger ones, whose schedules are compared elsewhere.
          const scheduled = name === 'cloud-with-changelog';
          const engine = runEngine(issues, { ...options, scheduled });
          const schedules = scheduled ? { schedules: textbookSchedules(engine.slices, today) } : {};
          const oracle = recount(raw, { ...options, ...schedules });
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
