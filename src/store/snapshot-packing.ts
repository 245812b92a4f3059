import type { Snapshot, Unreadable } from '../model';

/** What the pages need beside the snapshot itself. */
export interface StoredSnapshot {
  readonly snapshot: Snapshot;
  readonly project: { readonly id: number; readonly key: string; readonly name: string };
  readonly unreadable: readonly Unreadable[];
}

/** Packs a snapshot; {@link unpackSnapshot} gives back exactly the same. */
export function packSnapshot(stored: StoredSnapshot): Buffer {
  return Buffer.from(JSON.stringify(stored), 'utf8');
}

/** Reads what {@link packSnapshot} wrote; throws on anything else. */
export function unpackSnapshot(bytes: Buffer): StoredSnapshot {
  return JSON.parse(bytes.toString('utf8')) as StoredSnapshot;
}
