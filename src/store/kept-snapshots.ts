import * as z from 'zod';
import type { Day, Snapshot } from '../model';
import { digestOfBytes, PART_CHARACTERS } from './document-sections';
import { deleteRecord, deleteRecords, getRecord, setRecord, type RecordKind } from './records';
import { packSnapshot, unpackSnapshot } from './snapshot-packing';
import { StoreError } from './store-error';

/** Half a year. */
const DAYS_KEPT = 182;
const KEPT_HOURS = (DAYS_KEPT + 1) * 24;

type Entry = readonly [day: Day, digest: string, parts: number];

/** Which days of a project were kept, ascending: what lies in storage by itself cannot be asked for days. */
const indexes: RecordKind<readonly Entry[]> = {
  name: 'kept-days',
  version: 1,
  schema: z.array(z.tuple([z.number().int(), z.string(), z.number().int()])),
  keptHours: KEPT_HOURS,
};
/** Packed snapshots, base64, in as many parts as they need: nearly always one. */
const parts: RecordKind<string> = { name: 'kept', version: 1, schema: z.string(), keptHours: KEPT_HOURS };

const ownersOf = (projectId: number, [day, , count]: Entry): readonly string[] =>
  Array.from({ length: count }, (_, part) => `${projectId}:${day}:${part}`);

/**
 * Keeps a snapshot as of a day for half a year, unless it says the same as the one that was kept before. Of rules in
 * shadow nothing is kept: what they come to is told to nobody later. Killed anywhere, it can be run again.
 */
export async function keepSnapshot(projectId: number, day: Day, snapshot: Snapshot): Promise<void> {
  const kept = await entriesOf(projectId, day);
  const findings = snapshot.findings.filter(({ lifecycle }) => lifecycle !== 'shadow');
  const digest = digestOfBytes(JSON.stringify([snapshot.score, snapshot.playbook, findings]));
  const last = kept.at(-1);
  if (last !== undefined && (last[0] >= day || last[1] === digest)) return;
  const project = { ...snapshot.project, name: '' };
  const text = packSnapshot({ snapshot: { ...snapshot, findings }, project, unreadable: [] }).toString('base64');
  const entry: Entry = [day, digest, Math.ceil(text.length / PART_CHARACTERS)];
  for (const [part, owner] of ownersOf(projectId, entry).entries()) {
    await setRecord(parts, owner, text.slice(part * PART_CHARACTERS, (part + 1) * PART_CHARACTERS));
  }
  await setRecord(indexes, String(projectId), [...kept, entry]);
}

/** Days of which a project's snapshot was kept, ascending. */
export async function keptDays(projectId: number, today: Day): Promise<readonly Day[]> {
  return (await entriesOf(projectId, today)).map(([day]) => day);
}

/** The snapshot that was kept of a day; `null` where there is none. */
export async function readKept(projectId: number, day: Day): Promise<Snapshot | null> {
  const entry = (await entriesOf(projectId, day)).find(([kept]) => kept === day);
  if (entry === undefined) return null;
  const texts = await Promise.all(ownersOf(projectId, entry).map((owner) => getRecord(parts, owner)));
  if (texts.includes(null)) return null;
  try {
    return unpackSnapshot(Buffer.from(texts.join(''), 'base64')).snapshot;
  } catch {
    throw new StoreError('corrupt', parts.name);
  }
}

/** Deletes all that was kept of a project. */
export async function deleteKept(projectId: number): Promise<void> {
  const kept = (await getRecord(indexes, String(projectId))) ?? [];
  await deleteRecords(
    parts,
    kept.flatMap((entry) => ownersOf(projectId, entry)),
  );
  if (kept.length > 0) await deleteRecord(indexes, String(projectId));
}

async function entriesOf(projectId: number, today: Day): Promise<readonly Entry[]> {
  const stored = (await getRecord(indexes, String(projectId))) ?? [];
  return stored.filter(([day]) => day > today - DAYS_KEPT);
}
