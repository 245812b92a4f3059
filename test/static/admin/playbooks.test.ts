import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { PlaybookInForce } from '../../../src/contract';
import { installHost, type FakeHost } from '../support/host';
import { aHealth } from '../support/health';
import { closePages, isHealthy, openAdmin } from '../support/open-page';
import { aDraft, aPlaybook, aPlaybooksView, aPreview, hasPlaybooks, saveAs } from '../support/playbooks';

let host: FakeHost;

function at(path: string): void {
  host = installHost(path);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:adminPage' } };
}

afterEach(closePages);

const DRAFT = aPlaybooksView({ draft: aDraft() });

/** Finds a button by its name as its markup says it: looking by role at a page of this size takes long. */
function button(name: string): HTMLButtonElement {
  const all = [...document.querySelectorAll('button')];
  const found = all.filter((each) => (each.getAttribute('aria-label') ?? each.textContent) === name);
  if (found.length === 0) {
    throw new Error(`no button "${name}" among ${all.map((each) => each.textContent).join(', ')}`);
  }
  return found[0];
}
const click = (name: string): Promise<void> => act(async () => void fireEvent.click(button(name)));
const saved = (): unknown[] => host.calls.filter(({ name }) => name === 'saveDraft').map(({ payload }) => payload);

const inForce: PlaybookInForce = {
  ...{ id: 'regulated', title: 'Regulated', version: 3, publishedAt: '2026-11-20T09:00:00Z', everyOther: true },
  ...{ publishedBy: { name: 'Ravi Menon' }, rules: { enforced: 20, announced: 1, shadow: 4 } },
  follow: { projects: [{ kind: 'named', id: '10001', key: 'SIG', name: 'Signalling upgrade' }], total: 9 },
};

describe('the list of playbooks', () => {
  test('is a skeleton while the back end thinks; a refusal says what to do', async () => {
    at('/playbooks');
    host.resolvers.playbooks = () => new Promise<never>(() => undefined);
    await openAdmin();
    expect(screen.getByRole('main').getAttribute('aria-busy')).toBe('true');
    closePages();
    at('/playbooks');
    const error = { kind: 'noPermission', message: 'Only admins.', remedy: 'Ask one.', reference: 'ref-1' } as const;
    host.resolvers.playbooks = () => ({ ok: false, error });
    await openAdmin();
    expect(await screen.findByText('Ask one.')).toBeTruthy();
  });

  test('where nothing is published, teaches and offers the ready-made ones; one of them becomes the draft', async () => {
    at('/playbooks');
    hasPlaybooks(host, aPlaybooksView());
    await openAdmin();
    expect(await screen.findByText('Your own rules begin here')).toBeTruthy();
    expect(screen.getByText('For small undertakings.')).toBeTruthy();
    await click('Start from Light governance');
    expect(await screen.findByText('Draft: Light governance')).toBeTruthy();
    expect(host.visited).toEqual(['/playbooks', '/playbooks/draft/rules']);
    act(() => host.back());
    expect(await screen.findByText('Go on with the draft')).toBeTruthy();
  });

  test('says of each in force which version, by whom, for whom, and how far it is applied', async () => {
    at('/playbooks');
    hasPlaybooks(host, aPlaybooksView({ playbooks: [inForce], application: { done: 40, projects: 1000 } }));
    await openAdmin();
    const card = within(await screen.findByRole('article', { name: 'Regulated' }));
    expect(card.getByText(/^Version 3, published by Ravi Menon/)).toBeTruthy();
    expect(card.getByText('20 rules enforced, 1 announced, 4 in shadow')).toBeTruthy();
    expect(card.getByText(/^Followed by 9 projects, among them every one.*: SIG and 8 more$/)).toBeTruthy();
    expect(screen.getByText('Projects are being evaluated by it: 40 of 1,000 looked at')).toBeTruthy();
  });

  test('of versions tells what each changed', async () => {
    at('/playbooks/of/regulated');
    hasPlaybooks(host, aPlaybooksView({ playbooks: [inForce] }));
    const before = aPlaybook({ id: 'regulated', version: 1, title: 'Regulated' });
    const after = aPlaybook({ ...before, version: 2, hoursPerDay: 7, fields: { start: 'customfield_10022' } });
    const by = { publishedAt: '2026-11-20T09:00:00Z', publishedBy: { name: 'Ravi Menon' } };
    const versions = [after, before].map((playbook) => ({ playbook, ...by }));
    host.resolvers.playbookVersions = () => ({ ok: true, value: { versions } });
    await openAdmin();
    const newest = within(await screen.findByRole('article', { name: 'Version 2' }));
    await waitFor(() => expect(newest.getByText('Kick-off')).toBeTruthy());
    expect(newest.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      'WhatBeforeAfter',
      'Hours in a working day87',
      'Field for planned startas guessedKick-off',
    ]);
  });
});

