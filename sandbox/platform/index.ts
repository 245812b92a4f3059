import { randomUUID } from 'node:crypto';
import type { ProcessRecord } from './app-process';
import { bundleApp } from './bundle';
import { FunctionRunner } from './function-runner';
import { Gateway } from './gateway';
import type { Installation } from './installation';
import { installationOf } from './installation';
import { InvocationFailure } from './invocation';
import { JiraQuota } from './jira-limits';
import { causedByApp, jiraRemote, reportRemote } from './jira-remote';
import { JiraUsage } from './jira-usage';
import { KvsRemote } from './kvs/kvs-remote';
import { KvsStore } from './kvs/kvs-store';
import { PlatformLog } from './log';
import type { AppManifest } from './manifest';
import { readManifest } from './manifest';
import type { PlatformOptions, Viewer } from './options';
import type { PlatformUsage } from './platform-usage';
import { EventQueue } from './queue';
import { QueueRemote } from './queue-remote';
import { seededRandom } from './random';
import { RateWindow } from './rate-window';
import { Schedule } from './schedule';
import { readStorageFile, StorageFile } from './storage-file';
import { Triggers } from './triggers';
import { DEFAULT_TUNING } from './tuning';

export type { ProcessRecord } from './app-process';
export type { Installation } from './installation';
export type { PlatformLogLine } from './invocation';
export type { AppManifest } from './manifest';
export type { PlatformOptions, Viewer } from './options';
export type { PlatformTuning } from './tuning';
export { readManifest } from './manifest';

/** A Forge platform with one app, installed on one site. */
export interface ForgePlatform {
  readonly manifest: AppManifest;
  readonly installation: Installation;
  /** Changes with the app's sources. */
  readonly appVersion: string;
  /**
   * Calls a resolver function as `invoke` of `@forge/bridge` does.
   * @throws InvocationFailure where there is no reply.
   */
  invoke(moduleKey: string, functionName: string, payload: unknown, viewer: Viewer): Promise<unknown>;
  /** Tells the app that it has been installed, or upgraded since the storage was written; otherwise nothing. */
  install(): Promise<void>;
  /** Runs a scheduled trigger now. */
  runScheduled(key: string): Promise<void>;
  /** Resolves when no function runs and no event waits, delayed ones included. Rejects after `timeoutMilliseconds`. */
  whenIdle(timeoutMilliseconds?: number): Promise<void>;
  /** All processes of the app so far. */
  processes(): readonly Readonly<ProcessRecord>[];
  usage(): PlatformUsage;
  /** Saves the storage and kills what runs. */
  stop(): Promise<void>;
}

const LARGEST_REQUEST_BYTES = 500 * 1024;
const LARGEST_RESPONSE_BYTES = 5 * 1024 * 1024;
const INVOCATIONS_PER_MINUTE_AND_USER = 1200;
const IDLE_POLL_MILLISECONDS = 20;
const IDLE_TIMEOUT_MILLISECONDS = 120_000;

/**
 * Bundles the app and starts a platform for it on loopback.
 * @throws ManifestError or Error where the app cannot be deployed.
 */
export async function startPlatform(options: PlatformOptions): Promise<ForgePlatform> {
  const manifest = readManifest(options.appDirectory);
  const bundle = await bundleApp(options);
  const gateway = await Gateway.open();
  try {
    return new SimulatedPlatform(options, manifest, bundle, gateway);
  } catch (error) {
    await gateway.close();
    throw error;
  }
}

class SimulatedPlatform implements ForgePlatform {
  readonly installation: Installation;
  readonly appVersion: string;
  private readonly runner: FunctionRunner;
  private readonly queue: EventQueue;
  private readonly triggers: Triggers;
  private readonly schedule: Schedule;
  private readonly kvs: KvsRemote;
  private readonly store: KvsStore;
  private readonly jiraUsage = new JiraUsage();
  private readonly jiraQuota: JiraQuota;
  private readonly storage: StorageFile | null;
  private readonly invocationRates = new Map<string, RateWindow>();
  private installedVersion: string | null = null;

  constructor(
    options: PlatformOptions,
    readonly manifest: AppManifest,
    bundle: { readonly directory: string; readonly version: string },
    private readonly gateway: Gateway,
  ) {
    const tuning = { ...DEFAULT_TUNING, ...options.tuning };
    const log = new PlatformLog(options.clock, options.log);
    const random = seededRandom(tuning.seed);
    const now = () => options.clock().getTime();
    this.installation = installationOf(manifest.appId);
    this.appVersion = bundle.version;
    this.storage =
      options.storageFile === null
        ? null
        : new StorageFile(
            options.storageFile,
            () => this.state(),
            (error) => log.platform('error', `The storage could not be saved: ${String(error)}`),
          );
    const onChange = () => this.storage?.changed();
    this.runner = new FunctionRunner({
      manifest,
      installation: this.installation,
      bundle,
      clockOffsetMilliseconds: options.clockOffsetMilliseconds,
      maximumProcesses: tuning.maximumProcesses,
      gatewayUrl: gateway.url,
      log,
    });
    const shared = { runner: this.runner, random, log, duplicateRate: tuning.duplicateRate };
    this.store = new KvsStore({ ...tuning, now, onChange });
    this.kvs = new KvsRemote({
      ...{ store: this.store, scopes: manifest.scopes, entities: manifest.entities, now },
      unitsPerMinute: tuning.storageUnitsPerMinute,
    });
    this.queue = new EventQueue({
      ...shared,
      consumers: manifest.consumers,
      retryBackoffMilliseconds: tuning.retryBackoffMilliseconds,
      mostAtOnce: tuning.deliveriesAtOnce,
      onChange,
    });
    this.triggers = new Triggers({
      ...shared,
      triggers: manifest.triggers,
      delayMilliseconds: tuning.eventDelayMilliseconds,
    });
    this.schedule = new Schedule({
      runner: this.runner,
      log,
      triggers: manifest.scheduledTriggers,
      cloudId: this.installation.cloudId,
    });
    const limits = { pointsPerHour: tuning.jiraPointsPerHour, callsPerSecond: tuning.jiraCallsPerSecond };
    this.jiraQuota = new JiraQuota(limits, { now, ticks: () => performance.now() });
    const queueRemote = new QueueRemote(this.queue, manifest);
    const reports = reportRemote(options.site, manifest.scopes);
    gateway.serve({
      invocationOf: (token) => this.runner.invocationOf(token),
      remotes: {
        jira: jiraRemote(options.site, manifest.scopes, this.jiraUsage, this.jiraQuota),
        kvs: (request) => this.kvs.handle(request),
        stargate: (request) =>
          request.path === '/app/report-accounts' ? reports(request) : queueRemote.handle(request),
      },
      ...(options.intercept === undefined ? {} : { intercept: options.intercept }),
      onError: (message, invocation) => log.platform('error', message, invocation),
    });
    options.site.onEvent((event) => this.triggers.fire({ ...event, selfGenerated: causedByApp.getStore() === true }));
    this.load(options.storageFile);
    this.schedule.start();
  }

