import { getHeapStatistics } from 'node:v8';
import { currentProcess } from '../../test/support/processes';
import type { KvsUsage } from '../../test/support/fake-kvs';
import type { World } from '../../test/simulation/world';

const HOUR = 3_600_000;

/** What one kind of invocation used. */
export interface Used {
  invocations: number;
  /** Of virtual time. */
  milliseconds: number;
  longest: number;
  calls: number;
  points: number;
  jiraBytes: number;
  readBytes: number;
  writtenBytes: number;
}

/** Bytes of one kind of record, by its key up to the first colon. */
export interface RecordBytes {
  reads: number;
  readBytes: number;
  writes: number;
  writtenBytes: number;
}

const NOTHING: Used = {
  ...{ invocations: 0, milliseconds: 0, longest: 0, calls: 0, points: 0, jiraBytes: 0, readBytes: 0, writtenBytes: 0 },
};

/** Counts what an installation uses, by the kind of invocation and the kind of record. */
export class Account {
  readonly byInvocation = new Map<string, Used>();
  readonly byRecord = new Map<string, RecordBytes>();
  readonly pointsByHour = new Map<number, number>();
  readonly pushesByMinute = new Map<number, number>();
  /** When the first snapshot of a project was stored. */
  readonly firstSnapshots = new Map<string, number>();
  logBytes = 0;
  /** Of the whole process, simulation and garbage included, as far as looked at: whenever the app calls. */
  mostHeap = 0;

  /** Watches everything that the world's app does from now on. */
  constructor(private readonly world: World) {
    const { forge, clock } = world;
    const { run, fetchKvs, count, pushFault } = {
      run: forge.run.bind(forge),
      fetchKvs: forge.kvs.handle.bind(forge.kvs),
      count: forge.meter.count.bind(forge.meter),
      pushFault: forge.pushFault,
    };
    forge.run = async (work, options = {}) => {
      const begun = clock.now;
      const outcome = await run(work, options);
      const used = this.used(options.name ?? '?');
      used.invocations += 1;
      used.milliseconds += clock.now - begun;
      used.longest = Math.max(used.longest, clock.now - begun);
      return outcome;
    };
    forge.kvs.handle = (path, body) => {
      const { used_heap_size: heap, external_memory: external } = getHeapStatistics();
      this.mostHeap = Math.max(this.mostHeap, heap + external);
      const before = { ...forge.kvs.usage };
      const reply = fetchKvs(path, body);
      this.noteStorage(keyOf(body), before, forge.kvs.usage);
      return reply;
    };
    forge.meter.count = (...reply) => {
      const before = forge.meter.total();
      count(...reply);
      this.noteJira(before, forge.meter.total());
    };
    forge.pushFault = () => {
      add(this.pushesByMinute, Math.floor(clock.now / 60_000), 1);
      return pushFault();
    };
  }

  clear(): void {
    for (const counts of [this.byInvocation, this.byRecord, this.pointsByHour, this.pushesByMinute]) counts.clear();
    this.logBytes = 0;
  }

  /** Of all invocations, or of those whose kind the test accepts. */
  total(accepts: (kind: string) => boolean = () => true): Used {
    const total = { ...NOTHING };
    for (const [kind, used] of this.byInvocation) {
      if (!accepts(kind)) continue;
      for (const name of Object.keys(total) as (keyof Used)[]) total[name] += used[name];
    }
    return total;
  }

  private noteStorage(key: string, before: KvsUsage, after: KvsUsage): void {
    const [kind, owner, number] = key.split(':');
    const used = this.used(currentProcess().name);
    const bytes = this.byRecord.get(kind) ?? { reads: 0, readBytes: 0, writes: 0, writtenBytes: 0 };
    this.byRecord.set(kind, bytes);
    for (const name of ['readBytes', 'writtenBytes'] as const) used[name] += after[name] - before[name];
    for (const name of ['reads', 'readBytes', 'writes', 'writtenBytes'] as const) {
      bytes[name] += after[name] - before[name];
    }
    if (kind !== 'snapshot-head' || number !== '1' || after.writes === before.writes) return;
    if (!this.firstSnapshots.has(owner)) this.firstSnapshots.set(owner, this.world.clock.now);
  }

  private noteJira(before: { calls: number; points: number; bytes: number }, after: typeof before): void {
    const used = this.used(currentProcess().name);
    used.calls += after.calls - before.calls;
    used.points += after.points - before.points;
    used.jiraBytes += after.bytes - before.bytes;
    add(this.pointsByHour, Math.floor(this.world.clock.now / HOUR), after.points - before.points);
  }

  /** `project 10001` and `project 10002` are of one kind. */
  private used(name: string): Used {
    const kind = name.startsWith('event ') ? 'event' : name.replace(/ \d+$/, '');
    const used = this.byInvocation.get(kind) ?? { ...NOTHING };
    this.byInvocation.set(kind, used);
    return used;
  }
}

function keyOf(body: unknown): string {
  const { key, where } = body as { key?: string; where?: readonly { values: readonly string[] }[] };
  return key ?? where?.[0]?.values[0] ?? '?';
}

function add(counts: Map<number, number>, name: number, by: number): void {
  counts.set(name, (counts.get(name) ?? 0) + by);
}
