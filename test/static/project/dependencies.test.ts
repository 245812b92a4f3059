import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { installHost, type FakeHost } from '../support/host';
import { anIssueMap } from '../support/issue-map';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aStanding } from '../support/project';

let host: FakeHost;

afterEach(closePages);

function open(path?: string): Promise<void> {
  host = installHost(path);
  standsAt(host, aStanding());
  host.resolvers.issueMap = () => ({ ok: true, value: anIssueMap() });
  return openPage();
}

const tabs = (): HTMLElement => screen.getByRole('navigation', { name: 'Project views' });
const tab = (name: string): HTMLElement => within(tabs()).getByRole('button', { name });

test('dependencies are a tab beside the findings, with an address of its own, and back returns', async () => {
  await open();
  await screen.findByRole('region', { name: 'Findings' });
  expect(tab('Findings').getAttribute('aria-current')).toBe('page');
  expect(host.calls.map(({ name }) => name)).not.toContain('issueMap');

  await userEvent.click(tab('Dependencies'));
  await screen.findByRole('navigation', { name: 'Views of the issues' });
  expect(host.visited).toEqual(['/', '/dependencies']);
  expect(host.calls.at(-1)).toEqual({ name: 'issueMap', payload: { scope: { of: 'project', projectId: '10001' } } });
  expect(screen.queryByRole('region', { name: 'Findings' })).toBeNull();

  act(() => host.back());
  await screen.findByRole('region', { name: 'Findings' });
});

test('a shared link opens the view of the map that it names', async () => {
  await open('/dependencies/issues/project/10001');
  const views = await screen.findByRole('navigation', { name: 'Views of the issues' });
  expect(within(views).getByRole('button', { name: 'Table' }).getAttribute('aria-current')).toBe('page');
  expect(tab('Dependencies').getAttribute('aria-current')).toBe('page');
});

test('before the first snapshot there are no tabs: nothing is behind them yet', async () => {
  host = installHost('/dependencies');
  standsAt(host, aStanding({ snapshot: null, readAt: null }));
  await openPage();
  expect(screen.queryByRole('navigation', { name: 'Project views' })).toBeNull();
  expect(host.calls.map(({ name }) => name)).not.toContain('issueMap');
});
