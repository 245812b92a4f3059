import { FakeForge, useClock } from '../../support/forge';
import { aProject } from '../../support/issues';
import { askMap, mapValue } from './site';

useClock('2026-03-02T10:00:00Z');

/** `pm` browses all but the project of MER, whose lead is told to nobody who may not browse it. */
function aLedSite(): FakeForge {
  const forge = new FakeForge();
  const ledBy = (id: string, key: string, lead: [string, string] | null) => ({
    ...aProject(id, key, 0),
    lead: lead && { active: true, accountId: lead[0], displayName: lead[1] },
  });
  forge.jira.projects = [
    ledBy('10001', 'DAT', ['acc-2', 'Tomasz Nowak']),
    ledBy('10002', 'SIG', ['acc-1', 'Maya Okafor']),
    ledBy('10003', 'RAIL', null),
    ledBy('10004', 'MER', ['acc-3', 'Somebody Else']),
    ledBy('10005', 'TIC', ['acc-1', 'Maya Okafor']),
  ];
  forge.jira.browse.set('pm', new Set(['10001', '10002', '10003', '10005']));
  return forge;
}

test('leads are told with their projects, as Jira shows them to the viewer, and nothing of it is stored', async () => {
  const forge = aLedSite();
  expect(await mapValue(forge, 'pm', 'projectLeads', {})).toEqual({
    leads: [
      { accountId: 'acc-1', name: 'Maya Okafor', projectIds: ['10002', '10005'] },
      { accountId: 'acc-2', name: 'Tomasz Nowak', projectIds: ['10001'] },
    ],
  });
  expect(forge.jira.calls.map(({ as }) => as.kind)).not.toContain('app');
  expect(forge.storage.size).toBe(0);
});

test('who browses no project is refused, and so is a payload that does not fit', async () => {
  const forge = aLedSite();
  expect(await askMap(forge, 'guest', 'projectLeads', {})).toMatchObject({
    ok: false,
    error: { kind: 'noPermission' },
  });
  expect(await askMap(forge, 'pm', 'projectLeads', { extra: 1 })).toMatchObject({
    ok: false,
    error: { kind: 'invalidRequest' },
  });
});
