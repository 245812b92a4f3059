import { act, fireEvent, screen, within } from '@testing-library/react';
import type { SettingsView } from '../../../src/contract';
import { aFailure, aHealth, aProgress, aRunView, minutesAgo, someSettings } from '../support/health';
import { installHost, type FakeHost } from '../support/host';
import { closePages, isHealthy, openAdmin } from '../support/open-page';

const SECOND = 1000;
let host: FakeHost;

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-11-20T09:46:00Z') });
  host = installHost();
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:adminPage' } };
});

afterEach(() => {
  closePages();
  jest.useRealTimers();
});

async function pass(milliseconds: number): Promise<void> {
  await act(() => jest.advanceTimersByTimeAsync(milliseconds));
}

function looks(): number {
  return looked().length;
}

function looked(): readonly unknown[] {
  return host.calls.filter(({ name }) => name === 'health').map(({ payload }) => payload);
}

const underWay = { startedAt: '2026-11-20T09:26:00.000Z', finishedAt: null, projectsRead: 3, projects: 12 };

test('looks every three seconds while something runs, every thirty otherwise, and says what it knows', async () => {
  const backEnd = isHealthy(host, aHealth({ progress: aProgress({ runs: [aRunView()], runsInAll: 1 }) }));
  await openAdmin();
  await pass(9.5 * SECOND);
  expect(looks()).toBe(4);
  expect(looked().slice(1)).toEqual(Array(3).fill({ knownRevision: 'revision-1' }));
  backEnd.health = aHealth();
  await pass(3 * SECOND);
  const before = looks();
  await pass(29 * SECOND);
  expect(looks()).toBe(before);
  await pass(3 * SECOND);
  expect(looks()).toBe(before + 1);
});

test('rests while the background waits for points, although projects are left', async () => {
  const until = '2026-11-20T10:00:00.000Z';
  const waits = [{ what: 'background', why: 'points', until, count: 0, endpoint: null } as const];
  const runs = [aRunView({ waiting: { until, for: 'points' } })];
  isHealthy(host, aHealth({ progress: aProgress({ campaign: underWay, runs, runsInAll: 1, waits }) }));
  await openAdmin();
  await pass(20 * SECOND);
  expect(looks()).toBe(1);
});

test('progress shows without the rest being sent again; the end is announced', async () => {
  const backEnd = isHealthy(host, aHealth({ progress: aProgress({ campaign: underWay }) }));
  await openAdmin();
  await pass(0);
  expect(screen.getByText('3').parentElement?.textContent).toMatch(/^3 of 12 projects read/);
  backEnd.health = { ...backEnd.health, progress: aProgress({ campaign: { ...underWay, projectsRead: 7 } }) };
  await pass(3.5 * SECOND);
  expect(screen.getByText('7').parentElement?.textContent).toMatch(/^7 of 12 projects read/);
  backEnd.health = aHealth({ failures: [aFailure()], failuresInAll: 1 });
  await pass(3.5 * SECOND);
  expect(screen.getByText('All projects are read').getAttribute('role')).toBe('status');
});

test('a failure that comes while the page is open is announced', async () => {
  const backEnd = isHealthy(host, aHealth());
  await openAdmin();
  await pass(0);
  backEnd.health = aHealth({ revision: 'revision-2', failures: [aFailure()], failuresInAll: 1 });
  await pass(31 * SECOND);
  expect(screen.getByText('1 project needs attention').getAttribute('role')).toBe('status');
});

test('a lost connection keeps the last figures and says so; it heals by itself', async () => {
  const backEnd = isHealthy(host, aHealth());
  await openAdmin();
  await pass(0);
  delete host.resolvers.health;
  await pass(40 * SECOND);
  expect(screen.getByText('No connection to Plumbline')).toBeTruthy();
  expect(screen.getByText(/^All 12 projects read/)).toBeTruthy();
  isHealthy(host, backEnd.health);
  await pass(40 * SECOND);
  expect(screen.queryByText('No connection to Plumbline')).toBeNull();
});

