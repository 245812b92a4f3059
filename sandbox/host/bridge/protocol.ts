/**
 * What an app's frame and the page around it say to each other over `postMessage`. Both sides run the same endpoint:
 * calls are answered by id, and functions inside payloads travel as ids, so that either side may call the other's.
 */
const PROTOCOL = 'forge-sandbox-bridge';
const FUNCTION_KEY = '$bridgeFunction';

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly operation: string; readonly payload: unknown }
  | { readonly kind: 'apply'; readonly id: number; readonly function: number; readonly args: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly message: string };

type AnyFunction = (...args: unknown[]) => unknown;

/** One end of the conversation. */
export interface Endpoint {
  /** Asks the other side. Rejects with the other side's message. */
  call(operation: string, payload: unknown): Promise<unknown>;
  /** Takes what arrived; anything that is not of this protocol is ignored. The caller has checked source and origin. */
  receive(data: unknown): void;
}

export function createEndpoint(
  post: (message: unknown) => void,
  operate: (operation: string, payload: unknown) => Promise<unknown>,
): Endpoint {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const given = new Map<number, AnyFunction>();
  let lastId = 0;

  function send(message: Message): void {
    post({ protocol: PROTOCOL, ...message });
  }

  function ask(
    message: { kind: 'call'; operation: string; payload: unknown } | { kind: 'apply'; function: number; args: unknown },
  ): Promise<unknown> {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      send({ ...message, id });
    });
  }

  async function reply(id: number, work: () => unknown): Promise<void> {
    try {
      send({ kind: 'answer', id, value: marshal(await work(), given) });
    } catch (error) {
      send({ kind: 'refusal', id, message: error instanceof Error ? error.message : String(error) });
    }
  }

  function apply(functionId: number, args: unknown): unknown {
    const target = given.get(functionId);
    if (!target) throw new Error('The function that was called is not known here.');
    return target(...(unmarshal(args, callRemote) as unknown[]));
  }

  function callRemote(functionId: number): AnyFunction {
    return (...args) => ask({ kind: 'apply', function: functionId, args: marshal(args, given) });
  }

  function settle(message: Message & { kind: 'answer' | 'refusal' }): void {
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') return asked?.resolve(unmarshal(message.value, callRemote));
    asked?.reject(new Error(message.message));
  }

  return {
    call: (operation, payload) => ask({ kind: 'call', operation, payload: marshal(payload, given) }),
    receive(data) {
      if (!isMessage(data)) return;
      if (data.kind === 'answer' || data.kind === 'refusal') return settle(data);
      if (data.kind === 'call') {
        return void reply(data.id, () => operate(data.operation, unmarshal(data.payload, callRemote)));
      }
      void reply(data.id, () => apply(data.function, data.args));
    },
  };
}

function isMessage(data: unknown): data is Message {
  return (
    isPlainObject(data) && data.protocol === PROTOCOL && typeof data.kind === 'string' && typeof data.id === 'number'
  );
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

let lastFunctionId = 0;

function marshal(value: unknown, given: Map<number, AnyFunction>): unknown {
  if (typeof value === 'function') {
    given.set(++lastFunctionId, value as AnyFunction);
    return { [FUNCTION_KEY]: lastFunctionId };
  }
  if (Array.isArray(value)) return value.map((each) => marshal(each, given));
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marshal(each, given)]));
}

function unmarshal(value: unknown, callRemote: (functionId: number) => AnyFunction): unknown {
  if (Array.isArray(value)) return value.map((each) => unmarshal(each, callRemote));
  if (!isPlainObject(value)) return value;
  const functionId = value[FUNCTION_KEY];
  if (typeof functionId === 'number') return callRemote(functionId);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unmarshal(each, callRemote)]));
}
