import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { LifecycleView, ProjectSettingsReplies, ValueOf } from '../../src/contract';
import { openSettingsPage } from '../../static/settings/open-page';
import {
  changesInWords,
  moved,
  placeOfProblem,
  problemsById,
  takenOver,
  withFreshIds,
} from '../../static/settings/lifecycle-edits';
import { installHost, type FakeHost } from './support/host';
import { closePages, openBy } from './support/open-page';

jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });

type Lifecycle = NonNullable<LifecycleView['lifecycle']>;
type Preview = ValueOf<ProjectSettingsReplies['previewLifecycle']>;

const NOBODY = { people: [], groups: [], roles: [] };
let host: FakeHost;

function aLifecycle(...stages: readonly (readonly [stage: string, criteria: number])[]): Lifecycle {
  return {
    title: 'Ours',
    stages: stages.map(([title, criteria]) => ({
      ...{ id: title, title },
      gate: { id: `g-${title}`, title: `Gate of ${title}`, planned: null, forecast: null, deciders: NOBODY, quorum: 1 },
      criteria: Array.from({ length: criteria }, (_, place) => ({
        ...{ id: `${title}-${place}`, title: `${title} asks ${place}`, mandatory: true, help: '' },
        check: { of: 'evidence', kind: 'page', freshDays: null } as const,
        due: 'exit' as const,
      })),
    })),
  };
}

function aView(lifecycle: Lifecycle | null, overrides: Partial<LifecycleView> = {}): LifecycleView {
  const template = {
    id: 'hybrid',
    title: 'Hybrid',
    purpose: 'For both.',
    lifecycle: aLifecycle(['Plan', 2], ['Build', 1]),
  };
  return {
    ...{
      version: lifecycle === null ? 0 : 1,
      lifecycle,
      savedBy: { name: 'Pam Roth' },
      savedAt: '2026-11-19T09:00:00Z',
    },
    playbook: { title: 'Delivery essentials', given: null, givenVersion: 0, isFollowed: true, mayGive: false },
    ...{ templates: [template], rules: [], roles: [{ id: 7, name: 'Sponsors' }], people: {}, groups: {} },
    ...overrides,
  };
}

const WELL: Preview = {
  problems: [],
  migration: {
    ...{ stageBefore: null, stageAfter: 'Plan', nextBefore: null, nextAfter: 'Gate of Plan', effects: ['It moves.'] },
    gateReady: { settled: 0, asked: 2, results: [] },
  },
};

/** A back end that answers every preview alike, and saves. */
function standsAt(view: LifecycleView, preview: Preview = WELL): void {
  host.resolvers.lifecycle = () => ({ ok: true, value: view });
  host.resolvers.previewLifecycle = () => ({ ok: true, value: preview });
  host.resolvers.saveLifecycle = ({ lifecycle, version }) => ({
    ok: true,
    value: { saved: true, view: aView(lifecycle as Lifecycle, { version: version + 1 }) },
  });
}

beforeEach(() => {
  host = installHost();
});
afterEach(closePages);

const save = (): Promise<HTMLElement> =>
  waitFor(() => {
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Save…' });
    expect(button.disabled).toBe(false);
    return button;
  });

test('an admin starts from a template, sees what saving does, and saves it', async () => {
  standsAt(aView(null));
  await openBy(openSettingsPage);
  await userEvent.click(await screen.findByRole('button', { name: 'Start from Hybrid' }));
  expect(host.visited.at(-1)).toBe('/stages/Plan');
  await userEvent.click(screen.getByLabelText('Sponsors'));
  await userEvent.click(await save());
  const question = within(screen.getByRole('group', { name: 'Save?' }));
  expect(question.getByText(/The project stands in “Plan”; its next gate is “Gate of Plan”, 0 of 2 met/)).toBeTruthy();
  expect(question.getByText('It moves.')).toBeTruthy();
  await userEvent.click(question.getByRole('button', { name: 'Save version 1' }));
  expect(await screen.findByText(/^Version 1, saved by Pam Roth/)).toBeTruthy();
  const sent = host.calls.find(({ name }) => name === 'saveLifecycle')?.payload as { lifecycle: Lifecycle };
  expect(sent.lifecycle.stages[0].gate.deciders.roles).toEqual([7]);
});

