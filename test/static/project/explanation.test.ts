import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { apportion, scoreToTwoDecimals } from '../../../static/project/apportion';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aFinding, aSnapshot, aStanding } from '../support/project';

let host: FakeHost;

beforeEach(() => {
  host = installHost();
});

afterEach(closePages);

async function openExplanation(): Promise<void> {
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'How is this computed?' }));
}

test('the points shown add up to the score shown', async () => {
  standsAt(host, aStanding());
  await openExplanation();
  const sum = screen.getByRole('table', { name: 'The sum' });
  const rows = within(sum).getAllByRole('row').slice(1);
  const points = rows.map((row) => Number(within(row).getAllByRole('cell').at(-1)?.textContent));
  const total = points.pop();
  expect(points).toHaveLength(11);
  expect(Math.round(points.reduce((one, other) => one + other, 0) * 100)).toBe(Math.round((total ?? 0) * 100));
  expect(rows.at(-1)?.textContent).toBe('Score, shown as 89.677.589.55');
});

test('coverage, level and what is outside are worked out in figures', async () => {
  standsAt(host, aStanding());
  await openExplanation();
  expect(screen.getByRole('region', { name: 'Coverage' }).textContent).toMatch(
    /77\.5 ÷ 82\.5 = 94%.*at least 70%.*82\.5 ÷ 87\.5 = 94%.*at least 50%/,
  );
  const level = screen.getByRole('region', { name: 'Level' }).textContent;
  expect(level).toMatch(/Foundation: 5 of 5 rules hold/);
  expect(level).toMatch(/Managed: 2 of 6 rules hold. Not yet: Work of the next 30 days/);
  const outside = within(screen.getByRole('table', { name: 'Outside the sum' }));
  expect(outside.getByRole('row', { name: /Finished work is really done/ }).textContent).toMatch(
    /Missing: resolutions/,
  );
});

test('the explanation has an address, leads to findings, and back again', async () => {
  host = installHost('/how-it-is-computed');
  standsAt(host, aStanding());
  await openPage();
  expect(await screen.findByRole('heading', { name: 'How this is computed' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Compliance' }));
  expect(await screen.findByRole('heading', { name: 'Compliance' })).toBeTruthy();
  expect(host.visited.at(-1)).toBe('/');
});

test('a withheld score is explained, and the sum is not called a score', async () => {
  const findings = [aFinding('item-ownership', { numerator: 1, denominator: 2 })];
  const withheld = { because: 'lowCoverage', coverage: 0.5 } as const;
  standsAt(host, aStanding({ snapshot: aSnapshot(findings, { score: null, withheld }) }));
  await openExplanation();
  const sum = screen.getByRole('region', { name: 'The sum' });
  expect(sum.textContent).toMatch(/The score is not shown. Only 50% .* can be assessed/);
  expect(sum.textContent).toMatch(/Sum, not shown as a score/);
});

test('what is attained of few is no percentage, and can still be calculated along', async () => {
  const findings = [
    aFinding('leads', { numerator: 2, denominator: 3 }),
    aFinding('work-dated', { numerator: 3, denominator: 3 }),
    aFinding('missing-logic', { numerator: 8, denominator: 10, target: 1 }),
    aFinding('accountable-lead', { numerator: 0, denominator: 1, target: 1 }),
  ];
  standsAt(host, aStanding({ snapshot: aSnapshot(findings) }));
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: /^No work starts before/, expanded: false }));
  const panel = await screen.findByRole('region', { name: /^No work starts before/ });
  expect(panel.textContent).toMatch(/Attained2 of the 3 wanted.*Rests on few/);
  expect(screen.getAllByText('· few')).toHaveLength(2);
  await userEvent.click(screen.getByRole('button', { name: 'How is this computed?' }));
  const rows = within(screen.getByRole('table', { name: 'The sum' }))
    .getAllByRole('row')
    .slice(1, -1);
  const attained = rows.map((row) => within(row).getAllByRole('cell')[2].textContent);
  expect(attained).toEqual(['2 ÷ 2.85', '100.0%', '80.0%', '0.0%']);
});

const contributions = fc
  .array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 40 })), {
    minLength: 1,
    maxLength: 41,
  })
  .map((rules) => {
    const weight = rules.reduce((sum, [, each]) => sum + each / 4, 0);
    return rules.map(([attainment, each]) => (100 * (each / 4) * attainment) / weight);
  });

test('any contributions, rounded for show, add up exactly and stay within a hundredth of themselves', () => {
  fc.assert(
    fc.property(contributions, (figures) => {
      const total = scoreToTwoDecimals(figures.reduce((sum, figure) => sum + figure, 0));
      const shown = apportion(figures, total);
      expect(shown.reduce((sum, figure) => sum + Math.round(figure * 100), 0)).toBe(Math.round(total * 100));
      shown.forEach((figure, index) => expect(Math.abs(figure - figures[index])).toBeLessThan(0.01 + 1e-8));
    }),
  );
});

test('two decimals of a score never disagree with its one decimal', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (score) => {
      expect(Math.round(scoreToTwoDecimals(score) * 10)).toBe(Math.round(score * 10));
    }),
  );
});
