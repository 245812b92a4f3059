import type {
  AdminPageFunction,
  AdminPageReplies,
  AdminPageRequest,
  DependencyMapFunction,
  DependencyMapReplies,
  DependencyMapRequest,
  PortfolioPageFunction,
  PortfolioPageReplies,
  PortfolioPageRequest,
  GateFunction,
  GateReplies,
  GateRequest,
  ProjectPageFunction,
  ProjectPageReplies,
  ProjectPageRequest,
  ProjectSettingsFunction,
  ProjectSettingsReplies,
  ProjectSettingsRequest,
} from '../../../src/contract';

/** Functions of all pages; no two have the same name. */
type Resolvers = {
  [F in ProjectPageFunction]: (
    payload: ProjectPageRequest<F>,
  ) => ProjectPageReplies[F] | Promise<ProjectPageReplies[F]>;
} & {
  [F in AdminPageFunction]: (payload: AdminPageRequest<F>) => AdminPageReplies[F] | Promise<AdminPageReplies[F]>;
} & {
  [F in DependencyMapFunction]: (
    payload: DependencyMapRequest<F>,
  ) => DependencyMapReplies[F] | Promise<DependencyMapReplies[F]>;
} & {
  [F in PortfolioPageFunction]: (
    payload: PortfolioPageRequest<F>,
  ) => PortfolioPageReplies[F] | Promise<PortfolioPageReplies[F]>;
} & {
  [F in GateFunction]: (payload: GateRequest<F>) => GateReplies[F] | Promise<GateReplies[F]>;
} & {
  [F in ProjectSettingsFunction]: (
    payload: ProjectSettingsRequest<F>,
  ) => ProjectSettingsReplies[F] | Promise<ProjectSettingsReplies[F]>;
};

interface Location {
  readonly pathname: string;
  readonly search: string;
}

/** The page around the page, as the bridge of Forge shows it: what it answers, and what it was asked. */
export interface FakeHost {
  /** The app's back end; a function that is missing fails the call. */
  resolvers: Partial<Resolvers>;
  context: Record<string, unknown>;
  /** `false`: this host has no history to give. */
  hasHistory: boolean;
  /** Payloads by resolver function, oldest first. */
  readonly calls: { readonly name: keyof Resolvers; readonly payload: unknown }[];
  /** Addresses opened outside the page; a page of the app as `module-key/KEY/path`. */
  readonly opened: string[];
  /** Addresses within the page, oldest first; the last one is shown. */
  readonly visited: string[];
  /** The browser's back button. */
  back(): void;
}

const DEFAULT_CONTEXT = {
  accountId: 'account-1',
  siteUrl: 'https://harbour-rail.example',
  locale: 'en-GB',
  timezone: 'Europe/London',
  theme: { colorMode: 'light' },
  extension: { type: 'jira:projectPage', project: { id: '10001', key: 'SIG', type: 'software' } },
};

/** Puts a host in place, fresh for a test. The bridge keeps the first `callBridge` that it sees, so that one asks here. */
export function installHost(startPath = '/'): FakeHost {
  const listeners: ((location: Location) => void)[] = [];
  const host: FakeHost = {
    resolvers: {},
    context: DEFAULT_CONTEXT,
    hasHistory: true,
    calls: [],
    opened: [],
    visited: [startPath],
    back() {
      host.visited.pop();
      tell();
    },
  };
  const location = (): Location => {
    const [pathname, query] = host.visited[host.visited.length - 1].split('?', 2);
    return { pathname, search: query === undefined ? '' : `?${query}` };
  };
  const tell = (): void => listeners.forEach((listener) => listener(location()));
  const operations: Record<string, (payload: never) => unknown> = {
    getContext: () => host.context,
    enableTheming: () => undefined,
    navigate: (to: { url: string } | { moduleKey: string; projectKey?: string; path: string }) =>
      void host.opened.push('url' in to ? to.url : `${to.moduleKey}/${to.projectKey ?? ''}${to.path}`),
    invoke({ functionKey, payload }: { functionKey: keyof Resolvers; payload: never }) {
      host.calls.push({ name: functionKey, payload });
      const resolver = host.resolvers[functionKey];
      if (!resolver) throw new Error(`the back end has no function ${functionKey}`);
      return resolver(payload);
    },
    createHistory() {
      if (!host.hasHistory) throw new Error('no history here');
      return {
        location: location(),
        push(path: string) {
          host.visited.push(path);
          tell();
        },
        replace(path: string) {
          host.visited[host.visited.length - 1] = path;
          tell();
        },
        listen: (listener: (location: Location) => void) => void listeners.push(listener),
      };
    },
  };
  const bridge = {
    async callBridge(operation: string, payload: never): Promise<unknown> {
      const answer = operations[operation];
      if (!answer) throw new Error(`the host knows no operation ${operation}`);
      return answer(payload);
    },
  };
  Object.assign(globalThis, { __hostBridge: bridge });
  return host;
}