test('what does not fit stands at its field, and keeps it from being saved', async () => {
  const problem = { problem: 'Nothing is entered here.', remedy: 'Enter a name.' };
  standsAt(aView(aLifecycle(['Plan', 0], ['Build', 1])), {
    ...{ problems: [{ field: 'stages.1.criteria.0.title', ...problem }], migration: null },
  });
  await openBy(openSettingsPage);
  await userEvent.click(await screen.findByRole('button', { name: /^Build/ }));
  await userEvent.click(screen.getByRole('button', { name: /^Build asks 0/, expanded: false }));
  const field = screen.getByLabelText('Criterion, as a sentence that is true or not');
  fireEvent.change(field, { target: { value: '' } });
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText('1 thing is to be completed before it can be saved.')).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save…' }).disabled).toBe(true);
});

test('of two admins the second is told what the first changed, and may go on with theirs or drop it', async () => {
  standsAt(aView(aLifecycle(['Plan', 1])));
  const theirs = aView(aLifecycle(['Plan', 2], ['Close', 0]), { version: 2 });
  host.resolvers.saveLifecycle = () => ({ ok: true, value: { saved: false, theirs } });
  await openBy(openSettingsPage);
  fireEvent.change(await screen.findByLabelText('Lifecycle'), { target: { value: 'Mine' } });
  await userEvent.click(await save());
  await userEvent.click(screen.getByRole('button', { name: 'Save version 2' }));
  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByText('What "Plan" asks is changed.')).toBeTruthy();
  expect(alert.getByText('The stage "Close" is new.')).toBeTruthy();
  await userEvent.click(alert.getByRole('button', { name: 'Go on with mine instead of theirs' }));
  expect(screen.getByLabelText<HTMLInputElement>('Lifecycle').value).toBe('Mine');
  await userEvent.click(await save());
  expect(screen.getByRole('button', { name: 'Save version 3' })).toBeTruthy();
});

test('nothing unsaved goes without being asked about', async () => {
  standsAt(aView(aLifecycle(['Plan', 1])));
  await openBy(openSettingsPage);
  fireEvent.change(await screen.findByLabelText('Lifecycle'), { target: { value: 'Mine' } });
  const leaving = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Undo my changes' }));
  const question = within(screen.getByRole('group', { name: 'Undo your changes?' }));
  await userEvent.click(question.getByRole('button', { name: 'Undo my changes' }));
  expect(screen.getByLabelText<HTMLInputElement>('Lifecycle').value).toBe('Ours');
});

test('criteria move by keyboard, keep the focus, and say where they are', async () => {
  standsAt(aView(aLifecycle(['Plan', 3])));
  await openBy(openSettingsPage);
  const down = await screen.findByRole('button', { name: 'Move down: Plan asks 0' });
  down.focus();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('Plan asks 0: place 2 of 3')).toBeTruthy();
  await userEvent.keyboard('{Enter}');
  expect(screen.getByText('Plan asks 0: place 3 of 3')).toBeTruthy();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Move down: Plan asks 0');
});

