'use strict';
/**
 * Runs in the app's process, between the platform and the app's bundle: in the place of Atlassian's wrapper. It gives
 * the bundle the two globals that `@forge/api` and its siblings call, hands each invocation to its handler, and
 * reports output and results to the parent process.
 *
 * `main(event)` takes `{handler, body, context, _meta}`: `handler` as in the manifest, `body` and `context` the
 * handler's two arguments, `_meta` what the platform tells about the invocation. It answers
 * `{success: true, body}` with the reply as JSON text, or `{success: false, error}`.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const { format } = require('node:util');

const RealDate = Date;
const send = process.send.bind(process);
const platformFetch = globalThis.fetch;
const invocations = new AsyncLocalStorage();
let clockIsSet = false;

/** The app's clock runs as fast as the machine's, `offset` milliseconds away from it. */
function setClock(offset) {
  if (clockIsSet || offset === 0) return;
  clockIsSet = true;
  const now = () => RealDate.now() + offset;
  const shifted = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  RealDate.prototype.constructor = shifted;
  globalThis.Date = shifted;
}

function log(level, message) {
  send({ log: { level, message, invocationId: invocations.getStore()?.appContext.invocationId } });
}

function captureOutput() {
  const levels = { debug: 'debug', log: 'info', info: 'info', warn: 'warn', error: 'error', trace: 'debug' };
  for (const [method, level] of Object.entries(levels)) console[method] = (...args) => log(level, format(...args));
  const writer = (level) => (chunk, encoding, callback) => {
    log(level, String(chunk).replace(/\n$/, ''));
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) process.nextTick(done);
    return true;
  };
  process.stdout.write = writer('info');
  process.stderr.write = writer('error');
}

/** As in a Lambda, what nobody catches ends the process, and with it the invocation. */
function endOnUncaughtErrors() {
  process.on('uncaughtException', (error) => {
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    send({ log: { level: 'error', message: `Uncaught: ${message}` } }, () => process.exit(1));
  });
  process.on('disconnect', () => process.exit(0));
}

async function forgeFetch(args, requestPath, init = {}) {
  const runtime = invocations.getStore();
  if (runtime === undefined) throw new Error('Forge runtime not found.');
  const headers = new globalThis.Headers(init.headers);
  headers.set('authorization', `Bearer ${runtime.proxy.token}`);
  headers.set('x-forge-target', JSON.stringify(args));
  return platformFetch(runtime.proxy.url + (requestPath.startsWith('/') ? '' : '/') + requestPath, {
    ...init,
    headers,
  });
}

/** No egress is declared and none is simulated: every fetch outside of Atlassian's products is refused as Forge does. */
async function refuseEgress(input) {
  const url = typeof input === 'string' ? input : (input.url ?? String(input));
  const error = new Error(
    `URL not included in the external fetch backend permissions: ${url}. ` +
      'Visit go.atlassian.com/forge-egress for more information.',
  );
  throw Object.assign(error, { name: 'REQUEST_EGRESS_ALLOWLIST_ERR', status: 403 });
}

const silentMetric = {
  incr() {},
  incrBy() {},
  decr() {},
  decrBy() {},
  set() {},
  measure: () => ({ stop() {} }),
};

function installGlobals() {
  Object.defineProperty(globalThis, '__forge_runtime__', { get: () => invocations.getStore() });
  globalThis.__forge_fetch__ = forgeFetch;
  globalThis.fetch = refuseEgress;
}

function runtimeOf(meta) {
  const deadline = performance.now() + meta.timeout * 1000;
  const remaining = () => Math.max(0, Math.round(deadline - performance.now()));
  return {
    proxy: meta.proxy,
    contextAri: meta.contextAri,
    container: { region: 'sandbox', runtime: process.version, handler: process.env._HANDLER },
    appContext: meta.appContext,
    aaid: meta.aaid,
    lambdaContext: { awsRequestId: meta.appContext.invocationId, getRemainingTimeInMillis: remaining },
    tracing: meta.tracing,
    realtime: {},
    featureFlags: () => false,
    metrics: { counter: () => silentMetric, timing: () => silentMetric, gauge: () => silentMetric },
  };
}

function handlerOf(name) {
  const [moduleName, functionName] = name.split('.');
  const handler = require(path.join(process.env.FORGE_EFS_RUNTIME_PATH, `${moduleName}.cjs`))[functionName];
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`The bundle exports no function ${name}.`), { name: 'HandlerNotFound' });
  }
  return handler;
}

function describeError(error) {
  if (!(error instanceof Error)) return { errorMessage: String(error), errorType: 'Error', stack: [] };
  return { errorMessage: error.message, errorType: error.name, stack: (error.stack ?? '').split('\n') };
}

function main(event) {
  setClock(event._meta.clockOffsetMilliseconds);
  return invocations.run(runtimeOf(event._meta), async () => {
    try {
      const result = await handlerOf(event.handler)(event.body, event.context);
      return { success: true, status: 200, body: JSON.stringify(result) };
    } catch (error) {
      return { success: false, status: 500, error: describeError(error) };
    }
  });
}

captureOutput();
endOnUncaughtErrors();
installGlobals();
process.setSourceMapsEnabled(true);

module.exports = { main };
