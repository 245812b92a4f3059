import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { GatesView, PassportEntry } from '../../../src/contract';
import { aCriterionView, aGateView, aReviewView, aTracker, NO_GATES } from '../support/gates';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openPage, standsAt } from '../support/open-page';
import { aStanding } from '../support/project';

const GATES = '/gates';
let host: FakeHost;

/** A back end whose gates stand as given. */
function gatesStand(view: Partial<GatesView>, path = GATES): void {
  host = installHost(path);
  standsAt(host, aStanding());
  host.resolvers.gates = () => ({ ok: true, value: { ...NO_GATES, ...view } });
  host.resolvers.gatePassport = () => ({
    ok: true,
    value: { brokenAt: null, head: 'abc', text: '[]', people: {} },
  });
}

afterEach(closePages);

function fill(form: HTMLElement, label: string | RegExp, value: string): void {
  fireEvent.change(within(form).getByLabelText(label), { target: { value } });
}

test('without gates the page says what they are for and who sets them up', async () => {
  gatesStand({});
  await openPage();
  expect(await screen.findByRole('heading', { name: 'This project has no stage gates yet' })).toBeTruthy();
  expect(screen.getByText(/A project admin sets them up in the project settings/)).toBeTruthy();
});

test('they are there before anything was read of Jira', async () => {
  gatesStand({ tracker: aTracker([]) });
  standsAt(host, aStanding({ snapshot: null }));
  host.resolvers.gates = () => ({ ok: true, value: { ...NO_GATES, tracker: aTracker([]) } });
  await openPage();
  expect(await screen.findByText('It asks nothing but a decision.')).toBeTruthy();
});

test('what is due so far and what the next gate asks are told apart, what is missing first', async () => {
  const met = aCriterionView('met', { status: 'met', found: 'Confirmed on 2026-11-01', next: '' });
  const missing = aCriterionView('missing');
  gatesStand({ tracker: aTracker([met, missing]) });
  await openPage();
  expect(await screen.findByRole('heading', { name: 'Gate g1: 1 of 2 met' })).toBeTruthy();
  expect(screen.getByText(/Nothing is due yet/)).toBeTruthy();
  const asked = within(screen.getByRole('list', { name: 'What Gate g1 asks' })).getAllByRole('listitem');
  expect(asked.map((each) => each.getAttribute('aria-label'))).toEqual(['Criterion missing', 'Criterion met']);
  const here = within(screen.getByRole('list', { name: 'Stages and gates' })).getAllByRole('listitem')[0];
  expect(here.getAttribute('aria-current')).toBe('step');
  expect(screen.getByText('Stage of g1', { selector: '.page-header-project strong' })).toBeTruthy();
});

test('a field of the project record is filled in where it is asked for', async () => {
  const look = { of: 'record', field: 'scope', text: '', person: null } as const;
  gatesStand({ tracker: aTracker([aCriterionView('scope', { look, found: 'Nothing there', next: 'Fill it in.' })]) });
  host.resolvers.fillRecord = ({ text }) => {
    const criterion = aCriterionView('scope', { look: { ...look, text }, status: 'met', found: 'Filled in', next: '' });
    return { ok: true, value: { ...NO_GATES, tracker: aTracker([criterion]) } };
  };
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'Fill in: Criterion scope' }));
  const form = screen.getByRole('form', { name: 'Fill in: Criterion scope' });
  fill(form, 'Scope', 'The northern line');
  await userEvent.click(within(form).getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('The northern line')).toBeTruthy();
});

test('evidence is attached where it is missing; what is wrong with the link stands at its field', async () => {
  gatesStand({ tracker: aTracker([aCriterionView('plan')]) });
  host.resolvers.attachEvidence = ({ link }) =>
    link.startsWith('javascript:')
      ? {
          ok: false,
          error: {
            ...{ kind: 'conflict', message: 'This is no address.', remedy: 'Enter another.' },
            ...{ field: 'link', reference: 'r' },
          },
        }
      : {
          ok: true,
          value: {
            ...{ ...NO_GATES, events: 2 },
            tracker: aTracker([
              aCriterionView('plan', {
                ...{ status: 'met', found: 'Of 2026-11-20: https://wiki.example', next: '' },
                evidence: { link, title: 'The plan', datedOn: '2026-11-20' },
              }),
            ]),
          },
        };
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'Attach evidence: Criterion plan' }));
  const form = screen.getByRole('form', { name: 'Attach evidence: Criterion plan' });
  fill(form, 'Address of the page', 'javascript:alert(1)');
  fireEvent.submit(form);
  const field = within(form).getByLabelText('Address of the page');
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent).toMatch(/no address/);
  fill(form, 'Address of the page', 'https://wiki.example');
  fireEvent.submit(form);
  const link = await screen.findByRole<HTMLAnchorElement>('link', { name: 'The plan' });
  expect([link.href, link.rel]).toEqual(['https://wiki.example/', 'noreferrer noopener']);
});