test('what a playbook gives is taken over by name, and where it asks for it nothing else is offered', async () => {
  const given = { lifecycle: aLifecycle(['Plan', 1], ['Close', 0]), mayDiffer: false };
  const playbook = { title: 'Regulated', given, givenVersion: 1, isFollowed: false, mayGive: false };
  standsAt(aView(aLifecycle(['Plan', 1], ['Build', 0]), { playbook }));
  await openBy(openSettingsPage);
  expect(await screen.findByText('The playbook Regulated asks for its own stages and gates')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Start anew…' }));
  expect(screen.queryByRole('button', { name: 'Start from Hybrid' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Take over the playbook’s' }));
  await userEvent.click(await save());
  await userEvent.click(screen.getByRole('button', { name: 'Save version 2' }));
  await screen.findByText(/^Version 2/);
  const sent = host.calls.find(({ name }) => name === 'saveLifecycle')?.payload as { lifecycle: Lifecycle };
  expect(sent.lifecycle.stages.map(({ title }) => title)).toEqual(['Plan', 'Close']);
  expect(sent.lifecycle.stages[0].gate.id).toBe('g-Plan');
});

test('an administrator of Jira gives what is saved to the playbook', async () => {
  const playbook = { title: 'Regulated', given: null, givenVersion: 3, isFollowed: true, mayGive: true };
  const view = aView(aLifecycle(['Plan', 1]), { playbook });
  standsAt(view);
  host.resolvers.giveLifecycle = () => ({ ok: true, value: { given: true, view } });
  await openBy(openSettingsPage);
  await userEvent.click(await screen.findByRole('button', { name: 'Give to a playbook…' }));
  await userEvent.click(screen.getByLabelText('Projects may change them, or set up their own'));
  await userEvent.click(screen.getByRole('button', { name: 'Give to Regulated' }));
  expect(await screen.findByRole('button', { name: 'Give to a playbook…' })).toBeTruthy();
  const sent = host.calls.find(({ name }) => name === 'giveLifecycle')?.payload;
  expect(sent).toMatchObject({ mayDiffer: false, version: 1, givenVersion: 3 });
});

test('who does not administer the project is told so', async () => {
  host.resolvers.lifecycle = () => ({
    ok: false,
    error: { kind: 'noPermission', message: 'Only admins of this project.', remedy: 'Ask one.', reference: 'r' },
  });
  await openBy(openSettingsPage);
  expect(await screen.findByText(/Admins of a project set up here its stages and gates/)).toBeTruthy();
});

describe('edits', () => {
  const ours = aLifecycle(['Plan', 2], ['Build', 1]);

  test('move one place at a time, and not beyond an end', () => {
    const ids = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);
    expect(ids(moved(ours.stages, 'Build', -1))).toEqual(['Build', 'Plan']);
    expect(moved(ours.stages, 'Build', 1)).toBe(ours.stages);
    expect(moved(ours.stages, 'none', 1)).toBe(ours.stages);
  });

  test('keep problems with what they are about when it moves', () => {
    const words = { problem: 'p', remedy: 'r' };
    const [problem, gate, whole] = problemsById(
      ['stages.0.criteria.1.check.jql', 'stages.1.gate.quorum', 'title'].map((field) => ({ field, ...words })),
      ours,
    );
    expect([problem.field, gate.field, whole.field]).toEqual([
      ...['stages.Plan.criteria.Plan-1.check.jql', 'stages.Build.gate.quorum', 'title'],
    ]);
    expect(placeOfProblem(problem.field)).toEqual({ stage: 'Plan', criterion: 'Plan-1' });
    expect(placeOfProblem(whole.field)).toEqual({ stage: null, criterion: null });
  });

  test('have ids of their own where a lifecycle comes from elsewhere', () => {
    const all = ({ stages }: Lifecycle): readonly string[] =>
      stages.flatMap(({ id, gate, criteria }) => [id, gate.id, ...criteria.map((each) => each.id)]);
    const fresh = all(withFreshIds(ours));
    expect(new Set([...fresh, ...all(ours)]).size).toBe(14);
  });

  test('take over what a playbook gives: what has the same name stays the same, with its dates and deciders', () => {
    const [plan] = ours.stages;
    const decided = { people: ['dan'], groups: [], roles: [] };
    const mine = { ...ours, stages: [{ ...plan, gate: { ...plan.gate, planned: 20_000, deciders: decided } }] };
    const given = aLifecycle(['plan ', 0], ['Close', 1]);
    const twice = [plan.criteria[0], plan.criteria[0]];
    const asked = { ...given, stages: [{ ...given.stages[0], criteria: twice }, given.stages[1]] };
    const { stages } = takenOver(asked, mine);
    expect(stages[0].gate).toMatchObject({ id: 'g-Plan', title: 'Gate of plan ', planned: 20_000, deciders: decided });
    expect(stages[0].criteria[0].id).toBe('Plan-0');
    expect(new Set([...stages[0].criteria, ...stages[1].criteria].map(({ id }) => id)).size).toBe(3);
    expect(stages[1].id).not.toBe('Close');
  });

  test('are told in words: what is new, gone, renamed, changed or in another order', () => {
    const [plan, build] = ours.stages;
    const theirs = { title: 'Theirs', stages: [{ ...build, title: 'Make' }, plan, ...aLifecycle(['Close', 0]).stages] };
    expect(changesInWords(ours, theirs)).toEqual([
      'The lifecycle is called "Theirs" now.',
      '"Build" is called "Make" now.',
      'The stage "Close" is new.',
      'Stages stand in another order.',
    ]);
    expect(changesInWords(ours, { ...ours, stages: [plan] })).toEqual(['The stage "Build" is gone.']);
    expect(changesInWords(ours, ours)).toEqual([]);
  });
});