  async invoke(moduleKey: string, functionName: string, payload: unknown, viewer: Viewer): Promise<unknown> {
    const module = this.manifest.modules.find((candidate) => candidate.key === moduleKey);
    if (module === undefined) {
      throw new InvocationFailure('unknownModule', `the manifest declares no module "${moduleKey}"`);
    }
    if (module.functionKey === null) {
      throw new InvocationFailure('unknownFunction', `module "${moduleKey}" has no resolver`);
    }
    const call = { functionKey: functionName, payload };
    if (Buffer.byteLength(JSON.stringify(call)) > LARGEST_REQUEST_BYTES) {
      throw new InvocationFailure('requestTooLarge', 'the request exceeds 500 KB');
    }
    this.takeInvocation(viewer.accountId);
    const reply = await this.runner.run({
      functionKey: module.functionKey,
      moduleKey,
      moduleType: module.type,
      body: { call, context: { ...viewer.context, accountId: viewer.accountId, moduleKey } },
      accountId: viewer.accountId,
      chain: { pushes: 0 },
      background: false,
    });
    if (reply.bytes > LARGEST_RESPONSE_BYTES) {
      throw new InvocationFailure('responseTooLarge', 'the response exceeds 5 MB');
    }
    return reply.value;
  }

  async install(): Promise<void> {
    if (this.installedVersion === this.appVersion) return;
    const isFirst = this.installedVersion === null;
    this.installedVersion = this.appVersion;
    this.storage?.changed();
    const { appId, installationId, environmentId, cloudId } = this.installation;
    this.triggers.fire({
      eventType: isFirst ? 'avi:forge:installed:app' : 'avi:forge:upgraded:app',
      payload: {
        id: installationId,
        app: { id: appId, version: this.appVersion },
        environment: { id: environmentId },
        context: { cloudId },
        eventId: randomUUID(),
      },
      selfGenerated: false,
    });
  }

  runScheduled(key: string): Promise<void> {
    return this.schedule.run(key);
  }

  async whenIdle(timeoutMilliseconds = IDLE_TIMEOUT_MILLISECONDS): Promise<void> {
    const deadline = performance.now() + timeoutMilliseconds;
    while (this.queue.waitingCount() + this.triggers.waitingCount() + this.runner.runningCount() > 0) {
      if (performance.now() > deadline) {
        const running = `${this.runner.runningCount()} functions running, ${this.triggers.waitingCount()} events`;
        throw new Error(
          `Not idle after ${timeoutMilliseconds} ms: ${running} on their way; queues: ${this.queue.describeWaiting()}.`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, IDLE_POLL_MILLISECONDS));
    }
  }

  processes(): readonly Readonly<ProcessRecord>[] {
    return this.runner.processes();
  }

  usage(): PlatformUsage {
    return {
      jira: this.jiraUsage.total(),
      jiraByEndpoint: this.jiraUsage.byEndpoint(),
      jiraPointsThisHour: this.jiraQuota.pointsThisHour(),
      kvs: this.kvs.meter.total(),
      kvsByOperation: this.kvs.meter.byOperation(),
      queue: { ...this.queue.usage },
      functions: this.runner.meter.total(),
      functionsByKey: this.runner.meter.byFunction(),
    };
  }

  async stop(): Promise<void> {
    this.schedule.stop();
    this.triggers.stop();
    this.queue.stop();
    await this.runner.stop();
    await this.gateway.close();
    await this.storage?.flush();
  }

  private takeInvocation(accountId: string): void {
    const rate = this.invocationRates.get(accountId) ?? new RateWindow(INVOCATIONS_PER_MINUTE_AND_USER, 60_000);
    this.invocationRates.set(accountId, rate);
    if (!rate.take(1)) throw new InvocationFailure('rateLimited', 'more than 1,200 invocations a minute');
  }

  private state(): Parameters<typeof this.restore>[0] {
    return { installedVersion: this.installedVersion, entries: this.store.entries(), ...this.queue.saved() };
  }

  private load(storageFile: string | null): void {
    const state = storageFile === null ? null : readStorageFile(storageFile);
    if (state !== null) this.restore(state);
  }

  private restore(state: NonNullable<ReturnType<typeof readStorageFile>>): void {
    this.installedVersion = state.installedVersion;
    this.store.load(state.entries);
    this.queue.load(state.events, state.jobs);
  }
}
