/** A place inside an app's page, as `history` 4 has it; `pathname` begins after the module's own address. */
export interface FrameLocation {
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly state?: unknown;
}

type Action = 'PUSH' | 'REPLACE' | 'POP';
type Listener = (location: FrameLocation, action: Action) => void;
type Target = string | Partial<FrameLocation>;

/**
 * What `view.createHistory()` gives the app: the interface of `history` 4, whose `listen` works at once, kept in step
 * with the address of the page around it. `tell` carries pushes there; `popped` takes its back and forward.
 */
export function createFrameHistory(
  start: FrameLocation,
  tell: (operation: 'historyPush' | 'historyReplace' | 'historyGo', payload: unknown) => void,
): { face: Record<string, unknown>; popped: (location: FrameLocation) => void } {
  const listeners = new Set<Listener>();
  const face = {
    length: 1,
    action: 'POP' as Action,
    location: start,
    push: (target: Target, state?: unknown) => move('PUSH', target, state),
    replace: (target: Target, state?: unknown) => move('REPLACE', target, state),
    go: (steps: number) => tell('historyGo', { steps }),
    goBack: () => tell('historyGo', { steps: -1 }),
    goForward: () => tell('historyGo', { steps: 1 }),
    block: () => () => undefined,
    listen: (listener: Listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    createHref: (target: Partial<FrameLocation>) => addressOf(located(target, face.location)),
  };

  function arrive(location: FrameLocation, action: Action): void {
    face.location = location;
    face.action = action;
    for (const listener of [...listeners]) listener(location, action);
  }

  function move(action: 'PUSH' | 'REPLACE', target: Target, state?: unknown): void {
    const location = located(target, face.location, state);
    if (action === 'PUSH') face.length++;
    tell(action === 'PUSH' ? 'historyPush' : 'historyReplace', { address: addressOf(location), state: location.state });
    arrive(location, action);
  }

  return { face, popped: (location) => arrive(location, 'POP') };
}

function located(target: Target, from: FrameLocation, state?: unknown): FrameLocation {
  const partial = typeof target === 'string' ? parsedAddress(target) : target;
  const pathname = partial.pathname
    ? new URL(partial.pathname, `http://frame.invalid${from.pathname}`).pathname
    : from.pathname;
  return {
    pathname,
    search: prefixed('?', partial.search),
    hash: prefixed('#', partial.hash),
    state: state ?? partial.state,
  };
}

function parsedAddress(address: string): Partial<FrameLocation> {
  const [beforeHash = '', hash = ''] = splitAt(address, '#');
  const [pathname = '', search = ''] = splitAt(beforeHash, '?');
  return { pathname, search, hash };
}

function splitAt(text: string, mark: string): [string, string] {
  const index = text.indexOf(mark);
  return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}

function prefixed(mark: string, text: string | undefined): string {
  if (!text || text === mark) return '';
  return text.startsWith(mark) ? text : mark + text;
}

function addressOf(location: FrameLocation): string {
  return location.pathname + location.search + location.hash;
}
