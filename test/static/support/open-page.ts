import { act, cleanup } from '@testing-library/react';
import { createRoot, type Root } from 'react-dom/client';
import { openProjectPage } from '../../../static/project/open-page';
import type { StandingView } from '../../../src/contract';
import type { FakeHost } from './host';

const open: Root[] = [];

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

/** Opens the project page as its own script does, and waits until the host has answered. */
export async function openPage(): Promise<void> {
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  open.push(root);
  await act(() => openProjectPage(root));
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
  host.resolvers.standing = ({ knownRevision }) => {
    const { revision, refresh, failure } = backEnd.standing;
    const value =
      knownRevision === revision ? { unchanged: true as const, revision, refresh, failure } : backEnd.standing;
    return { ok: true, value };
  };
  return backEnd;
}
