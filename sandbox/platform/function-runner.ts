import { randomBytes, randomUUID } from 'node:crypto';
import type { ExternalRequestBody } from '@forge/runtime';
import { AppPool } from './app-pool';
import type { AppOutput, Outcome, ProcessRecord } from './app-process';
import { FunctionMeter } from './function-usage';
import type { Installation } from './installation';
import type { Invocation, InvocationRequest } from './invocation';
import { InvocationFailure } from './invocation';
import type { PlatformLog } from './log';
import type { AppFunction, AppManifest } from './manifest';

type AppEvent = ExternalRequestBody & {
  readonly context: Readonly<Record<string, unknown>>;
  readonly _meta: { readonly clockOffsetMilliseconds: number };
};

interface RunnerOptions {
  readonly manifest: AppManifest;
  readonly installation: Installation;
  readonly bundle: { readonly directory: string; readonly version: string };
  readonly clockOffsetMilliseconds: number;
  readonly maximumProcesses: number;
  /** Where the app's calls go; known before the first invocation. */
  readonly gatewayUrl: string;
  readonly log: PlatformLog;
}

/** A reply of the app: the value, and how many bytes of JSON it took. */
export interface FunctionReply {
  readonly value: unknown;
  readonly bytes: number;
}

/** Runs the app's functions in its processes, within the limits of the manifest. */
export class FunctionRunner {
  readonly meter: FunctionMeter;
  private readonly pool: AppPool;
  private readonly byToken = new Map<string, Invocation>();
  private readonly byId = new Map<string, Invocation>();
  private stopped = false;

  constructor(private readonly options: RunnerOptions) {
    this.meter = new FunctionMeter(options.manifest.memoryMB);
    this.pool = new AppPool({
      bundleDirectory: options.bundle.directory,
      memoryMB: options.manifest.memoryMB,
      maximumProcesses: options.maximumProcesses,
      onOutput: (output) => this.logOutput(output),
    });
  }

  /**
   * Runs a function of the manifest.
   * @throws InvocationFailure when there is no reply: the app threw, crashed, or exceeded time or memory.
   */
  async run(request: InvocationRequest): Promise<FunctionReply> {
    if (this.stopped) throw new InvocationFailure('stopped', 'the platform has stopped');
    const appFunction = this.options.manifest.functions.get(request.functionKey);
    if (appFunction === undefined) {
      throw new InvocationFailure('unknownFunction', `the manifest declares no function "${request.functionKey}"`);
    }
    const invocation: Invocation = {
      id: randomUUID(),
      token: randomBytes(24).toString('base64url'),
      functionKey: request.functionKey,
      moduleKey: request.moduleKey,
      accountId: request.accountId,
      chain: request.chain,
    };
    this.byToken.set(invocation.token, invocation);
    this.byId.set(invocation.id, invocation);
    try {
      const event = this.eventFor(request, appFunction, invocation);
      const timeout = appFunction.timeoutSeconds * 1000;
      const { outcome, milliseconds } = await this.pool.run(event, timeout, request.background);
      this.meter.count(request.functionKey, milliseconds);
      return this.replyOf(outcome, appFunction, invocation);
    } finally {
      this.byToken.delete(invocation.token);
      this.byId.delete(invocation.id);
    }
  }

  /** The running invocation that a token belongs to; `undefined` once it has ended. */
  invocationOf(token: string): Invocation | undefined {
    return this.byToken.get(token);
  }

  runningCount(): number {
    return this.byToken.size;
  }

  processes(): readonly Readonly<ProcessRecord>[] {
    return this.pool.processes();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.pool.stop();
  }

  private eventFor(request: InvocationRequest, appFunction: AppFunction, invocation: Invocation): AppEvent {
    const { installation, bundle, manifest } = this.options;
    const permissions = { scopes: [...manifest.scopes], external: {} };
    const appContext = {
      appId: installation.appId,
      appVersion: bundle.version,
      environmentId: installation.environmentId,
      environmentType: installation.environmentType,
      invocationId: invocation.id,
      installationId: installation.installationId,
      functionKey: request.functionKey,
      moduleType: request.moduleType,
      moduleKey: request.moduleKey,
      permissions,
    };
    return {
      handler: appFunction.handler,
      body: { ...request.body },
      context: {
        ...(request.accountId === null ? {} : { principal: { accountId: request.accountId } }),
        installContext: installation.contextAri,
        installation: { ari: installation.installationId, contexts: [{ cloudId: installation.cloudId }] },
        workspaceId: installation.cloudId,
      },
      _meta: {
        apiAuth: { env: '', objects: '' },
        clientId: installation.appId,
        contextAri: installation.contextAri,
        appContext,
        tracing: { traceId: invocation.id.replaceAll('-', ''), spanId: invocation.id.slice(0, 8) },
        realtime: {},
        ...(request.accountId === null ? {} : { aaid: request.accountId }),
        proxy: { url: this.options.gatewayUrl, token: invocation.token },
        timeout: appFunction.timeoutSeconds,
        clockOffsetMilliseconds: this.options.clockOffsetMilliseconds,
      },
    };
  }

  private replyOf(outcome: Outcome, appFunction: AppFunction, invocation: Invocation): FunctionReply {
    if (outcome.kind === 'replied' && outcome.reply.success) {
      const { body } = outcome.reply;
      return { value: body === undefined ? undefined : JSON.parse(body), bytes: Buffer.byteLength(body ?? '') };
    }
    const failure = this.stopped
      ? new InvocationFailure('stopped', 'the platform has stopped')
      : failureOf(outcome, appFunction, this.options.manifest.memoryMB);
    const stack = failure.appStack === undefined ? '' : `\n${failure.appStack.join('\n')}`;
    this.options.log.platform('error', `${failure.message}${stack}`, invocation);
    throw failure;
  }

  private logOutput(output: AppOutput): void {
    const invocation = output.invocationId === undefined ? undefined : this.byId.get(output.invocationId);
    this.options.log.app(output, invocation);
  }
}

function failureOf(outcome: Outcome, appFunction: AppFunction, memoryMB: number): InvocationFailure {
  switch (outcome.kind) {
    case 'timedOut':
      return new InvocationFailure('timedOut', `Task timed out after ${appFunction.timeoutSeconds} seconds`);
    case 'outOfMemory':
      return new InvocationFailure('outOfMemory', `Runtime exited: it needs more memory than ${memoryMB} MB`);
    case 'crashed':
      return new InvocationFailure('crashed', `Runtime exited with error: ${outcome.how}`);
    case 'replied': {
      if (outcome.reply.success) throw new Error('A reply that succeeded is no failure.');
      const { errorMessage, errorType, stack } = outcome.reply.error;
      return new InvocationFailure('appError', errorMessage, errorType, stack);
    }
  }
}
