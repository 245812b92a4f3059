import { mayAdministerJira, namesOf } from '../../src/jira';
import { reply } from '../support/reply';
import { answerOf, aSite } from './support/calls';

const ADA = 'account-ada';

describe('names of people', () => {
  test('are told as the current user sees them; unknown accounts are absent', async () => {
    const forge = aSite();
    forge.jira.users.set(ADA, 'Ada Admin').set('712020:b&x=1', 'Bo Builder');
    const names = await answerOf(forge, () => namesOf([ADA, 'nobody', ADA, '712020:b&x=1']), ADA);
    expect([...names]).toEqual([
      [ADA, 'Ada Admin'],
      ['712020:b&x=1', 'Bo Builder'],
    ]);
    expect(forge.jira.calls).toEqual([
      { endpoint: 'user/bulk', as: { kind: 'user', accountId: ADA }, body: undefined },
    ]);
  });

  test('are asked for 50 at once', async () => {
    const forge = aSite();
    const accounts = Array.from({ length: 120 }, (_, place) => `account-${place}`);
    for (const account of accounts) forge.jira.users.set(account, `Name of ${account}`);
    const names = await answerOf(forge, () => namesOf(accounts), ADA);
    expect([...names.keys()]).toEqual(accounts);
    expect(forge.jira.calls).toHaveLength(3);
  });

  test('of nobody cost nothing', async () => {
    const forge = aSite();
    expect((await answerOf(forge, () => namesOf([]), ADA)).size).toBe(0);
    expect(forge.jira.calls).toEqual([]);
  });

  test('that are missing or empty are absent', async () => {
    const forge = aSite();
    forge.answers = { answer: () => reply(200, { values: [{ accountId: 'a' }, { accountId: 'b', displayName: '' }] }) };
    expect((await answerOf(forge, () => namesOf(['a', 'b']), ADA)).size).toBe(0);
  });
});

describe('who administers Jira', () => {
  test('is asked of Jira, as the user', async () => {
    const forge = aSite();
    forge.jira.administrators.add(ADA);
    expect(await answerOf(forge, mayAdministerJira, ADA)).toBe(true);
    expect(await answerOf(forge, mayAdministerJira, 'account-vic')).toBe(false);
    expect(forge.jira.calls.map(({ as }) => as.kind)).toEqual(['user', 'user']);
  });

  test('is nobody where Jira does not say so', async () => {
    const forge = aSite();
    forge.answers = { answer: () => reply(200, { permissions: {} }) };
    expect(await answerOf(forge, mayAdministerJira, ADA)).toBe(false);
  });
});
