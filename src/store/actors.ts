import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { ActorId } from '../model';
import { createRecord, deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

/** By account id. */
const actors: RecordKind<ActorId> = { name: 'actor', version: 1, schema: z.string() };

interface NamedAccount {
  readonly accountId: string;
  /** When it got its name; milliseconds since 1970. */
  readonly at: number;
}

/** The other way round, by actor. */
const accounts: RecordKind<NamedAccount> = {
  name: 'actor-account',
  version: 1,
  fields: ['accountId', 'at'],
  schema: z.object({ accountId: z.string(), at: z.number() }),
};

/** The name under which an account stands in records that are never written again; given to it when there is none. */
export async function actorOf(accountId: string): Promise<ActorId> {
  const known = await knownActorOf(accountId);
  if (known !== null) return known;
  const actor = randomBytes(9).toString('base64url');
  // First, for a name of which nobody knows whose it is would never be told.
  await setRecord(accounts, actor, { accountId, at: Date.now() });
  if (await createRecord(actors, accountId, actor)) return actor;
  await deleteRecord(accounts, actor);
  return actorOf(accountId);
}

/** The name of an account that has one already; `null` for everybody else. */
export function knownActorOf(accountId: string): Promise<ActorId | null> {
  return getRecord(actors, accountId);
}

/** Whose names these are, as account ids; those of forgotten accounts are absent. */
export async function accountsOf(named: Iterable<ActorId>): Promise<ReadonlyMap<ActorId, string>> {
  const wanted = [...new Set(named)];
  const found = await Promise.all(wanted.map((actor) => getRecord(accounts, actor)));
  return new Map(wanted.flatMap((actor, i) => (found[i] === null ? [] : [[actor, found[i].accountId] as const])));
}

/** All accounts that have a name. Eventually consistent. */
export async function listNamedAccounts(): Promise<readonly NamedAccount[]> {
  return [...(await listRecords(accounts)).values()];
}

/** Forgets whose name an account's is. What it did stays on record. */
export async function forgetActor(accountId: string): Promise<void> {
  // A kill in between may have left it with several.
  for (const [actor, named] of await listRecords(accounts)) {
    if (named.accountId === accountId) await deleteRecord(accounts, actor);
  }
  await deleteRecord(actors, accountId);
}
