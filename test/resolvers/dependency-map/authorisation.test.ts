import fc from 'fast-check';
import type { DependencyMapFunction } from '../../../src/contract';
import { projectResolver } from '../../../src/index';
import { useClock } from '../../support/forge';
import { askMap, aSiteWithDependencies } from './site';

useClock('2026-03-02T10:00:00Z');

const aText = expect.any(String) as string;
const NO_SUCH_PROJECT = '99999';
const NO_SUCH_ISSUE = '99999001';

type Request = readonly [DependencyMapFunction, (named: string) => unknown];

/** What names a project, and what names an issue, beside others that `pm` may browse. */
const ofProjects: readonly Request[] = [
  ['issueMap', (projectId) => ({ scope: { of: 'project', projectId } })],
  ['issueMap', (projectId) => ({ scope: { of: 'criticalPath', projectId } })],
  ['issueMap', (projectId) => ({ scope: { of: 'pair', dependentProjectId: '10003', providerProjectId: projectId } })],
  ['issueMap', (projectId) => ({ scope: { of: 'pair', dependentProjectId: projectId, providerProjectId: '10003' } })],
];
const ofIssues: readonly Request[] = [
  ['issueMap', (id) => ({ scope: { of: 'criticalPath', projectId: '10003', to: { kind: 'milestone', id } } })],
  ['issueMap', (issueId) => ({ scope: { of: 'chain', issueId } })],
  ['issueMap', (issueId) => ({ scope: { of: 'cycle', issueId } })],
  ['issueContext', (issueId) => ({ issueId })],
  ['whatIf', (issueId) => ({ changes: [{ what: 'shift', issueId, days: 3 }] })],
  [
    'whatIf',
    (issueId) => ({
      changes: [
        { what: 'drop', issueId: '10003001' },
        { what: 'drop', issueId },
      ],
    }),
  ],
  [
    'whatIf',
    (providerId) => ({
      changes: [{ what: 'addDependency', providerId, dependentId: '10003001', kind: 'finishToStart' }],
    }),
  ],
];

const HUGE = '999999999999999999';

describe('who may not browse what they ask about', () => {
  test.each(ofProjects)('%s %# is refused as for a project that does not exist', async (name, payload) => {
    const forge = await aSiteWithDependencies();
    const stored = new Map(forge.storage);
    const replies = [];
    for (const named of ['10004', NO_SUCH_PROJECT, HUGE]) replies.push(await askMap(forge, 'pm', name, payload(named)));
    replies.push(await askMap(forge, 'guest', name, payload('10003')));
    const refused = { ok: false, error: { kind: 'noPermission', message: aText, remedy: aText, reference: aText } };
    for (const reply of replies) {
      expect(reply).toEqual(refused);
      expect({ ...reply, error: { ...(reply.ok ? {} : reply.error), reference: '' } }).toEqual({
        ...replies[0],
        error: { ...(replies[0].ok ? {} : replies[0].error), reference: '' },
      });
    }
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);
  });

  test.each(ofIssues)('%s %# is refused as for an issue that does not exist', async (name, payload) => {
    const forge = await aSiteWithDependencies();
    const stored = new Map(forge.storage);
    const hidden = ['10004001', '10001001', NO_SUCH_ISSUE, HUGE];
    const replies = [];
    for (const named of hidden) replies.push(await askMap(forge, 'pm', name, payload(named)));
    replies.push(await askMap(forge, 'guest', name, payload('10003001')));
    const words = replies.map((reply) => (reply.ok ? reply : { ...reply.error, reference: '' }));
    expect(words[0]).toMatchObject({ kind: 'noPermission' });
    for (const each of words) expect(each).toEqual(words[0]);
    expect(forge.storage).toEqual(stored);
    expect(forge.queue).toEqual([]);
  });

  test('of the portfolio, who browses no project of it is refused', async () => {
    const forge = await aSiteWithDependencies();
    const stored = new Map(forge.storage);
    const reply = await askMap(forge, 'guest', 'portfolioMap', {});
    expect(reply).toMatchObject({ ok: false, error: { kind: 'noPermission' } });
    expect(JSON.stringify(reply)).not.toMatch(/DAT|SIG|RAIL|MER/);
    expect(forge.storage).toEqual(stored);
  });

  test('is logged without what they asked about', async () => {
    const forge = await aSiteWithDependencies();
    const told = jest.spyOn(console, 'info');
    told.mockClear();
    for (const [name, payload] of ofIssues) await askMap(forge, 'pm', name, payload('10004001'));
    expect(told.mock.calls).toHaveLength(ofIssues.length);
    expect(JSON.stringify(told.mock.calls)).not.toMatch(/10004001|MER/);
  });
});

