import * as z from 'zod';
import { changeShared, forgetPastOf, readShared, sharedRecord } from './shared-record';

/** What a Jira admin may set. */
export interface Settings {
  /** Share of Jira's hourly points quota that background work may use, in (0, 1]. */
  readonly backgroundShare: number;
}

export interface StoredSettings {
  readonly value: Settings;
  /** Rises with each change; 0 while nobody has changed anything. */
  readonly version: number;
  /** Account id of who changed them last; `null` when nobody did, or that account was closed. */
  readonly changedBy: string | null;
  /** Milliseconds since 1970; 0 while nobody has changed anything. */
  readonly changedAt: number;
}

const DEFAULT_SETTINGS: Settings = { backgroundShare: 0.5 };

const settingsKind = sharedRecord(
  'settings',
  1,
  z.object({
    value: z.object({ backgroundShare: z.number().gt(0).max(1) }),
    revision: z.number().int(),
    changedBy: z.string().nullable(),
    changedAt: z.number(),
  }),
);

export async function readSettings(): Promise<StoredSettings> {
  const stored = (await readShared(settingsKind))?.value;
  if (stored === undefined) return { value: DEFAULT_SETTINGS, version: 0, changedBy: null, changedAt: 0 };
  const { value, revision, changedBy, changedAt } = stored;
  return { value, version: revision, changedBy, changedAt };
}

/**
 * Saves settings that were edited from a version. `stale`: somebody saved others since, nothing was changed. `by` is
 * the account id of the admin, `at` in milliseconds since 1970.
 */
export async function saveSettings(
  value: Settings,
  expectedVersion: number,
  by: string,
  at: number,
): Promise<'saved' | 'stale'> {
  const saved = await changeShared(settingsKind, (stored) => {
    const revision = stored?.value.revision ?? 0;
    return revision === expectedVersion ? { value, revision: revision + 1, changedBy: by, changedAt: at } : null;
  });
  return saved ? 'saved' : 'stale';
}

/**
 * Forgets who changed the settings, if it was this account; who changed them earlier is forgotten anyway. What was set
 * stays, and so does its version.
 */
export async function forgetWhoChangedSettings(accountId: string): Promise<void> {
  await changeShared(settingsKind, (stored) =>
    stored?.value.changedBy === accountId ? { ...stored.value, changedBy: null } : null,
  );
  await forgetPastOf(settingsKind);
}
