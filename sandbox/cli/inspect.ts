import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AppOnSite } from '../app-on-site';
import { dayIn } from '../as-of';
import { APP_DIRECTORY } from '../paths';
import { firstRefresh } from './app-as-administrator';
import { checkedDay, checkedFiles, readFlags } from './arguments';
import { runCommand, UsageFault } from './fault';
import { inspectApp, type InspectionRun } from './inspection';
import { inspectionTable } from './inspection-table';
import { liftedQuota } from './lifted-quota';
import { loadExport } from './load-data';
import { stopwatch } from './stopwatch';

const HELP = `npm run inspect -- --issues FILE [flags]

Reads an export of Jira issues, runs Plumbline's real refresh on it in the sandbox, and prints every project's snapshot
and the dependency report. docs/inspect.md describes the JSON.

  --issues FILE   one issue of Jira's REST API per line, .jsonl or .jsonl.gz; may repeat
  --as-of DATE    the day of evaluation, YYYY-MM-DD; today unless given
  --json          everything as JSON, offending issues included
  --help          this text

Progress goes to standard error, the outcome to standard output.
`;

async function inspect(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    issues: { type: 'string', multiple: true },
    'as-of': { type: 'string' },
    json: { type: 'boolean' },
    help: { type: 'boolean' },
  });
  if (flags.help) return console.log(HELP);
  const files = checkedFiles(flags.issues ?? []);
  if (files.length === 0) {
    throw new UsageFault('--issues FILE is needed: the export to inspect. --help lists the flags.');
  }
  const asOf = checkedDay(flags['as-of']) ?? dayIn('UTC', new Date());
  const say = stopwatch((line) => console.error(line));

  const { data, report } = await loadExport(files);
  say(
    `export: ${data.projects.length} projects, ${data.issues.length} issues, unreadable lines: ${report.unreadableCount}`,
  );
  const start = performance.now();
  // Forge's tools take seconds to load; a bad flag should not wait for them.
  const { putAppOnSite } = await import('../app-on-site');
  const app = await putAppOnSite({
    data,
    asOf,
    storageFile: null,
    editsFile: null,
    baseUrl: 'http://127.0.0.1',
    onProgress: say,
    // Nobody waits in between, as Jira's hourly points would have the app do: a minute sees the work of hours.
    tuning: { ...liftedQuota(data), storageUnitsPerMinute: Infinity },
  });
  try {
    await app.platform.install();
    await firstRefresh(app, data, say);
    const told = { version: version(), asOf, run: runOf(app, performance.now() - start) };
    const inspection = await inspectApp(app, data, report, told);
    await print(flags.json ? JSON.stringify(inspection, null, 2) : inspectionTable(inspection));
  } finally {
    await app.stop();
  }
}

function version(): string {
  const description = JSON.parse(readFileSync(path.join(APP_DIRECTORY, 'package.json'), 'utf8')) as { version: string };
  return description.version;
}

/** What may differ from run to run. */
function runOf({ platform }: AppOnSite, milliseconds: number): InspectionRun {
  const { jira, jiraByEndpoint, kvs, queue } = platform.usage();
  return {
    seconds: Math.round(milliseconds / 100) / 10,
    processes: platform.processes().map(({ pid, invocations, peakResidentBytes, ending }) => ({
      pid,
      invocations,
      peakMemoryMB: Math.round(peakResidentBytes / 100_000) / 10,
      ending,
    })),
    jira: { ...jira, byEndpoint: jiraByEndpoint },
    kvs,
    queue,
  };
}

/** Waits until a pipe has taken all of it. */
async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}

runCommand(async () => {
  await inspect();
  process.exit(0);
});
