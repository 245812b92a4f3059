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

/** The page around gives the frame the height of its content, so that only one of them scrolls. */
function reportHeight(report: (height: number) => void): void {
  document.addEventListener('DOMContentLoaded', () => {
    const observer = new ResizeObserver(() =>
      report(Math.ceil(document.body.getBoundingClientRect().bottom + window.scrollY)),
    );
    observer.observe(document.body);
  });
}

const hostOrigin = document.currentScript?.dataset['hostOrigin'];
if (hostOrigin) connect(hostOrigin);
