import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { strFromU8 } from 'fflate';
import type { ProjectNames, Reply } from '../../../src/contract';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';
import { aPortfolio, portfolioIs } from '../support/portfolio';
import { bytesOf } from '../support/workbook';

jest.setTimeout(30_000);

const KIM = { accountId: 'account-7', name: 'Kim Brandt' };
const NAMES: ProjectNames = {
  leads: [{ ...KIM, projectIds: ['10000', '10001'] }],
  categories: [{ id: 500, name: 'Rail systems' }],
};
const VIEW = aPortfolio({
  projects: aPortfolio().projects.map((each, place) => ({ ...each, category: place < 2 ? 500 : null })),
});

let host: FakeHost;
afterEach(() => {
  jest.restoreAllMocks();
  closePages();
});

/** Opens a page whose names come when what is returned is called with them. */
async function open(address: string): Promise<(reply: Reply<ProjectNames>) => Promise<void>> {
  host = installHost(address);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
  portfolioIs(host, VIEW);
  const waiting: ((reply: Reply<ProjectNames>) => void)[] = [];
  host.resolvers.projectNames = () => new Promise((resolve) => void waiting.push(resolve));
  await openBy(openPortfolioPage);
  return (reply) => act(async () => void waiting.splice(0).forEach((resolve) => resolve(reply)));
}

const known: Reply<ProjectNames> = { ok: true, value: NAMES };
const refused: Reply<ProjectNames> = {
  ok: false,
  error: { kind: 'jiraUnavailable', message: 'Jira did not answer', remedy: 'Try again later.', reference: 'r-1' },
};
const projects = (): readonly string[] =>
  [...document.querySelectorAll('.projects-table tbody .projects-name')].map(({ textContent }) => textContent);
const groups = (): readonly string[] => screen.getAllByRole('rowheader').map(({ textContent }) => textContent);

test('nobody is “without a lead” or a category before it is known who leads what', async () => {
  const tell = await open('/projects?group=lead');
  await screen.findByText('4 projects you may see');
  expect(screen.getByText('Loading')).toBeTruthy();
  expect(screen.queryByRole('rowheader')).toBeNull();
  await tell(known);
  await waitFor(() => expect(groups()).toEqual(['Kim Brandt 2 projects', 'Without a lead 2 projects']));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Group by' }), 'category');
  expect(groups()).toEqual(['Rail systems 2 projects', 'Without a category 2 projects']);
});

test.each([
  ['filtered by a lead', 'owner=account-7', ['Data platform', 'Signalling upgrade']],
  ['filtered by having none', 'owner=none', ['Intranet', 'Archive']],
  ['sorted by leads', 'sort=-lead', ['Data platform', 'Signalling upgrade', 'Intranet', 'Archive']],
])('%s: nothing is shown before the names are there, neither too much nor “no project”', async (_, query, left) => {
  const tell = await open(`/projects?${query}`);
  await screen.findByText('4 projects you may see');
  expect(projects()).toEqual([]);
  expect(screen.queryByText('No project is left by these filters.')).toBeNull();
  await tell(known);
  await waitFor(() => expect(projects()).toEqual(left));
});

test('where Jira does not tell the names, that is said, and the projects can be shown without', async () => {
  const tell = await open('/projects?group=lead&only=late');
  await screen.findByText('4 projects you may see');
  // It is asked again once before it is given up.
  for (let times = 0; screen.queryByRole('alert') === null; times++) {
    expect(times).toBeLessThan(200);
    await tell(refused);
    await act(() => new Promise((resolve) => setTimeout(resolve, 50)));
  }
  expect(screen.getByRole('alert').textContent).toContain('Jira did not answer');
  expect(screen.queryByText(/^Without a lead/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Show projects without them' }));
  expect(host.visited.at(-1)).toBe('/projects?only=late');
  expect(projects()).toEqual(['Data platform', 'Signalling upgrade']);
  expect(screen.getAllByText('Not known')).toHaveLength(2);
  expect(screen.queryByText('Kim Brandt')).toBeNull();
});

test('a file with names is made once there are names, and says so before', async () => {
  const made: Blob[] = [];
  URL.createObjectURL = (blob) => `blob:${made.push(blob as Blob)}`;
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue(undefined);
  const tell = await open('/projects?columns=project.lead.category');
  const save = async (): Promise<void> => {
    await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
    await userEvent.click(screen.getByRole('button', { name: /^CSV/ }));
  };
  await save();
  expect(await screen.findByText('Names are still on their way. Export again in a moment.')).toBeTruthy();
  expect(made).toEqual([]);
  await tell(known);
  await screen.findAllByText('Kim Brandt', { selector: '.projects-words' });
  await save();
  await waitFor(() => expect(made).toHaveLength(1));
  const lines = strFromU8(new Uint8Array(await bytesOf(made[0]))).split('\r\n');
  expect(lines.slice(1, 4).map((line) => line.split(',').slice(0, 3))).toEqual([
    ['Data platform', 'Kim Brandt', 'Rail systems'],
    ['Signalling upgrade', 'Kim Brandt', 'Rail systems'],
    ['Intranet', '', ''],
  ]);
});

test('two leads of one name are two groups, in the table and as columns of the heat map', async () => {
  const tell = await open('/projects?group=lead');
  const leads = ['10000', '10001'].map((id) => ({ accountId: `account-${id}`, name: 'Kim Brandt', projectIds: [id] }));
  await screen.findByText('4 projects you may see');
  await tell({ ok: true, value: { ...NAMES, leads } });
  const [one, other, nobody] = ['Kim Brandt', 'Kim Brandt (2)', 'Without a lead'];
  await waitFor(() => expect(groups()).toEqual([`${one} 1 project`, `${other} 1 project`, `${nobody} 2 projects`]));
  await userEvent.click(screen.getByRole('button', { name: 'Heat map' }));
  await screen.findByRole('grid');
  const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
  expect([...heads].sort()).toEqual([one, other, 'Rule', nobody]);
});