test('a decider gives a conditional go: one condition for each thing that is missing, each with an owner', async () => {
  const review = aReviewView({ mayDecide: true, criteria: [aCriterionView('plan')] });
  const gates = [aGateView('g1', { status: 'inReview' }), aGateView('g2')];
  gatesStand({ tracker: aTracker([aCriterionView('plan')], { review, gates }) });
  host.resolvers.findOwners = () => ({ ok: true, value: { people: [{ accountId: 'a-1', name: 'Dora Lind' }] } });
  host.resolvers.decideReview = ({ conditions }) => ({
    ok: false,
    error: {
      ...{ kind: 'conflict', message: `Owner ${conditions[0].owner}`, remedy: 'Choose.' },
      ...{ field: 'conditions.0.due', reference: 'r' },
    },
  });
  await openPage();
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }));
  const form = screen.getByRole('form', { name: 'Your decision' });
  expect(within(form).getByLabelText<HTMLInputElement>(/^Conditional go/).checked).toBe(true);
  expect(within(form).getByLabelText<HTMLInputElement>('What is to be done').value).toBe('Criterion plan');
  fill(form, 'Reason, which stays on record', 'Nearly');
  fill(form, 'Who sees to it', 'dor');
  await userEvent.click(within(form).getByRole('button', { name: 'Find: Who sees to it' }));
  await userEvent.click(await within(form).findByRole('button', { name: 'Dora Lind' }));
  await userEvent.click(within(form).getByRole('button', { name: 'Decide: Conditional go' }));
  await waitFor(() => expect(host.calls.some(({ name }) => name === 'decideReview')).toBe(true));
  expect(host.calls.find(({ name }) => name === 'decideReview')?.payload).toMatchObject({
    ...{ review: 'r1', decision: 'conditionalGo', reason: 'Nearly' },
    conditions: [{ text: 'Criterion plan', criterion: 'plan', owner: 'a-1', due: '2026-12-04' }],
  });
  const due = within(form).getByLabelText('Last day');
  await waitFor(() => expect(due.getAttribute('aria-invalid')).toBe('true'));
});

test('the first page has what the next gate asks, and leads to it', async () => {
  gatesStand({ tracker: aTracker([aCriterionView('plan')]) }, '/');
  await openPage();
  const card = (await screen.findByText('0 of 1 criteria met')).closest('section');
  expect(card?.textContent).toMatch(/Next gate: Gate g1.*Criterion plan/);
  await userEvent.click(within(card as HTMLElement).getByRole('link', { name: 'What to do' }));
  expect(host.visited.at(-1)).toBe('/gates');
});

test('a record that was tampered with says so, and where', async () => {
  gatesStand({ tracker: aTracker([]), events: 1, brokenAt: 2 });
  await openPage();
  expect(await screen.findByText('The gate record was changed from outside at entry 2')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Request review' })).toBeNull();
});

test('the passport tells a review with its readings, words and conditions', async () => {
  const criterion = {
    ...{ id: 'plan', title: 'The plan', mandatory: true, help: '' },
    due: 'exit',
    check: { of: 'evidence', kind: 'page', freshDays: null },
  } as const;
  const result = { criterion: 'plan', status: 'unmet', found: 'Nothing is attached', next: '' } as const;
  const at = Date.parse('2026-11-19T09:00:00Z');
  const events: readonly PassportEntry['event'][] = [
    {
      ...{ kind: 'reviewRequested', review: 'r1', gate: 'g1', title: 'Gate g1', lifecycle: 1, criteria: [criterion] },
      ...{ deciders: { people: [], groups: [], roles: [] }, quorum: 1, readiness: [result], note: 'Please' },
      ...{ at, by: 'pia' },
    },
    {
      ...{ kind: 'decided', review: 'r1', decision: 'conditionalGo', reason: 'Nearly', readiness: [result] },
      conditions: [{ id: 'k', text: 'Write it', criterion: 'plan', owner: 'pia', due: 20_790 }],
      ...{ at, by: 'dan' },
    },
  ];
  const entries = events.map((event, place) => ({ sequence: place + 1, previous: '', hash: `h${place}`, event }));
  gatesStand({ events: 2, tracker: aTracker([]) }, '/gates/passport');
  host.resolvers.gatePassport = () => ({
    ok: true,
    value: { brokenAt: null, head: 'h1', text: JSON.stringify(entries), people: { dan: { name: 'Dan Roth' } } },
  });
  await openPage();
  const review = within(await screen.findByRole('region', { name: 'Gate g1' }));
  expect(review.getByText(/Requested by somebody whose account is closed/)).toBeTruthy();
  expect(review.getByText(/Dan Roth/).textContent).toMatch(/Conditional go · Dan Roth,.*“Nearly”/);
  expect(review.getByText(/Condition: Write it/).textContent).toMatch(/by 3 Dec/);
  expect(review.getAllByText('Nothing is attached')).toHaveLength(2);
  expect(screen.getByText(/2 entries, checked just now/)).toBeTruthy();
});
