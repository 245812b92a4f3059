import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import path from 'node:path';
import type { AppManifest } from '../platform';
import { secured } from './csp';
import { fileBelow, HttpFault, readText, routed, sendFile, type Exchange } from './http';
import type { Violation, ViolationRecord } from './violations';

const REPORT_LIMIT = 100_000;

/** Where the second origin keeps what is not the app's: outside every resource key, which has no leading underscore. */
const BRIDGE_PATH = '/_sandbox/bridge.js';
const REPORT_PATH = '/_sandbox/csp-report';

/** Serves the app's resources on the frames' own origin: `/<resource key>/…` below the folder that the manifest names. */
export function frameServer(options: {
  readonly manifest: AppManifest;
  readonly appDirectory: string;
  readonly bridgeFile: string;
  /** Milliseconds by which the sandbox's clock is ahead of the browser's. */
  readonly clockOffset: number;
  readonly hostOrigin: string;
  readonly frameOrigin: string;
  readonly violations: ViolationRecord;
  readonly onViolation: (violation: Violation) => void;
  readonly onCrash: (error: unknown) => void;
}): RequestListener {
  const folders = new Map(
    [...options.manifest.resources].map(([key, folder]) => [key, path.resolve(options.appDirectory, folder)]),
  );

  async function serveResource({ response, params }: Exchange): Promise<void> {
    const folder = folders.get(params['resource'] ?? '');
    if (!folder) throw new HttpFault(404, 'The manifest has no such resource.');
    const name = params['*'] || 'index.html';
    const file = await fileBelow(folder, name);
    if (!file) throw new HttpFault(404, `The resource has no file ${name}.`);
    if (path.extname(file) !== '.html') return sendFile(response, file);
    const page = secured(await readFile(file, 'utf8'), {
      permissions: options.manifest.permissions,
      hostOrigin: options.hostOrigin,
      bridge: BRIDGE_PATH,
      clockOffset: options.clockOffset,
      reportUri: options.frameOrigin + REPORT_PATH,
    });
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': page.policy,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    });
    response.end(page.html);
  }

  return routed(
    [
      { method: 'GET', path: BRIDGE_PATH, handle: ({ response }) => sendFile(response, options.bridgeFile) },
      {
        method: 'POST',
        path: REPORT_PATH,
        handle: async ({ request, response }) => {
          const report = await readText(request, REPORT_LIMIT);
          options.onViolation(options.violations.add(report, new Date()));
          response.writeHead(204).end();
        },
      },
      { method: 'GET', path: '/:resource/*', handle: serveResource },
    ],
    options.onCrash,
  );
}
