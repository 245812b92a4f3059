import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { PortfolioView } from '../../../src/contract';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';
import { aPortfolio, portfolioIs } from '../support/portfolio';

jest.setTimeout(20_000);

let host: FakeHost;
afterEach(closePages);

async function open(patterns: PortfolioView['patterns']): Promise<void> {
  host = installHost('/');
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:globalPage' } };
  portfolioIs(host, aPortfolio({ patterns }));
  await openBy(openPortfolioPage);
}

test('a pattern of a component names the projects, says how they stood as a whole, and opens its issues in Jira', async () => {
  const rule = { rule: 0, projects: [0, 1], of: 3, trend: { before: 2, now: 1 } };
  const place = { kind: 'component', name: 'Back "end"' } as const;
  await open([{ in: 'place', place, rules: [rule] }]);
  expect(await screen.findByText('Open issues of the component Back "end" fall short of the same rule')).toBeTruthy();
  const said = screen.getByText(/: in 2 of 3 projects/);
  expect(said.textContent).toMatch(/in 2 of 3 projects: Data platform, Signalling upgrade\./);
  expect(said.textContent).toContain('Of these projects as a whole, 1 falls short; 2 did a week ago.');
  await userEvent.click(screen.getByRole('button', { name: 'See its open issues in Jira: component Back "end"' }));
  const [query] = host.opened;
  expect(decodeURIComponent(String(query))).toContain(
    'project in (DAT, SIG) AND component = "Back \\"end\\"" AND statusCategory != Done',
  );
  await userEvent.click(within(said).getByRole('button', { name: 'Data platform' }));
  expect(screen.getByRole('complementary', { name: 'Data platform' })).toBeTruthy();
});

test('a pattern of a team offers no search that Jira would refuse', async () => {
  const rule = { rule: 0, projects: [0, 1], of: 2, trend: { before: 1, now: 1 } };
  const place = { kind: 'team', name: 'Shared services' } as const;
  await open([{ in: 'place', place, rules: [rule] }]);
  expect(await screen.findByText('Open issues of the team Shared services fall short of the same rule')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /in Jira/ })).toBeNull();
  expect(screen.queryByText(/as a whole/)).toBeNull();
});
