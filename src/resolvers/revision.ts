import type { DocumentHeader, SnapshotMeta } from '../store';

/** The upkeep confirms every reading hourly; one that is older than two of its rounds is called stale. */
const STALE_AFTER_MILLISECONDS = 2 * 3_600_000;

/** Changes with everything that the page shows of the snapshot, its age included. */
export function revisionOf(header: DocumentHeader<SnapshotMeta> | null): string {
  if (header === null) return 'none';
  return `${header.sequence}-${header.digest.slice(0, 8)}${isStale(header.meta) ? '-stale' : ''}`;
}

export function isStale({ readAt }: SnapshotMeta): boolean {
  return Date.now() - readAt > STALE_AFTER_MILLISECONDS;
}
