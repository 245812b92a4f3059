import path from 'node:path';
import { checkPair, PortInUse } from '../host/listen';
import type { SiteData } from '../jira/site-data';
import type { Sandbox } from '../server';
import { firstRefresh } from './app-as-administrator';
import { checkedDay, checkedFiles, checkedPort, checkedSize, checkedStorageRate, readFlags } from './arguments';
import { runCommand, UsageFault } from './fault';
import { liftedQuota } from './lifted-quota';
import { loadDemo, loadExport, loadGenerated } from './load-data';
import { openState, type StateDirectory } from './state-directory';
import { stopwatch } from './stopwatch';
import { tellGateStories } from './tell-gate-stories';

const DEFAULT_PORT = 8420;
const HELP = `npm start -- [flags]

Runs Plumbline in a sandbox on this machine: the real app bundle on a simulated Jira site.

  --issues FILE   run on an export instead of the demo portfolio: one issue of Jira's REST API per line,
                  .jsonl or .jsonl.gz; may repeat
  --generate N    run on a generated portfolio of N projects with 25 dependencies each
  --port N        port of the page, ${DEFAULT_PORT} unless given; the app's frames take the next one; 0: any free pair
  --as-of DATE    pretend that it is this day, YYYY-MM-DD
  --fresh         forget what was stored and edited before
  --state DIR     where to store it, .sandbox unless given
  --storage-rate N
                  units of 10 KB that the app may read from its storage in a minute, and write, 4,000 as on Forge
                  unless given: the first reading of hundreds of projects is no longer held up by it
  --help          this text
`;

async function start(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    issues: { type: 'string', multiple: true },
    generate: { type: 'string' },
    port: { type: 'string' },
    'as-of': { type: 'string' },
    fresh: { type: 'boolean' },
    state: { type: 'string' },
    'storage-rate': { type: 'string' },
    help: { type: 'boolean' },
  });
  if (flags.help) return console.log(HELP);
  const files = checkedFiles(flags.issues ?? []);
  const generated = checkedSize(flags.generate);
  if (generated !== null && files.length > 0) throw new UsageFault('Either --issues or --generate, not both.');
  const port = checkedPort(flags.port, DEFAULT_PORT);
  const asOf = checkedDay(flags['as-of']);
  const storageRate = checkedStorageRate(flags['storage-rate']);
  await orAnotherPort(checkPair(port));
  const say = stopwatch((line) => console.log(line));
  const state = openState(path.resolve(flags.state ?? '.sandbox'), { files, generated, asOf }, flags.fresh ?? false);

  const data = await load({ files, generated }, state, say);
  // Forge's tools take seconds to load; a bad flag should not wait for them.
  const { startSandbox } = await import('../server');
  const sandbox = await orAnotherPort(
    startSandbox({
      data,
      port,
      asOf,
      storageFile: state.storageFile,
      editsFile: state.editsFile,
      onProgress: say,
      tuning: { ...liftedQuota(data), ...(storageRate === null ? {} : { storageUnitsPerMinute: storageRate }) },
    }),
  );
  stopOnSignal(sandbox);
  await firstRefresh(sandbox, data, say);
  if (files.length === 0 && generated === null) await tellGateStories(sandbox, data, state.createdOn, say);
  console.log(`\nPlumbline runs at ${sandbox.address}\nCtrl-C stops it.`);
}

async function load(
  { files, generated }: { readonly files: readonly string[]; readonly generated: number | null },
  state: StateDirectory,
  say: (text: string) => void,
): Promise<SiteData> {
  if (generated !== null) {
    const data = loadGenerated(state.createdOn, generated);
    say(`generated portfolio: ${sizeOf(data)}`);
    return data;
  }
  if (files.length === 0) {
    const data = loadDemo(state.createdOn);
    say(`demo portfolio ${data.title}: ${sizeOf(data)}`);
    return data;
  }
  const { data, report } = await loadExport(files);
  say(`export: ${sizeOf(data)}`);
  for (const notice of report.unreadable) say(`skipped ${notice.file} line ${notice.line}: ${notice.reason}`);
  const unlisted = report.unreadableCount - report.unreadable.length;
  if (unlisted > 0) say(`skipped ${unlisted} more lines`);
  return data;
}

function sizeOf(data: SiteData): string {
  return `${data.projects.length} projects, ${data.issues.length.toLocaleString('en')} issues`;
}

/** @throws UsageFault with a free port, where the one that was asked for is taken */
async function orAnotherPort<T>(attempt: Promise<T>): Promise<T> {
  try {
    return await attempt;
  } catch (error) {
    if (!(error instanceof PortInUse)) throw error;
    throw new UsageFault(`Port ${error.port} is in use. Try: npm start -- --port ${error.free}`);
  }
}

function stopOnSignal(sandbox: Sandbox): void {
  let stopping = false;
  function stop(): void {
    if (stopping) return;
    stopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  }
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

runCommand(start);
