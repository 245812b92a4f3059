import type { DocumentHeader, SnapshotMeta } from '../store';

/** The upkeep looks hourly what changed on the site; what was not looked at for two of its rounds is called stale. */
const STALE_AFTER_MILLISECONDS = 2 * 3_600_000;

/** Changes with the snapshot. */
export function revisionOf(header: DocumentHeader<SnapshotMeta> | null): string {
  return header === null ? 'none' : `${header.sequence}-${header.digest.slice(0, 8)}`;
}

/** Whether what is known as of an instant (milliseconds since 1970) is too old to be relied on. */
export function isStale(asOf: number): boolean {
  return Date.now() - asOf > STALE_AFTER_MILLISECONDS;
}
