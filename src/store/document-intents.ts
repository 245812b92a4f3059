import * as z from 'zod';
import { deleteHeaders, emptyHeaders, findChainEnd, liveSections } from './document-chain';
import { deletePlaces, placesOf } from './document-sections';
import { deleteRecord, listRecords, setRecord, type RecordKind } from './records';

/**
 * What a writer is about to store and to replace, kept from before it begins until after it has tidied up: whatever a
 * killed writer leaves behind is found by it.
 */
interface Intent {
  readonly document: string;
  readonly owner: string;
  readonly places: readonly string[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

const intents: RecordKind<Intent> = {
  name: 'intent',
  version: 1,
  fields: ['document', 'owner', 'places', 'at'],
  schema: z.object({ document: z.string(), owner: z.string(), places: z.array(z.string()), at: z.number() }),
};

export const declareIntent = (id: string, intent: Intent): Promise<void> => setRecord(intents, id, intent);
export const dropIntent = (id: string): Promise<void> => deleteRecord(intents, id);

/**
 * Completes what writers began before `olderThan` and were killed at: deletes sections that no header names, and what is
 * left of deleted documents. `olderThan` must be longer ago than any invocation lives. Answers how many were completed.
 */
export async function sweepIntents(olderThan: number): Promise<number> {
  let swept = 0;
  for (const [id, { document, owner, places, at }] of await listRecords(intents)) {
    if (at >= olderThan) continue;
    const end = await findChainEnd(document, owner);
    const live = placesOf(liveSections(end.newest));
    await deletePlaces(
      document,
      owner,
      places.filter((place) => !live.includes(place)),
    );
    if (end.newest?.deleted === true) {
      await emptyHeaders(document, owner, end);
      if (end.newest.at >= olderThan) continue;
      await deleteHeaders(document, owner, end);
    }
    await dropIntent(id);
    swept++;
  }
  return swept;
}
