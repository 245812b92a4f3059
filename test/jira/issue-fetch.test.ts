import { placeIssues, placeOfIssue, projectsOfIssues, readIssues, readLiveIssues } from '../../src/jira';
import type { FakeForge } from '../support/forge';
import { aProject, done } from '../support/issues';
import { reply } from '../support/reply';
import { answerOf, aSite } from './support/calls';

const ids = (issues: readonly unknown[]): readonly string[] => issues.map((issue) => (issue as { id: string }).id);

/** A site whose Jira cannot give some issues at first, and some never. */
function stubborn(atFirst: readonly string[], never: readonly string[]): FakeForge {
  const forge = aSite();
  let call = 0;
  forge.answers = {
    answer: (_method, _path, body) => {
      const refused = [...(++call === 1 ? atFirst : []), ...never];
      const asked = (body as { issueIdsOrKeys: readonly string[] }).issueIdsOrKeys;
      return reply(200, {
        issues: asked.filter((id) => !refused.includes(id)).map((id) => ({ id, key: `PAY-${id}`, fields: {} })),
        issueErrors: asked.filter((id) => refused.includes(id)).map((id) => ({ id, errorMessage: 'Try again.' })),
      });
    },
  };
  return forge;
}

describe('reading issues by id', () => {
  test('takes 100 a call, and leaves out what is gone or hidden', async () => {
    const forge = aSite();
    forge.jira.projects = [aProject('10001', 'PAY', 230), aProject('10002', 'HR', 1)];
    forge.jira.closedToApp.add('10002');
    const wanted = [...Array.from({ length: 205 }, (_, place) => 10001001 + place), 10002001, 77];
    const { issues } = await answerOf(forge, () => readIssues(wanted, ['status']));
    expect(ids(issues)).toEqual(wanted.slice(0, 205).map(String));
    expect(forge.jira.calls).toHaveLength(3);
    expect(forge.jira.calls[0]).toMatchObject({ endpoint: 'issue/bulkfetch', as: { kind: 'app' } });
    expect(forge.jira.calls[0].body).toMatchObject({ fields: ['status'] });
  });

  test('asks nothing for nothing', async () => {
    const forge = aSite();
    expect(await answerOf(forge, () => readIssues([], ['status']))).toEqual({ issues: [] });
    expect(forge.jira.calls).toEqual([]);
  });

  test('asks once more for what Jira could not give this time', async () => {
    const forge = stubborn(['2'], []);
    const { issues } = await answerOf(forge, () => readIssues([1, 2, 3], ['status']));
    expect(ids(issues)).toEqual(['1', '3', '2']);
  });

  test('never takes what Jira could not give for gone', async () => {
    const forge = stubborn([], ['2']);
    const error = await answerOf(forge, () => readIssues([1, 2, 3], [])).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: 'unavailable', details: { endpoint: 'issue/bulkfetch' } });
  });
});

test('an issue of which Jira says that it does not exist is gone, and not asked for again', async () => {
  const forge = aSite();
  const errorMessage = 'Issue does not exist or you do not have permission to see it.';
  forge.answers = { answer: () => reply(200, { issues: [{ id: '1' }], issueErrors: [{ id: '2', errorMessage }] }) };
  expect(ids((await answerOf(forge, () => readIssues([1, 2], []))).issues)).toEqual(['1']);
  expect(forge.meter.total().calls).toBe(1);
});

describe('the place of an issue', () => {
  test('is its id and project', async () => {
    const { issues } = await answerOf(aSite(), () => readIssues([10001002], ['project', 'status']));
    expect(issues.map(placeOfIssue)).toEqual([{ id: 10001002, projectId: 10001 }]);
  });

  test.each([null, 'PAY-1', {}, { id: '5' }, { id: 5, fields: { project: { id: '7' } } }, { id: '5', fields: {} }])(
    'cannot be told of %j',
    (issue) => {
      expect(placeOfIssue(issue)).toBeNull();
    },
  );
});

test('the projects of issues are told once each', async () => {
  const forge = aSite();
  forge.jira.projects.push(aProject('10002', 'HR', 1));
  expect(await answerOf(forge, () => projectsOfIssues([10001001, 10001002, 10002001, 5]))).toEqual([10001, 10002]);
});

test('live issues are read as the user, and only what the user may see', async () => {
  const forge = aSite();
  forge.jira.browse.set('account-ada', new Set(['10001']));
  forge.jira.secured.set('account-ada', new Set(['10001002']));
  const live = await answerOf(forge, () => readLiveIssues([10001001, 10001002, 'PAY-3']), 'account-ada');
  expect([...live.keys()]).toEqual([10001001, 10001003]);
  expect(live.get(10001001)).toEqual({
    id: 10001001,
    key: 'PAY-1',
    summary: 'Issue 1 of PAY',
    assignee: null,
    assigneeId: null,
    status: 'Doing',
    due: null,
  });
});

test('issues are placed as the user, once each, and only what the user may see', async () => {
  const forge = aSite();
  forge.jira.projects.push(aProject('10002', 'HR', 2, { status: done }));
  forge.jira.browse.set('account-ada', new Set(['10001', '10002']));
  forge.jira.secured.set('account-ada', new Set(['10001002']));
  const asked = [10001001, 10001002, 10002001, 10002001, 5];
  const placed = await answerOf(forge, () => placeIssues(asked), 'account-ada');
  expect([...placed.values()]).toEqual([
    { id: 10001001, projectId: 10001, state: 'inProgress' },
    { id: 10002001, projectId: 10002, state: 'done' },
  ]);
  expect(forge.jira.calls).toHaveLength(1);
});
