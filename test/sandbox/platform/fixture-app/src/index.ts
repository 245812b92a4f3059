import api, { route } from '@forge/api';
import kvs from '@forge/kvs';
import Resolver from '@forge/resolver';

const definitions = new Resolver();
definitions.define('echo', ({ payload, context }) => ({ payload, accountId: context.accountId }));
definitions.define('remember', async ({ payload }) => {
  await kvs.set('x', payload);
  return kvs.get('x');
});
definitions.define('myself', async () => {
  const response = await api.asUser().requestJira(route`/rest/api/3/myself`);
  return { status: response.status, body: await response.text() };
});
export const resolver = definitions.getDefinitions();
export const worker = async () => undefined;
export const onEvent = async () => undefined;
export const upkeep = async () => ({ statusCode: 204 });
