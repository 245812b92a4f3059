import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Portfolios of two sites that are not where the machine is: how many, their digest, and the machine's own hour. */
const SCRIPT = `
  const fc = require('fast-check');
  const { createHash } = require('node:crypto');
  const { portfolio } = require('./test/oracle/portfolio');
  const { runEngine } = require('./test/oracle/engine');
  const digest = createHash('sha256');
  let projects = 0;
  for (const timeZone of ['Europe/Amsterdam', 'America/Los_Angeles']) {
    for (const { today, issues, leads } of fc.sample(portfolio, { seed: 85, numRuns: 60 })) {
      const known = new Map([...leads].map(([key, lead]) => [key, lead === 'good' ? 'active' : 'inactive']));
      const { snapshots } = runEngine(issues, { today, timeZone, leads: known, scheduled: true });
      projects += snapshots.size;
      digest.update(JSON.stringify([...snapshots]));
    }
  }
  process.stdout.write(JSON.stringify({ projects, digest: digest.digest('hex'), hour: new Date(0).getHours() }));
`;

interface Outcome {
  readonly projects: number;
  readonly digest: string;
  readonly hour: number;
}

test('generated projects come to the same bytes whatever the machine’s time zone', () => {
  const outcomes = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns'].map((zone): Outcome => {
    const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', SCRIPT], {
      cwd: path.resolve(__dirname, '../..'),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    });
    return JSON.parse(output) as Outcome;
  });
  expect(new Set(outcomes.map(({ hour }) => hour)).size).toBe(3);
  expect(outcomes[0].projects).toBeGreaterThan(100);
  expect(new Set(outcomes.map(({ digest }) => digest)).size).toBe(1);
});
