import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PmoRoleView } from '../../../src/contract';
import { aHealth } from '../support/health';
import { installHost } from '../support/host';
import { closePages, isHealthy, openAdmin } from '../support/open-page';

afterEach(closePages);

test('a group is found by its name and chosen for the PMO role', async () => {
  const host = installHost('/refresh');
  isHealthy(host, aHealth());
  let role: PmoRoleView = { group: null, version: 0, found: [] };
  host.resolvers.pmoRole = ({ find }) => ({
    ok: true,
    value: { ...role, found: find === undefined ? [] : ['pmo-office'] },
  });
  host.resolvers.savePmoRole = ({ group, version }) => {
    role = { group, version: version + 1, found: [] };
    return { ok: true, value: { saved: true, role } };
  };
  await openAdmin();
  const section = await screen.findByRole('region', { name: 'PMO role' });
  expect(await within(section).findByText(/those who administer Jira have it/)).toBeTruthy();
  fireEvent.change(within(section).getByLabelText('Group in Jira'), { target: { value: 'pmo' } });
  await userEvent.click(within(section).getByRole('button', { name: 'Find' }));
  await userEvent.click(await within(section).findByRole('button', { name: 'pmo-office' }));
  expect(await within(section).findByText(/The members of “pmo-office” have it/)).toBeTruthy();
  expect(host.calls.filter(({ name }) => name === 'savePmoRole').map(({ payload }) => payload)).toEqual([
    { group: 'pmo-office', version: 0 },
  ]);
});
