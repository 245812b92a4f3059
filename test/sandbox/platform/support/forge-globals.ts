import type { GatewayRequest, GatewayResponse } from '../../../../sandbox/platform/gateway';
import type { Invocation } from '../../../../sandbox/platform/invocation';

type Remote = (request: GatewayRequest) => Promise<GatewayResponse>;

export function anInvocation(overrides: Partial<Invocation> = {}): Invocation {
  return {
    id: 'invocation-1',
    token: 'token',
    functionKey: 'resolver',
    moduleKey: 'page',
    accountId: 'user-1',
    chain: { pushes: 0 },
    ...overrides,
  };
}

/** Lets the packages of Forge, loaded in this process, call `remote` as they would call the platform. */
export function connectForgePackages(remote: Remote, invocation: Invocation = anInvocation()): void {
  const forgeFetch = async (args: { remote: string }, path: string, init: { method: string; body?: string }) => {
    const response = await remote({
      remote: args.remote,
      provider: 'app',
      asAccountId: null,
      method: init.method,
      path,
      body: init.body ?? '',
      invocation,
    });
    const empty = response.status === 204 || response.status === 304;
    return new Response(empty ? null : (response.body ?? ''), {
      status: response.status,
      headers: { ...response.headers },
    });
  };
  Object.assign(globalThis, { __forge_fetch__: forgeFetch });
}