describe('the draft', () => {
  test('keeps what is unsaved from part to part, asks before the page is left, and saves all at once', async () => {
    at('/playbooks/draft/rules');
    hasPlaybooks(host, DRAFT);
    isHealthy(host, aHealth());
    await openAdmin();
    const target = await screen.findByLabelText('Target of “Work in progress has an owner”, percent');
    fireEvent.change(target, { target: { value: '80' } });
    fireEvent.change(screen.getByLabelText('Use of “Nothing starts before what it waits for”'), {
      target: { value: 'announced' },
    });
    await click('Calendar and practice');
    fireEvent.click(screen.getByLabelText('Saturday'));
    fireEvent.change(screen.getByLabelText('Name of an issue type'), { target: { value: 'Gate' } });
    fireEvent.submit(screen.getByLabelText('Name of an issue type'));
    await click('Issue types and risks');
    fireEvent.change(screen.getByLabelText('Required issue type'), { target: { value: ' Story' } });
    fireEvent.submit(screen.getByLabelText('Required issue type'));
    fireEvent.click(screen.getByLabelText('Due date of “story”'));
    fireEvent.click(screen.getByLabelText('Assignee of “story”'));
    fireEvent.change(screen.getByLabelText('A risk is high from probability × impact of'), { target: { value: '15' } });
    await click('Link types');
    fireEvent.change(await screen.findByLabelText('Meaning of “Follows”'), { target: { value: '1' } });
    await click('Followers');
    fireEvent.click(await screen.findByLabelText('Signalling upgrade SIG'));
    await click('Refresh');
    await screen.findByText('Refresh now');
    await click('Playbooks');
    const leaving = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(leaving);
    expect(leaving.defaultPrevented).toBe(true);
    expect(await screen.findByText('You have changes that are not saved')).toBeTruthy();
    await click('Go on with the draft');
    expect(saved()).toEqual([]);
    await click('Save draft');
    expect(await screen.findByText(/^Saved by Marit Hoekstra/)).toBeTruthy();
    expect(saved()).toMatchObject([
      {
        revision: 1,
        playbook: {
          rules: [
            { rule: 'item-ownership', target: 0.8 },
            { rule: 'stale-work' },
            { rule: 'leads', lifecycle: 'announced', countsFrom: 20_805 },
          ],
          calendar: { weekdays: [true, true, true, true, true, true, false] },
          milestoneTypes: ['milestone', 'gate'],
          requiredTypes: [{ type: 'story', fields: ['assignee', 'due'] }],
          risks: { types: ['risk'], highFrom: 15 },
          linkMeanings: { follows: { as: 'dependency', provider: 'outwardTarget', kind: 'finishToStart' } },
          followers: { projects: [10_001], categories: [], everyOther: false },
        },
      },
    ]);
    const again = new Event('beforeunload', { cancelable: true });
    window.dispatchEvent(again);
    expect(again.defaultPrevented).toBe(false);
  });

  test('shows what is wrong beside the field, with a remedy, and a way there', async () => {
    at('/playbooks/draft/rules');
    const backEnd = hasPlaybooks(host, DRAFT);
    const words = { problem: 'A target of 0 % is out of range.', remedy: 'Enter more than 0 %.' };
    backEnd.problems = [
      { field: 'rules.0.target', ...words },
      { field: 'calendar.weekdays', problem: 'No day is worked.', remedy: 'Choose one.' },
    ];
    await openAdmin();
    const target = await screen.findByLabelText('Target of “Work in progress has an owner”, percent');
    fireEvent.change(target, { target: { value: '' } });
    await click('Save draft');
    expect(await screen.findByText('Not saved: 2 values do not fit')).toBeTruthy();
    expect(target.getAttribute('aria-invalid')).toBe('true');
    const described = document.getElementById(target.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe('A target of 0 % is out of range. Enter more than 0 %.');
    await click('Go to calendar and practice');
    expect(
      within(screen.getByRole('group', { name: 'Working week' })).getByText('No day is worked. Choose one.'),
    ).toBeTruthy();
    backEnd.problems = [];
    await click('Save draft');
    await waitFor(() => expect(screen.queryByText(/^Not saved/)).toBeNull());
  });

  test('that is saved, and that nobody could publish today, says so beside the field', async () => {
    at('/playbooks/draft/rules');
    const remedy = 'Announce it first: choose a day from which it counts.';
    const problems = [{ field: 'rules.0.lifecycle', problem: 'It does not count yet.', remedy }];
    hasPlaybooks(host, { ...DRAFT, draft: aDraft({ problems }) });
    await openAdmin();
    expect(await screen.findByText('Saved, but cannot be published yet: 1 value does not fit')).toBeTruthy();
    const use = screen.getByLabelText('Use of “Work in progress has an owner”');
    const described = document.getElementById(use.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe(`It does not count yet. ${remedy}`);
  });

  test('that somebody else saved first tells what they changed, and loses nothing of mine', async () => {
    at('/playbooks/draft/practice');
    const backEnd = hasPlaybooks(host, DRAFT);
    await openAdmin();
    fireEvent.change(await screen.findByLabelText('Hours in a working day'), { target: { value: '7' } });
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Mine' } });
    saveAs(backEnd, { hoursPerDay: 6, estimatesRequired: true }, 'Ravi Menon');
    await click('Save draft');
    const alert = within(await screen.findByRole('alert'));
    expect(alert.getByText(/^Ravi Menon saved at/)).toBeTruthy();
    expect(alert.getAllByRole('row').map(({ textContent }) => textContent)).toEqual([
      ...['WhatBeforeAfter', 'Hours in a working day86', 'Estimates are requirednoyes'],
    ]);
    fireEvent.click(alert.getByLabelText('theirs: 6'));
    await click('Put my changes on top of theirs');
    expect(screen.getByLabelText<HTMLInputElement>('Hours in a working day').value).toBe('6');
    await click('Save draft');
    await waitFor(() => expect(saved()).toHaveLength(2));
    expect(saved()[1]).toMatchObject({
      ...{ revision: 2, playbook: { title: 'Mine', hoursPerDay: 6, estimatesRequired: true } },
    });
  });

  test('is discarded only after a question', async () => {
    at('/playbooks/draft/rules');
    hasPlaybooks(host, DRAFT);
    await openAdmin();
    await screen.findByText('Discard draft…');
    await click('Discard draft…');
    expect(host.calls.map(({ name }) => name)).not.toContain('discardDraft');
    await click('Discard the draft');
    expect(await screen.findByText('Your own rules begin here')).toBeTruthy();
  });

  test('where Jira does not answer what there is to choose from, says so and tries again', async () => {
    at('/playbooks/draft/fields');
    hasPlaybooks(host, DRAFT);
    const choices = host.resolvers.playbookChoices!;
    const error = { kind: 'notFound', message: 'Jira did not answer.', remedy: 'Try later.', reference: 'r' } as const;
    host.resolvers.playbookChoices = () => ({ ok: false, error });
    await openAdmin();
    expect(await screen.findByText('Jira did not answer')).toBeTruthy();
    host.resolvers.playbookChoices = choices;
    await click('Try again');
    const start = await screen.findByLabelText<HTMLSelectElement>('Field for planned start');
    expect(start.selectedOptions[0].textContent).toBe('As guessed: Start date');
    expect(screen.getByText('No field of this site has values of a fitting type')).toBeTruthy();
  });
});

describe('the preview', () => {
  test('says which projects move, by how much and why, and what rules in shadow would do; publishing asks', async () => {
    at('/playbooks/draft/preview');
    const backEnd = hasPlaybooks(host, DRAFT, aPreview());
    host.resolvers.publishPlaybook = () => {
      backEnd.view = aPlaybooksView({ playbooks: [inForce], revision: 2 });
      return { ok: true, value: { outcome: 'published', problems: [] } };
    };
    await openAdmin();
    expect(await screen.findByText(/^2 of 12 projects that publishing concerns move/)).toBeTruthy();
    const row = within(screen.getByRole('table', { name: 'By project' })).getAllByRole('row')[1];
    expect(row.textContent).toMatch(
      /80\.0 → 71\.5Foundation → NoneWork in progress has an owner −9\.0; Nothing starts.* \+0\.5; newly in the way/,
    );
    expect(screen.getByText(/1 of these projects you may not see/)).toBeTruthy();
    await click('Rules');
    expect(screen.getByText(/^Now it would not pass in 5 of 12 projects.*by −2\.0 points on average/)).toBeTruthy();
    await click('Preview and publish');
    await click('Publish…');
    expect(host.calls.map(({ name }) => name)).not.toContain('publishPlaybook');
    await click('Publish version 1');
    expect(await screen.findByRole('article', { name: 'Regulated' })).toBeTruthy();
    expect(host.visited.at(-1)).toBe('/playbooks');
  });

  test('tells how many projects move in truth, where the list holds only those that lose most', async () => {
    at('/playbooks/draft/preview');
    const { result } = aPreview();
    const [first] = result!.moves;
    const moves = Array.from({ length: 30 }, (_, i) => {
      const project = { kind: 'named', id: String(10_001 + i), key: `SIG${i}`, name: `Signalling ${i}` } as const;
      return { ...first, project };
    });
    const many: typeof result = { ...result!, moves, moved: 900, notForeseen: 10, hidden: 7 };
    hasPlaybooks(host, DRAFT, aPreview({ result: many }));
    await openAdmin();
    const inAll = (shown: number): string => `Showing ${shown} of 903 projects; the list holds the 30 that lose most`;
    expect(await screen.findByText(inAll(20))).toBeTruthy();
    await click('Show 10 more');
    expect(screen.getByText(inAll(30))).toBeTruthy();
  });

  test('says which projects nobody can foretell, by which fields and rules, instead of a figure', async () => {
    at('/playbooks/draft/preview');
    const { result } = aPreview();
    const move = {
      project: { kind: 'named', id: '10002', key: 'PAY', name: 'Payroll move' },
      unforeseen: ['leads', 'stale-work', 'item-ownership', 'resourced'],
      score: { before: 64, after: null },
      level: { before: 'managed', after: null },
      ...{ rules: [], newlyInTheWay: [], noLongerInTheWay: [] },
    } as const;
    const told: typeof result = { ...result!, moves: [move], notForeseen: 3, awaited: ['start', 'points'] };
    hasPlaybooks(host, DRAFT, aPreview({ result: told }));
    await openAdmin();
    expect(await screen.findByText('Not all of it can be known yet')).toBeTruthy();
    expect(
      screen.getByText(/^2 of 9 projects that publishing concerns and of which it can be told move in/),
    ).toBeTruthy();
    expect(
      screen.getByText(/^3 projects would be read by other fields for “Planned start” and “Story points”/),
    ).toBeTruthy();
    const row = within(screen.getByRole('table', { name: 'By project' })).getAllByRole('row')[1];
    expect(row.textContent).toMatch(
      /64\.0 → not known yetNot known yetKnown after the next reading: Nothing starts.*, .*, Work in progress has an owner and 1 other rule$/,
    );
  });

  test('is of the draft as it is saved, shows how far it is, and is not needed to publish', async () => {
    at('/playbooks/draft/preview');
    const backEnd = hasPlaybooks(host, DRAFT, aPreview({ fits: false }));
    host.resolvers.startPreview = () => {
      backEnd.preview = aPreview({ finishedAt: null, done: 5, result: null });
      return { ok: true, value: { outcome: 'started' } };
    };
    host.resolvers.publishPlaybook = () => ({ ok: true, value: { outcome: 'stale', problems: [] } });
    await openAdmin();
    expect(await screen.findByText(/^The last preview is of another draft/)).toBeTruthy();
    await click('Publish without a preview…');
    expect(screen.getByText(/Nobody has previewed/)).toBeTruthy();
    await click('Publish version 1');
    expect(await screen.findByText(/^Not published: another administrator/)).toBeTruthy();
    await click('Preview');
    expect(await screen.findByText('Looking: 5 of 12 projects')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Another' } });
    expect(screen.getByText('Save the draft first')).toBeTruthy();
    expect(button('Preview').disabled).toBe(true);
  });
});
