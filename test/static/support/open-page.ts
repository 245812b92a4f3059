import { act, cleanup } from '@testing-library/react';
import { createRoot, type Root } from 'react-dom/client';
import { openAdminPage } from '../../../static/admin/open-page';
import { openProjectPage } from '../../../static/project/open-page';
import type { HealthView, StandingView } from '../../../src/contract';
import { NO_GATES } from './gates';
import type { FakeHost } from './host';

const open: Root[] = [];

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Opens the project page as its own script does, and waits until the host has answered. */
export function openPage(): Promise<void> {
  return openBy(openProjectPage);
}

/** The same for the admin page. */
export function openAdmin(): Promise<void> {
  return openBy(openAdminPage);
}

/** Opens a page by what its own script calls. */
export async function openBy(script: (root: Root) => Promise<void>): Promise<void> {
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  open.push(root);
  await act(() => script(root));
}

/** Closes what {@link openPage} opened, so that nothing polls on. */
export function closePages(): void {
  act(() => open.splice(0).forEach((root) => root.unmount()));
  cleanup();
  document.body.replaceChildren();
}

/** A back end that answers `standing` as the real one does: `unchanged` when the page knows the revision. */
export function standsAt(host: FakeHost, initial: StandingView): { standing: StandingView } {
  const backEnd = { standing: initial };
  host.resolvers.gates = () => ({ ok: true, value: NO_GATES });
  host.resolvers.standing = ({ knownRevision }) => {
    const { revision, readAt, stale, refresh, failure, waiverSteps } = backEnd.standing;
    const unchanged = { unchanged: true as const, revision, readAt, stale, refresh, failure, waiverSteps };
    const value = knownRevision === revision ? unchanged : backEnd.standing;
    return { ok: true, value };
  };
  return backEnd;
}

/** The same for `health`. */
export function isHealthy(host: FakeHost, initial: HealthView): { health: HealthView } {
  const backEnd = { health: initial };
  host.resolvers.health = ({ knownRevision }) => {
    const { revision, progress } = backEnd.health;
    const value = knownRevision === revision ? { unchanged: true as const, revision, progress } : backEnd.health;
    return { ok: true, value };
  };
  return backEnd;
}
