import { createFrameHistory } from '../../../sandbox/host/bridge/frame-history';

interface Face {
  location: { pathname: string; search: string; hash: string; state?: unknown };
  action: string;
  length: number;
  push(target: unknown, state?: unknown): void;
  replace(target: unknown, state?: unknown): void;
  goBack(): void;
  listen(listener: (location: unknown, action: string) => void): () => void;
  createHref(target: unknown): string;
}

function aHistory(pathname = '/') {
  const told: [string, unknown][] = [];
  const { face, popped } = createFrameHistory({ pathname, search: '', hash: '' }, (operation, payload) =>
    told.push([operation, payload]),
  );
  return { face: face as unknown as Face, popped, told };
}

describe('history of a frame', () => {
  it('listens at once and tells the page around of every move', () => {
    const { face, told } = aHistory();
    const heard: unknown[] = [];
    const stop = face.listen((location, action) => heard.push([action, location]));
    face.push('/findings/work-dated?page=2#issues', { from: 'list' });
    stop();
    face.replace('/findings');
    expect(heard).toEqual([
      ['PUSH', { pathname: '/findings/work-dated', search: '?page=2', hash: '#issues', state: { from: 'list' } }],
    ]);
    expect(told).toEqual([
      ['historyPush', { address: '/findings/work-dated?page=2#issues', state: { from: 'list' } }],
      ['historyReplace', { address: '/findings', state: undefined }],
    ]);
    expect(face.location.pathname).toBe('/findings');
    expect(face.action).toBe('REPLACE');
  });

  it('follows back and forward of the page around without telling it again', () => {
    const { face, popped, told } = aHistory('/a');
    face.goBack();
    popped({ pathname: '/', search: '', hash: '' });
    expect(face.location.pathname).toBe('/');
    expect(face.action).toBe('POP');
    expect(told).toEqual([['historyGo', { steps: -1 }]]);
  });

  it.each([
    [{ search: 'q=1' }, '/a/b?q=1'],
    ['?q=1', '/a/b?q=1'],
    ['c', '/a/c'],
    ['/c#', '/c'],
  ])('resolves %j from /a/b to %s', (target, expected) => {
    const { face, told } = aHistory('/a/b');
    face.push(target);
    expect(told).toEqual([['historyPush', { address: expected, state: undefined }]]);
  });
});
