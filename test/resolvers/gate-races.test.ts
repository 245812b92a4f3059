import { firstBreak } from '../../src/gates';
import type { ChainEntry, Decision, GateEvent } from '../../src/model';
import { readGates, recordEvent, sha256 } from '../../src/resolvers/gates/record';
import { placeLifecycle } from '../../src/store';
import { FakeForge, useClock } from '../support/forge';
import { aLifecycle, saving } from '../gates/support';
import { interleave, seeded } from '../store/support/interleave';

useClock('2026-03-02T10:00:00Z');
jest.setTimeout(900_000);

const PROJECT = 10001;
const DAY = { today: 20_000, doneIssues: new Set<number>() };
const RIGHTS = { mayEditIssues: true, mayAdminister: true, groups: new Set(['board']), roles: new Set<number>() };
/** `npm run test:long` plays 10,000 of them. */
const RACES = process.env.SIMULATION_TIMES === undefined ? 200 : 10_000;

/** Without criteria: the races are about who comes first. Decided by whoever is on the board. */
function ours(quorum: number) {
  const { title, stages } = aLifecycle([[], []], quorum);
  const deciders = { people: [], groups: ['board'], roles: [] };
  return { title, stages: stages.map((stage) => ({ ...stage, gate: { ...stage.gate, deciders } })) };
}

function record(accountId: string, event: GateEvent): Promise<void> {
  return recordEvent(PROJECT, { accountId }, RIGHTS, DAY, () => event);
}

/** The record's storage with a lifecycle and a review of its first gate, by quorum: races begin where it ends. */
async function begun(quorum: number): Promise<ReadonlyMap<string, string>> {
  const forge = new FakeForge();
  await forge.run(async () => {
    const lifecycle = ours(quorum);
    const place = await placeLifecycle(PROJECT, lifecycle);
    await record('ada', { ...saving(lifecycle, 1), place } as GateEvent);
    const [{ gate }] = lifecycle.stages;
    await record('pia', {
      ...{ kind: 'reviewRequested', review: 'r1', gate: gate.id, title: gate.title, lifecycle: 1, criteria: [] },
      ...{ deciders: gate.deciders, quorum, readiness: [], note: '' },
    });
  });
  return forge.storage;
}

async function attempt(accountId: string, event: GateEvent): Promise<'recorded' | 'refused'> {
  try {
    await record(accountId, event);
    return 'recorded';
  } catch (error) {
    if ((error as Error).name !== 'Refused') throw error;
    return 'refused';
  }
}

/** Two deciders, an admin who saves and a requester who withdraws, at once in an order that the seed draws. */
async function race(
  seed: number,
  storage: ReadonlyMap<string, string>,
  quorum: number,
): Promise<{ readonly fault: string | null; readonly refused: number }> {
  const next = seeded(seed);
  const forge = new FakeForge();
  storage.forEach((value, key) => forge.storage.set(key, value));
  const word = (): Decision => (next() < 0.5 ? 'go' : 'hold');
  const decides = (): GateEvent => ({
    ...{ kind: 'decided', review: 'r1', decision: word(), reason: 'r', conditions: [], readiness: [] },
  });
  const saves: GateEvent = { ...saving(ours(quorum), 2), place: placeIn(storage) } as GateEvent;
  const others: readonly (readonly [string, GateEvent])[] =
    next() < 0.5
      ? [
          ['ada', saves],
          ['abe', saves],
        ]
      : [['pia', { kind: 'reviewWithdrawn', review: 'r1', reason: 'r' }]];
  const works = [['dan', decides()] as const, ['dora', decides()] as const, ...others];
  const parts = works.map(([who, event]) => ({ work: () => attempt(who, event) }));
  const outcomes = (await interleave(forge, parts, next)).map((each) => (each.killed ? 'killed' : each.value));
  const { value } = (await forge.run(() => readGates(PROJECT))) as { value: Awaited<ReturnType<typeof readGates>> };
  const refused = outcomes.filter((outcome) => outcome === 'refused').length;
  return { fault: faultOf(value.entries, value.brokenAt, outcomes, works), refused };
}

function placeIn(storage: ReadonlyMap<string, string>): string {
  const key = [...storage.keys()].find((each) => each.startsWith('lifecycle:')) ?? '';
  return key.slice(key.lastIndexOf(':') + 1);
}

/** Whoever was told that it is done finds it in the record, once; and nothing else is there. */
function faultOf(
  entries: readonly ChainEntry[],
  brokenAt: number | null,
  outcomes: readonly string[],
  works: readonly (readonly [string, GateEvent])[],
): string | null {
  if (brokenAt !== null || firstBreak(entries, sha256) !== null) return 'the chain is broken';
  const kinds = entries
    .slice(2)
    .map(({ event }) => event.kind)
    .sort();
  const expected = works.flatMap(([, { kind }], place) => (outcomes[place] === 'recorded' ? [kind] : [])).sort();
  if (kinds.join() !== expected.join()) return `recorded ${kinds.join()}, told ${expected.join()}`;
  if (kinds.filter((kind) => kind === 'lifecycleSaved').length > 1) return 'both admins saved the same version';
  const people = entries.slice(2).map(({ event }) => event.by);
  return new Set(people).size === people.length ? null : 'somebody is there twice';
}

test(`${RACES} races of deciders, admins and requesters lose nothing: each is kept, or told what changed`, async () => {
  const storages = [await begun(1), await begun(2)];
  let refused = 0;
  for (let seed = 0; seed < RACES; seed++) {
    const outcome = await race(seed, storages[seed % 2], 1 + (seed % 2));
    if (outcome.fault !== null) throw new Error(`Race ${seed}: ${outcome.fault}`);
    refused += outcome.refused;
  }
  expect(refused).toBeGreaterThan(RACES / 2);
});
