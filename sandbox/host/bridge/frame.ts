/**
 * The script that the sandbox puts before an app's own in each frame, as Forge does: it offers `__bridge.callBridge`,
 * which is all that `@forge/bridge` needs, and speaks with the page around the frame.
 */
import { createFrameHistory, type FrameLocation } from './frame-history';
import { createEndpoint } from './protocol';

/** What the page around the frame tells of its looks; the attributes that Atlaskit's themes select by. */
interface ThemeState {
  readonly colorMode: 'light' | 'dark';
  readonly themes: string;
}

function connect(hostOrigin: string): void {
  const endpoint = createEndpoint(
    (message) => window.parent.postMessage(message, hostOrigin),
    (operation) => Promise.reject(new Error(`An app's frame has no operation "${operation}".`)),
  );
  window.addEventListener('message', (event) => {
    if (event.source === window.parent && event.origin === hostOrigin) endpoint.receive(event.data);
  });

  function callBridge(operation: string, payload?: unknown): Promise<unknown> {
    if (operation === 'enableTheming') return endpoint.call('enableTheming', { apply: applyTheme });
    if (operation === 'createHistory') return openHistory();
    return endpoint.call(operation, payload);
  }

  async function openHistory(): Promise<unknown> {
    let popped: (location: FrameLocation) => void = () => undefined;
    const start = await endpoint.call('createHistory', {
      popped: (location: unknown) => popped(location as FrameLocation),
    });
    const history = createFrameHistory(
      start as FrameLocation,
      (operation, payload) => void endpoint.call(operation, payload),
    );
    popped = history.popped;
    return history.face;
  }

  Object.assign(globalThis, { __bridge: { callBridge } });
  reportHeight((height) => void endpoint.call('resize', { height }));
}

function applyTheme(state: unknown): void {
  const { colorMode, themes } = state as ThemeState;
  document.documentElement.setAttribute('data-color-mode', colorMode);
  document.documentElement.setAttribute('data-theme', themes);
}

/**
 * The page around gives the frame the height of its content, so that only one of them scrolls. The body itself does
 * not tell: style resets make it as tall as the frame is already.
 */
function reportHeight(report: (height: number) => void): void {
  let reported = 0;
  function measure(): void {
    const bottoms = [...document.body.children].map((child) => child.getBoundingClientRect().bottom + window.scrollY);
    const height = Math.ceil(Math.max(0, ...bottoms));
    if (height === reported) return;
    reported = height;
    report(height);
  }
  document.addEventListener('DOMContentLoaded', () => {
    const sizes = new ResizeObserver(measure);
    const observeChildren = (): void => [...document.body.children].forEach((child) => sizes.observe(child));
    new MutationObserver(observeChildren).observe(document.body, { childList: true });
    observeChildren();
  });
}

/** Where the sandbox pretends that it is another day, the page must not know better than its back end. */
function shiftClock(offset: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length > 0 ? args : [target.now() + offset], newTarget) as object,
    apply: (target) => new target(target.now() + offset).toString(),
    get: (target, name) => (name === 'now' ? () => target.now() + offset : (Reflect.get(target, name) as unknown)),
  });
}

const { hostOrigin, clockOffset } = document.currentScript?.dataset ?? {};
if (clockOffset && clockOffset !== '0') shiftClock(Number(clockOffset));
if (hostOrigin) connect(hostOrigin);