test('a permission withdrawn while the page is open takes the figures away', async () => {
  isHealthy(host, aHealth({ failures: [aFailure()], failuresInAll: 1 }));
  await openAdmin();
  await pass(0);
  const error = { kind: 'noPermission', message: 'Only admins', remedy: 'Ask.', reference: 'r' } as const;
  host.resolvers.health = () => ({ ok: false, error });
  await pass(31 * SECOND);
  expect(screen.getByRole('heading', { name: 'Only admins' })).toBeTruthy();
  expect(screen.queryByText(/Signalling upgrade/)).toBeNull();
});

describe('the share for background work', () => {
  /** A back end that saves as the real one does. */
  function savesSettings(initial: SettingsView): { stored: SettingsView } {
    const backEnd = isHealthy(host, aHealth({ settings: initial }));
    const state = {
      get stored(): SettingsView {
        return backEnd.health.settings;
      },
      set stored(settings: SettingsView) {
        backEnd.health = aHealth({ revision: `settings-${settings.version}`, settings });
      },
    };
    host.resolvers.saveSettings = ({ backgroundShare, version }) => {
      const saved = version === state.stored.version;
      if (saved) {
        const changedBy = { name: 'Ada Admin' };
        state.stored = { backgroundShare, version: version + 1, changedBy, changedAt: minutesAgo(0) };
      }
      return { ok: true, value: { saved, settings: state.stored } };
    };
    return state;
  }

  const slider = (): HTMLInputElement => screen.getByLabelText('Share for background work');
  const choose = (percent: number): void => void fireEvent.change(slider(), { target: { value: String(percent) } });
  const click = async (name: string): Promise<void> => {
    fireEvent.click(screen.getByRole('button', { name }));
    await pass(100);
  };

  test('nothing is saved before Save; Undo goes back; the slider speaks points', async () => {
    const state = savesSettings(someSettings());
    await openAdmin();
    await pass(0);
    expect(slider().getAttribute('aria-valuetext')).toBe('50 percent, 32,500 points an hour');
    expect([slider().min, slider().max, slider().step]).toEqual(['10', '90', '5']);
    choose(70);
    expect(screen.getByText(/^45,500 points an hour/)).toBeTruthy();
    await click('Undo');
    expect(slider().value).toBe('50');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    choose(70);
    await click('Save');
    expect(state.stored.backgroundShare).toBe(0.7);
    expect(screen.getByText('Saved').getAttribute('role')).toBe('status');
    expect(screen.getByText(/^Last changed by Ada Admin/)).toBeTruthy();
  });

  test('another admin who saved first is named with what they chose; nothing is overwritten unasked', async () => {
    const state = savesSettings(someSettings({ version: 3 }));
    await openAdmin();
    await pass(0);
    choose(20);
    const changedBy = { name: 'Ravi Menon' };
    state.stored = { backgroundShare: 0.8, version: 4, changedBy, changedAt: '2026-11-20T09:46:00Z' };
    await click('Save');
    const alert = within(screen.getByRole('alert'));
    expect(alert.getByText('Yours is not saved: another admin saved first')).toBeTruthy();
    expect(alert.getByText('Ravi Menon set the share to 80% at 09:46, while you were choosing 20%.')).toBeTruthy();
    expect(state.stored.backgroundShare).toBe(0.8);
    await click('Save 20% all the same');
    expect(state.stored).toMatchObject({ backgroundShare: 0.2, version: 5 });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('what another admin saves shows at once; a choice under way is told of it before Save', async () => {
    const state = savesSettings(someSettings());
    await openAdmin();
    await pass(0);
    state.stored = someSettings({ backgroundShare: 0.8, version: 1 });
    await pass(31 * SECOND);
    expect(slider().value).toBe('80');
    choose(20);
    state.stored = someSettings({ backgroundShare: 0.6, version: 2 });
    await pass(31 * SECOND);
    expect(slider().value).toBe('20');
    await click('Keep 60%');
    expect(slider().value).toBe('60');
    expect(host.calls.map(({ name }) => name)).not.toContain('saveSettings');
  });

  test('a refusal is told in words and the choice stays', async () => {
    savesSettings(someSettings());
    const error = { kind: 'storageUnavailable', message: 'Not stored.', remedy: 'Try again.', reference: 'r' } as const;
    host.resolvers.saveSettings = () => ({ ok: false, error });
    await openAdmin();
    await pass(0);
    choose(30);
    await click('Save');
    expect(screen.getByText('Not stored. Try again.')).toBeTruthy();
    expect(slider().value).toBe('30');
  });
});
