import { closeServer, listenOnPair, PortInUse, type ServerPair } from '../../../sandbox/host/listen';

async function close({ host, frames }: ServerPair): Promise<void> {
  await closeServer(host);
  await closeServer(frames);
}

describe('listenOnPair', () => {
  it('takes the first free neighbours for 0', async () => {
    const pair = await listenOnPair(0);
    expect(pair.host.address()).toMatchObject({ address: '127.0.0.1', port: pair.port });
    expect(pair.frames.address()).toMatchObject({ address: '127.0.0.1', port: pair.port + 1 });
    await close(pair);
  });

  it('names the taken port of the two and another pair that is free', async () => {
    const taken = await listenOnPair(0);
    const attempts = [taken.port, taken.port - 1, taken.port + 1];
    for (const port of attempts) {
      const refusal = await listenOnPair(port).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refusal).toBeInstanceOf(PortInUse);
      const { free } = refusal as PortInUse;
      await close(await listenOnPair(free));
    }
    await close(taken);
  });
});
