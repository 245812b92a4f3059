import { createEndpoint, type Endpoint } from '../../../sandbox/host/bridge/protocol';

/** Two ends that hear each other as over postMessage: cloned, and later. */
function connected(operate: (operation: string, payload: unknown) => Promise<unknown>): {
  frame: Endpoint;
  host: Endpoint;
} {
  const ends: { frame?: Endpoint; host?: Endpoint } = {};
  const frame = createEndpoint(
    (message) => setImmediate(() => ends.host?.receive(structuredClone(message))),
    () => Promise.reject(new Error('a frame offers nothing')),
  );
  const host = createEndpoint((message) => setImmediate(() => ends.frame?.receive(structuredClone(message))), operate);
  Object.assign(ends, { frame, host });
  return { frame, host };
}

describe('the bridge between frame and host', () => {
  it('answers calls by id, whatever order they are answered in', async () => {
    const { frame } = connected(async (_operation, payload) => {
      const { wait } = payload as { wait: number };
      await new Promise((resolve) => setTimeout(resolve, wait));
      return { waited: wait };
    });
    const replies = await Promise.all([frame.call('wait', { wait: 20 }), frame.call('wait', { wait: 0 })]);
    expect(replies).toEqual([{ waited: 20 }, { waited: 0 }]);
  });

  it('rejects with the message of the other side', async () => {
    const { frame, host } = connected(() => Promise.reject(new Error('There was an error invoking the function')));
    await expect(frame.call('invoke', {})).rejects.toThrow('There was an error invoking the function');
    await expect(host.call('anything', {})).rejects.toThrow('a frame offers nothing');
  });

  it('carries functions both ways, nested ones included', async () => {
    const { frame } = connected(async (_operation, payload) => {
      const { callbacks } = payload as { callbacks: ((value: unknown) => Promise<unknown>)[] };
      const heard = await callbacks[0]?.({ from: 'host' });
      return { heard, unsubscribe: (reason: string) => `stopped: ${reason}` };
    });
    const reply = (await frame.call('on', { callbacks: [(value: unknown) => ['frame heard', value]] })) as {
      heard: unknown;
      unsubscribe: (reason: string) => Promise<string>;
    };
    expect(reply.heard).toEqual(['frame heard', { from: 'host' }]);
    await expect(reply.unsubscribe('enough')).resolves.toBe('stopped: enough');
  });

  it('leaves dates and other objects that can be cloned as they are', async () => {
    const { frame } = connected(async (_operation, payload) => payload);
    const payload = { at: new Date('2026-01-01'), tags: new Set(['a']), nothing: null };
    await expect(frame.call('echo', payload)).resolves.toEqual(payload);
  });

  it.each([
    null,
    'text',
    42,
    {},
    { kind: 'call', id: 1, operation: 'invoke' },
    { protocol: 'other', kind: 'call', id: 1 },
  ])('ignores %j, which is not of its protocol', (message) => {
    const operate = jest.fn();
    const { host } = connected(operate);
    host.receive(message);
    expect(operate).not.toHaveBeenCalled();
  });
});
