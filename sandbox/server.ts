import path from 'node:path';
import { putAppOnSite, type AppOnSite } from './app-on-site';
import { eventStream } from './host/event-stream';
import { frameServer } from './host/frame-server';
import { hostServer } from './host/host-server';
import { closeServer, listenOnPair, serve } from './host/listen';
import { APP_PAGES, buildPages, SHELL, type PageProject } from './host/pages';
import { viewContexts } from './host/view-context';
import { recordViolations } from './host/violations';
import type { SiteData } from './jira/site-data';
import type { PlatformTuning } from './platform';
import { APP_DIRECTORY, CACHE_DIRECTORY } from './paths';

/** The app on a simulated site, with pages for the browser. */
export interface Sandbox extends AppOnSite {
  /** Of the Jira-like page, with a slash at the end. */
  readonly address: string;
}

/**
 * Builds what has changed, starts site, platform and both origins, and installs the app.
 * @throws PortInUse when the port or the next one is taken
 */
export async function startSandbox(options: {
  readonly data: SiteData;
  /** 0: the first free pair. */
  readonly port: number;
  /** `YYYY-MM-DD`; `null`: today. */
  readonly asOf: string | null;
  /** `null`: in memory. */
  readonly storageFile: string | null;
  /** Where changes of the site's data are kept; `null`: in memory. */
  readonly editsFile: string | null;
  readonly onProgress: (text: string) => void;
  readonly tuning?: Partial<PlatformTuning>;
}): Promise<Sandbox> {
  const { data, onProgress } = options;
  const pair = await listenOnPair(options.port);
  const hostOrigin = `http://127.0.0.1:${pair.port}`;
  const frameOrigin = `http://127.0.0.1:${pair.port + 1}`;
  const events = eventStream();
  const violations = recordViolations();

  async function closePorts(): Promise<void> {
    events.close();
    await Promise.all([closeServer(pair.host), closeServer(pair.frames)]);
  }

  try {
    const [app] = await Promise.all([putAppOnSite({ ...options, baseUrl: hostOrigin }), buildAll(onProgress)]);
    const { site, platform } = app;
    const onCrash = (error: unknown): void =>
      onProgress(`the sandbox failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    serve(
      pair.host,
      hostServer({
        data,
        site,
        manifest: platform.manifest,
        shellFolder: path.join(APP_DIRECTORY, SHELL.output),
        frameOrigin,
        contexts: viewContexts({ data, site, installation: platform.installation, siteUrl: hostOrigin }),
        invoke: (surface, functionKey, payload, viewer) => platform.invoke(surface.key, functionKey, payload, viewer),
        activity: () => activityOf(app),
        events,
        violations,
        onCrash,
      }),
    );
    serve(
      pair.frames,
      frameServer({
        manifest: platform.manifest,
        appDirectory: APP_DIRECTORY,
        clockOffset: app.clockOffset,
        bridgeFile: path.join(APP_DIRECTORY, SHELL.output, 'bridge.js'),
        hostOrigin,
        frameOrigin,
        violations,
        onViolation: (violation) => {
          onProgress(
            `content security policy broken: ${violation.directive} blocked ${violation.blocked} (${violation.source})`,
          );
          events.tell({ kind: 'csp-violation', count: violations.all().count });
        },
        onCrash,
      }),
    );
    site.onEvent(() => events.tell({ kind: 'site-changed' }));
    await platform.install();
    return {
      ...app,
      address: `${hostOrigin}/`,
      stop: async () => {
        await closePorts();
        await app.stop();
      },
    };
  } catch (error) {
    await closePorts();
    throw error;
  }
}

async function buildAll(onProgress: (text: string) => void): Promise<void> {
  await Promise.all([APP_PAGES, SHELL].map((project) => buildOne(project, onProgress)));
}

async function buildOne(project: PageProject, onProgress: (text: string) => void): Promise<void> {
  const built = await buildPages(APP_DIRECTORY, project, CACHE_DIRECTORY);
  onProgress(built ? `${project.name} built` : `${project.name} unchanged`);
}

function activityOf({ platform, log }: AppOnSite): unknown {
  const { jira, jiraPointsThisHour, kvs, queue, functions } = platform.usage();
  const processes = platform.processes();
  return {
    counters: {
      'Jira calls': jira.calls,
      'Jira quota points': jira.points,
      'Jira quota points this hour': jiraPointsThisHour,
      'Jira calls refused': jira.refused,
      'KVS requests': kvs.requests,
      'KVS bytes read': kvs.readBytes,
      'KVS bytes written': kvs.writtenBytes,
      'Function GB-seconds': Math.round(functions.gigabyteSeconds * 10) / 10,
      'Events delivered': queue.delivered,
      Invocations: processes.reduce((sum, each) => sum + each.invocations, 0),
      'Peak MB of a process': Math.round(Math.max(0, ...processes.map((each) => each.peakResidentBytes)) / 1_000_000),
    },
    log: log().map(({ time, source, level, functionKey, message }) => ({
      at: time,
      text: [source, level, functionKey, message].filter(Boolean).join(' '),
    })),
  };
}
