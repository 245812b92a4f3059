import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { WaiversView, WaiverView } from '../../../src/contract';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aFindingView, aSnapshot, aStanding, aTroubledSnapshot } from '../support/project';

let host: FakeHost;

const aWaiver = (overrides: Partial<WaiverView> = {}): WaiverView => ({
  ...{ id: 1, rule: 'overdue-blockers', title: 'Blockers are not overdue', state: 'waiting' },
  ...{ reason: 'Supplier on strike', mitigation: 'Daily call', requestedAt: '2026-11-20T09:00:00Z' },
  ...{ owner: { name: 'Maya Okafor' }, until: '2026-12-20', decision: null, mayDecide: false, mayWithdraw: true },
  ...overrides,
});
const aView = (overrides: Partial<WaiversView> = {}): WaiversView => ({
  ...{ steps: 0, waivers: [], mayRequest: true, today: '2026-11-20', latest: '2027-02-18' },
  ...overrides,
});

/** A back end whose waivers stand as given, at their number of steps. */
function waiversStand(view: WaiversView): { view: WaiversView } {
  const backEnd = { view };
  const standing = standsAt(host, { ...aStanding(), waiverSteps: view.steps });
  const now = (): { readonly ok: true; readonly value: WaiversView } => {
    standing.standing = { ...standing.standing, waiverSteps: backEnd.view.steps };
    return { ok: true, value: backEnd.view };
  };
  host.resolvers.waivers = now;
  host.resolvers.requestWaiver = () => {
    backEnd.view = aView({ steps: 1, waivers: [aWaiver()] });
    return now();
  };
  host.resolvers.decideWaiver = ({ decision, reason }) => {
    const granted = aWaiver({
      ...{ state: 'inForce', decision: { by: { name: 'Iris' }, at: '2026-11-20T10:00:00Z', reason } },
    });
    backEnd.view = aView({ steps: 2, waivers: decision === 'grant' ? [granted] : [] });
    return now();
  };
  return backEnd;
}

beforeEach(() => {
  host = installHost();
  host.resolvers.finding = ({ rule }) => ({ ok: true, value: aFindingView({ rule }) });
  host.resolvers.auditTrail = () => ({
    ok: true,
    value: {
      steps: 1,
      entries: [
        {
          ...{ number: 1, at: '2026-11-20T09:00:00Z', what: 'requested', by: { name: 'Maya Okafor' } },
          ...{ rule: 'overdue-blockers', title: 'Blockers are not overdue', until: '2026-12-20' },
          ...{ reason: 'Supplier on strike', mitigation: 'Daily call' },
        },
      ],
    },
  });
});
afterEach(closePages);

function fill(form: HTMLElement, label: string | RegExp, value: string): void {
  fireEvent.change(within(form).getByLabelText(label), { target: { value } });
}

async function askForWaiver(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole('button', { name: 'Blockers are not overdue', expanded: false }));
  await userEvent.click(await screen.findByRole('button', { name: 'Request waiver' }));
  const form = screen.getByRole('form', { name: 'Request waiver' });
  fill(form, /Why can it not be met/, 'Supplier on strike');
  fill(form, /What keeps the risk small/, 'Daily call');
  return form;
}

test('a waiver is asked for where the finding is open, and waits there for its decision', async () => {
  waiversStand(aView());
  await openPage();
  const form = await askForWaiver();
  const day = within(form).getByLabelText<HTMLInputElement>('Last day');
  expect([day.value, day.min, day.max]).toEqual(['2026-12-20', '2026-11-20', '2027-02-18']);
  await userEvent.click(within(form).getByRole('button', { name: 'Send request' }));
  expect(await screen.findByText(/A request to waive it until .* waits for a decision/)).toBeTruthy();
  expect(host.calls.find(({ name }) => name === 'requestWaiver')?.payload).toEqual({
    ...{ projectId: '10001', rule: 'overdue-blockers', until: '2026-12-20' },
    ...{ reason: 'Supplier on strike', mitigation: 'Daily call' },
  });
  expect(screen.queryByRole('button', { name: 'Request waiver' })).toBeNull();
});

test('what stands against it is said, and nothing that was typed is lost', async () => {
  waiversStand(aView());
  host.resolvers.requestWaiver = () => ({
    ok: false,
    error: { kind: 'conflict', message: 'At most 90 days.', remedy: 'Choose an earlier day.', reference: 'r' },
  });
  await openPage();
  const form = await askForWaiver();
  fireEvent.submit(form);
  expect((await within(form).findByRole('alert')).textContent).toMatch(/At most 90 days.*Choose an earlier day/);
  expect(within(form).getByLabelText<HTMLTextAreaElement>(/Why can it not/).value).toBe('Supplier on strike');
});

test('who may not request is not offered to', async () => {
  waiversStand(aView({ mayRequest: false }));
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'Blockers are not overdue', expanded: false }));
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'waivers')).toBe(true));
  expect(screen.queryByRole('button', { name: 'Request waiver' })).toBeNull();
});

test('who may decide finds the request from the first page, and grants it with a reason', async () => {
  waiversStand(aView({ steps: 1, waivers: [aWaiver({ mayDecide: true, mayWithdraw: false })] }));
  await openPage();
  expect((await screen.findByText(/Waiver debt/)).parentElement?.textContent).toContain(
    '1 request waiting for a decision',
  );
  await userEvent.click(screen.getByRole('link', { name: 'See waivers' }));
  expect(host.visited.at(-1)).toBe('/waivers');
  await userEvent.click(await screen.findByRole('button', { name: 'Grant' }));
  const form = screen.getByRole('form', { name: 'Grant: Blockers are not overdue' });
  fill(form, 'Reason', 'Nothing else to be done');
  await userEvent.click(within(form).getByRole('button', { name: 'Grant' }));
  const card = (await screen.findByText(/^Waived/)).closest('li');
  expect(card?.textContent).toMatch(/Supplier on strike.*Daily call.*Maya Okafor.*Iris.*Nothing else to be done/);
  expect(host.calls.find(({ name }) => name === 'decideWaiver')?.payload).toEqual({
    ...{ projectId: '10001', waiver: 1, decision: 'grant', reason: 'Nothing else to be done' },
  });
  const trail = await screen.findByRole('table');
  expect(within(trail).getAllByRole('row')[1].textContent).toMatch(/Requested until.*Blockers.*Maya Okafor.*strike/);
});

test('where too much is waived for a score, it says so', async () => {
  const findings = aTroubledSnapshot().findings.map((finding, place) =>
    place < 9 ? { ...finding, status: 'exempt' as const, attainment: null } : finding,
  );
  const withheld = { because: 'littleApplies', applicableShare: 0.3, dormant: false } as const;
  standsAt(host, aStanding({ snapshot: aSnapshot(findings, { score: null, withheld }) }));
  await openPage();
  expect(await screen.findByText(/Only 30% of the playbook applies here.* The other rules are waived/)).toBeTruthy();
});
