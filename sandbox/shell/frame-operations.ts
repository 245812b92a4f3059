import type { Surface } from '../host/app-manifest';
import type { FlagOptions } from './flags';
import { request, requestJson } from './jira-api';
import { addressOf } from './routes';
import type { ColorMode } from './session';

/** What `Modal.open` of the bridge passes. */
export interface ModalRequest {
  readonly resource: string | null;
  readonly size: unknown;
  readonly title: string;
  readonly context: unknown;
  readonly onClose: (payload?: unknown) => unknown;
}

/** A frame's surroundings at the moment of a call. */
export interface FrameWorld {
  readonly surface: Surface;
  readonly accountId: string;
  readonly siteTitle: string;
  readonly colorMode: ColorMode;
  readonly place: Readonly<Record<string, unknown>>;
  readonly setHeight: (height: number) => void;
  readonly showFlag: (flag: FlagOptions) => void;
  readonly closeFlag: (id: string) => void;
  readonly openModal: (modal: ModalRequest) => void;
  /** Closes the modal that the frame is in; `null` for a page, which cannot be closed. */
  readonly close: ((payload: unknown) => void) | null;
  readonly reload: () => void;
  readonly followTheme: (apply: (state: unknown) => void) => void;
  /** Where the frame is, as a `FrameLocation`; the function hears of back, forward and links. */
  readonly followAddress: (popped: (location: unknown) => void) => unknown;
  readonly move: (address: string, state: unknown, replace: boolean) => void;
}

type Operation = (world: FrameWorld, payload: Readonly<Record<string, unknown>>) => unknown;

/** The operations of Forge's bridge that a Jira page answers, by their names in `@forge/bridge`. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  invoke: async (world, { functionKey, payload }) => {
    const body = { module: world.surface.key, functionKey, payload, place: world.place };
    return (await requestJson<{ value?: unknown }>(world.accountId, 'POST', '/sandbox/invoke', body)).value;
  },
  getContext: (world) =>
    requestJson(world.accountId, 'POST', '/sandbox/context', { module: world.surface.key, place: world.place }),
  fetchProduct,
  enableTheming: (world, { apply }) => world.followTheme(apply as (state: unknown) => void),
  createHistory: openHistory,
  historyPush: (world, { address, state }) => world.move(String(address), state, false),
  historyReplace: (world, { address, state }) => world.move(String(address), state, true),
  historyGo: (_world, { steps }) => window.history.go(Number(steps)),
  resize: (world, { height }) => world.setHeight(Number(height)),
  showFlag: (world, payload) => world.showFlag(payload as unknown as FlagOptions),
  closeFlag: (world, { id }) => world.closeFlag(String(id)),
  openModal: (world, payload) => world.openModal(payload as unknown as ModalRequest),
  close: (world, payload) => closeFrame(world, payload),
  submit: (world, payload) => closeFrame(world, payload),
  refresh: (world) => world.reload(),
  reload: (world) => world.reload(),
  navigate,
  getUrl: (_world, target) => window.location.origin + addressOfTarget(target),
  on: (_world, { event, callback }) => subscribe(String(event), callback as (payload: unknown) => void),
  emit: (_world, { event, payload }) => announce(String(event), payload),
  emitReadyEvent: () => undefined,
};

/** Answers one call of a frame. Rejects, as Forge does, what the page does not offer. */
export async function operate(world: FrameWorld, operation: string, payload: unknown): Promise<unknown> {
  if (operation === 'changeWindowTitle') return changeTitle(world, String(payload));
  const run = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (!run) throw new Error(`The sandbox does not offer the bridge operation "${operation}".`);
  return run(world, (payload ?? {}) as Readonly<Record<string, unknown>>);
}

/** As on a Jira site: a panel of an issue has no addresses of its own. */
function openHistory(world: FrameWorld, { popped }: Readonly<Record<string, unknown>>): unknown {
  if (world.surface.type === 'jira:issueContext') throw new Error("This module's page has no history.");
  return world.followAddress(popped as (location: unknown) => void);
}

async function fetchProduct(world: FrameWorld, payload: Readonly<Record<string, unknown>>): Promise<unknown> {
  if (payload['product'] !== 'jira') throw new Error('The sandbox has no other product than Jira.');
  if (payload['isMultipartFormData']) throw new Error('The sandbox takes no files.');
  const init = (payload['fetchRequestInit'] ?? {}) as { method?: string; body?: string | null };
  const path = new URL(String(payload['restPath']), window.location.origin);
  if (path.origin !== window.location.origin || !path.pathname.startsWith('/rest/')) {
    throw new Error('Only /rest/ paths of Jira can be requested.');
  }
  const reply = await request(
    world.accountId,
    init.method ?? 'GET',
    path.pathname + path.search,
    init.body ?? undefined,
    'app',
  );
  return { ...reply, isAttachment: false };
}

function changeTitle(world: FrameWorld, title: string): void {
  document.title = `${title} - ${world.siteTitle}`;
}

function closeFrame(world: FrameWorld, payload: unknown): boolean {
  world.close?.(payload);
  return world.close !== null;
}

function navigate(_world: FrameWorld, payload: Readonly<Record<string, unknown>>): void {
  const address = typeof payload['url'] === 'string' ? payload['url'] : addressOfTarget(payload);
  const url = new URL(address, window.location.origin);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error('Only web addresses can be opened.');
  if (payload['type'] === 'new-tab') window.open(url, '_blank', 'noopener');
  else window.location.assign(url);
}

/** The places of the bridge's `NavigationTarget` that the shell has. */
function addressOfTarget(target: Readonly<Record<string, unknown>>): string {
  const text = (name: string): string => (typeof target[name] === 'string' ? target[name] : '');
  switch (text('target')) {
    case 'issue':
      return addressOf.issue(text('issueKey'));
    case 'module':
      return addressOfModule(text('moduleKey'), text('projectKey')) + pathBelow(text('path'));
    case 'projectSettingsDetails':
      return addressOf.projectIssues(text('projectKey'));
    default:
      throw new Error(`The sandbox has no place for the navigation target "${text('target')}".`);
  }
}

function addressOfModule(moduleKey: string, projectKey: string): string {
  return projectKey ? addressOf.projectApp(projectKey, moduleKey) : addressOf.globalApp(moduleKey);
}

/** The target's `path`, within the module whether or not it begins with a slash. */
function pathBelow(path: string): string {
  return path && `/${path.replace(/^\/+/, '')}`;
}

const subscriptions = new Map<string, Set<(payload: unknown) => void>>();

function subscribe(event: string, callback: (payload: unknown) => void): { unsubscribe: () => void } {
  const callbacks = subscriptions.get(event) ?? new Set();
  subscriptions.set(event, callbacks.add(callback));
  return { unsubscribe: () => void callbacks.delete(callback) };
}

function announce(event: string, payload: unknown): void {
  subscriptions.get(event)?.forEach((callback) => callback(payload));
}
