import * as z from 'zod';
import { changeShared, readShared, sharedRecord } from './shared-record';

/** Until when Jira must not be asked by the app's background work. */
export interface Pause {
  /** Name of the endpoint, or `all`. */
  readonly endpoint: string;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Jira's reason, fit for a log. */
  readonly reason: string;
}

const pausesKind = sharedRecord<readonly Pause[]>(
  'pauses',
  1,
  z.array(z.object({ endpoint: z.string(), until: z.number(), reason: z.string() })),
);

/** All pauses that were set and not yet forgotten; those that are over may be among them. */
export async function getPauses(): Promise<readonly Pause[]> {
  return (await readShared(pausesKind))?.value ?? [];
}

/** Keeps a pause. One that is set for longer stays as it is, whoever comes first. */
export async function setPause(pause: Pause): Promise<void> {
  await changeShared(pausesKind, (stored) => {
    const standing = stored?.value ?? [];
    if (standing.some(({ endpoint, until }) => endpoint === pause.endpoint && until >= pause.until)) return null;
    const now = Date.now();
    const others = standing.filter(({ endpoint, until }) => endpoint !== pause.endpoint && until > now);
    return [...others, pause].sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
  });
}
