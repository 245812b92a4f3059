import { createHash } from 'node:crypto';
import {
  canonicalJson,
  firstBreak,
  gatesInShort,
  nextEntry,
  objectionsTo,
  replay,
  type Asker,
  type Circumstances,
  type GateProblem,
  type GatesState,
} from '../../gates';
import type { ActorId, ChainEntry, GateEvent, Lifecycle } from '../../model';
import { evaluateSoon } from '../../refresh';
import { actorOf, addGateEntry, knownActorOf, readGateRecord, readLifecycle, writeGatesInShort } from '../../store';
import { notAsThingsStand, notYours, type Refused } from '../refusal';

/** What a project's gate record says. */
export interface GateRecord {
  /** Those that can be trusted: up to the first break. */
  readonly entries: readonly ChainEntry[];
  /** The number of the first that was tampered with; `null`: the record is whole. */
  readonly brokenAt: number | null;
  readonly state: GatesState;
  /** In force; `null` before the first, and where it was tampered with. */
  readonly lifecycle: Lifecycle | null;
}

const MOST_ATTEMPTS = 40;
/** A lifecycle goes when the next one is recorded: who then looks again finds that one. */
const MOST_LOOKS = 3;

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export async function readGates(projectId: number): Promise<GateRecord> {
  for (let looks = 1; ; looks++) {
    const { entries: read, count } = await readGateRecord(projectId);
    const brokenAt = firstBreak(read, sha256) ?? (read.length < count ? read.length + 1 : null);
    const entries = brokenAt === null ? read : read.slice(0, brokenAt - 1);
    const state = replay(entries.map(({ event }) => event));
    const saved = state.lifecycle;
    const lifecycle = saved && (await readLifecycle(projectId, saved.place));
    const isSound = saved === null || (lifecycle !== null && sha256(canonicalJson(lifecycle)) === saved.digest);
    if (isSound) return { entries, brokenAt, state, lifecycle };
    if (looks === MOST_LOOKS) {
      const named = entries.find(({ event }) => event === saved)?.sequence ?? entries.length;
      return { entries, brokenAt: named, state, lifecycle: null };
    }
  }
}

/** Who acts, of whom no more may be stored before it is sure that they may. */
interface Actors {
  /** Account id of the asker. */
  readonly accountId: string;
  /** Account ids of others whom the event names. */
  readonly named?: readonly string[];
}

/** What an event is made of; asked again when somebody else was faster. */
export type MakeEvent = (record: GateRecord, actorFor: (accountId: string) => ActorId) => GateEvent;

/**
 * Records an event unless there are objections, over the very state in which it is recorded: of several at once each is
 * judged by what those before it have left. Throws what the first objection says.
 */
export async function recordEvent(
  projectId: number,
  { accountId, named = [] }: Actors,
  asker: Omit<Asker, 'person'>,
  { today, doneIssues }: Pick<Circumstances, 'today' | 'doneIssues'>,
  make: MakeEvent,
): Promise<void> {
  const accounts = [...new Set([accountId, ...named])];
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const record = await readGates(projectId);
    if (record.brokenAt !== null) throw tampered(record.brokenAt);
    // Somebody without a name so far is on no record: a name of no meaning judges as well as theirs.
    const known = await Promise.all(accounts.map(async (account) => (await knownActorOf(account)) ?? `?${account}`));
    const asKnown = lookup(accounts, known);
    const { lifecycle, state } = record;
    const circumstances = { lifecycle, state, today, doneIssues };
    const who = { ...asker, person: asKnown(accountId) };
    const [objection] = objectionsTo(make(record, asKnown), who, circumstances);
    if (objection !== undefined) throw refusalBy(objection);
    const asNamed = lookup(accounts, await Promise.all(accounts.map(actorOf)));
    const event = { ...make(record, asNamed), at: Date.now(), by: asNamed(accountId) };
    if (!(await addGateEntry(projectId, nextEntry(record.entries.at(-1) ?? null, event, sha256)))) continue;
    if (MOVES_RULES.has(event.kind)) await tellRules(projectId);
    return;
  }
  throw new Error('Too many writers of a gate record at once');
}

/** What may change which gates count as passed, the issues of their conditions, or how the next gate stands. */
const MOVES_RULES: ReadonlySet<GateEvent['kind']> = new Set<GateEvent['kind']>([
  ...(['lifecycleSaved', 'decided', 'conditionRaised'] as const),
  ...(['evidenceAttached', 'statementConfirmed', 'recordFilled', 'waiverDecided', 'waiverWithdrawn'] as const),
]);

/** Keeps what rules and the portfolio need. Of several writers at once each looks whether somebody wrote behind it, so that the last one stays. */
async function tellRules(projectId: number): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const { lifecycle, state, entries } = await readGates(projectId);
    if (lifecycle === null) return;
    await writeGatesInShort(projectId, gatesInShort(lifecycle, state, entries.length));
    if ((await readGateRecord(projectId)).count === entries.length) return evaluateSoon(projectId);
  }
}

function lookup(accounts: readonly string[], actors: readonly ActorId[]): (accountId: string) => ActorId {
  const byAccount = new Map(accounts.map((account, place) => [account, actors[place]]));
  return (accountId) => byAccount.get(accountId) ?? '';
}

/** An objection as the page shows it: beside its field, or as something that this person may not do. */
export function refusalBy({ field, problem, remedy }: GateProblem): Refused {
  if (field === 'asker') return notYours(problem, remedy);
  return notAsThingsStand(problem, remedy, field === '' ? undefined : field);
}

function tampered(sequence: number): Refused {
  return notAsThingsStand(
    `The gate record of this project was changed from outside: entry ${sequence} does not fit those before it.`,
    'Nothing can be added to it. Export the gate passport, and report it to the maintainers.',
  );
}
