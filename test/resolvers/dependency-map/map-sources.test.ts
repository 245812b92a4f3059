import type { DependencyMapReplies, PackedPortfolioMap, ValueOf } from '../../../src/contract';
import { commitRows, readRows } from '../../../src/store';
import { aSiteWithCanaries, CONFIDENTIAL, OPEN, WORK } from '../../leaks/canary-site';
import { useClock } from '../../support/forge';
import { askMap, mapValue } from './site';

useClock('2026-03-02T10:00:00Z');

type Sources = ValueOf<DependencyMapReplies['mapSources']>['sources'];

test('each project that the viewer may browse is told with its playbook and its reading, by one call to Jira', async () => {
  const forge = await aSiteWithCanaries();
  const of = async (accountId: string): Promise<Sources> =>
    ((await mapValue(forge, accountId, 'mapSources', {})) as { sources: Sources }).sources;
  forge.jira.calls.length = 0;
  const sources = await of('pm');
  expect(forge.jira.calls).toHaveLength(1);
  expect(sources.map(({ projectId }) => projectId)).toEqual([OPEN, WORK]);
  for (const { playbook, readAt } of sources) {
    expect(playbook).toMatch(/^\S.* v\d+$/);
    expect(readAt).toMatch(/^2026-03-02T10:/);
  }
  expect((await of('insider')).map(({ projectId }) => projectId)).toEqual([OPEN, WORK, CONFIDENTIAL]);
});

test('what was read after the forecast is not in it: the reading is told as no later', async () => {
  const forge = await aSiteWithCanaries();
  const { mergedAt } = (await mapValue(forge, 'pm', 'portfolioMap', {})) as PackedPortfolioMap;
  await forge.run(async () => {
    const stored = await readRows();
    if (stored === null) throw new Error('nothing rolled up');
    const { meta } = stored.header;
    const later = stored.value.map((row) => ({ ...row, readAt: row.readAt + 3_600_000 }));
    await commitRows(later, { ...meta, madeAt: meta.madeAt + 3_600_000 });
  });
  const { sources } = (await mapValue(forge, 'pm', 'mapSources', {})) as { sources: Sources };
  expect(sources.map(({ readAt }) => readAt)).toEqual([mergedAt, mergedAt]);
});

test('who browses no project is refused, and so is a payload that does not fit', async () => {
  const forge = await aSiteWithCanaries();
  expect(await askMap(forge, 'guest', 'mapSources', {})).toMatchObject({ ok: false, error: { kind: 'noPermission' } });
  expect(await askMap(forge, 'pm', 'mapSources', { extra: 1 })).toMatchObject({
    ok: false,
    error: { kind: 'invalidRequest' },
  });
});