describe('a payload', () => {
  test.each<[DependencyMapFunction, unknown, string]>([
    ['portfolioMap', { extra: 1 }, 'extra'],
    ['portfolioMap', { knownRevision: 7 }, 'knownRevision'],
    ['issueMap', {}, 'scope'],
    ['issueMap', { scope: { of: 'everything' } }, 'scope.of'],
    ['issueMap', { scope: { of: 'project', projectId: 'PAY' } }, 'scope.projectId'],
    ['issueMap', { scope: { of: 'pair', dependentProjectId: '10001' } }, 'scope.providerProjectId'],
    ['issueContext', { issueId: 'PAY-1' }, 'issueId'],
    ['issueContext', { issueId: '1', projectId: '1' }, 'projectId'],
    ['whatIf', { changes: [] }, 'changes'],
    ['whatIf', { changes: [{ what: 'shift', issueId: '1', days: 99_999 }] }, 'changes.0.days'],
    ['whatIf', { changes: [{ what: 'finish', issueId: '1', day: 'soon' }] }, 'changes.0.day'],
    ['whatIf', { changes: [{ what: 'finish', issueId: '1', day: '2026-02-30' }] }, 'changes.0.day'],
    ['whatIf', { changes: [{ what: 'erase', issueId: '1' }] }, 'changes.0.what'],
    ['whatIf', { changes: Array.from({ length: 51 }, () => ({ what: 'drop', issueId: '1' })) }, 'changes'],
  ])('of %s that does not fit is refused with its field: %j → %s', async (name, payload, field) => {
    const forge = await aSiteWithDependencies();
    expect(await askMap(forge, 'pmo', name, payload)).toMatchObject({
      ok: false,
      error: { kind: 'invalidRequest', field },
    });
    expect(forge.jira.calls).toEqual([]);
  });

  test('of whatever kind is answered, and writes nothing', async () => {
    const forge = await aSiteWithDependencies();
    const stored = new Map(forge.storage);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<DependencyMapFunction>('issueMap', 'whatIf', 'issueContext'),
        fc.oneof(fc.jsonValue(), fc.record({ scope: fc.jsonValue() }), fc.record({ changes: fc.jsonValue() })),
        async (name, payload) => {
          expect(await askMap(forge, 'pm', name, payload)).toMatchObject({
            ok: false,
            error: { kind: 'invalidRequest', field: aText },
          });
        },
      ),
      { numRuns: 200 },
    );
    expect(forge.storage).toEqual(stored);
  });
});

test('the project page answers the same questions in the same way', async () => {
  const forge = await aSiteWithDependencies();
  const ask = async (payload: unknown): Promise<unknown> => {
    const event = { call: { functionKey: 'issueMap', payload }, context: {} };
    const outcome = await forge.run(() => projectResolver(event as never, { principal: { accountId: 'pm' } }), {
      accountId: 'pm',
    });
    return outcome.killed ? null : outcome.value;
  };
  const visible = { scope: { of: 'project', projectId: '10003' } };
  expect(await ask(visible)).toEqual(await askMap(forge, 'pm', 'issueMap', visible));
  expect(await ask({ scope: { of: 'project', projectId: '10004' } })).toMatchObject({
    error: { kind: 'noPermission' },
  });
});
