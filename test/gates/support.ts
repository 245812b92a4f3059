import { createHash } from 'node:crypto';
import {
  after,
  canonicalJson,
  nextEntry,
  NOTHING_YET,
  objectionsTo,
  type Asker,
  type GatesState,
} from '../../src/gates';
import type {
  ChainEntry,
  Criterion,
  CriterionCheck,
  CriterionResult,
  Day,
  GateEvent,
  Lifecycle,
  Panel,
  RecordedEvent,
} from '../../src/model';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

export const panel = (...people: readonly string[]): Panel => ({ people, groups: [], roles: [] });

export function aCriterion(id: string, overrides: Partial<Criterion> = {}): Criterion {
  const check: CriterionCheck = { of: 'statement', text: `${id} holds`, by: panel('pia', 'dan') };
  return { id, title: `Criterion ${id}`, check, mandatory: true, due: 'exit', help: '', ...overrides };
}

/** Stages s1, s2 … with gates g1, g2 …, decided by dan, dora and dee; pia is the project's manager. */
export function aLifecycle(criteria: readonly (readonly Criterion[])[], quorum = 1): Lifecycle {
  return {
    title: 'Ours',
    stages: criteria.map((asked, place) => ({
      id: `s${place + 1}`,
      title: `Stage ${place + 1}`,
      criteria: asked,
      gate: {
        ...{ id: `g${place + 1}`, title: `Gate ${place + 1}`, planned: null, forecast: null, quorum },
        deciders: panel('dan', 'dora', 'dee'),
      },
    })),
  };
}

export function anAsker(person: string, overrides: Partial<Asker> = {}): Asker {
  const mayAdminister = person === 'ada';
  return { person, groups: new Set(), roles: new Set(), mayEditIssues: person === 'pia', mayAdminister, ...overrides };
}

export function saving(lifecycle: Lifecycle, version: number): GateEvent {
  return {
    ...{ kind: 'lifecycleSaved', version, place: 'p', digest: sha256(canonicalJson(lifecycle)) },
    gates: lifecycle.stages.map(({ gate: { id, title } }) => ({ id, title })),
  };
}

/** A project's gate record, written as the app writes it: an event counts unless there are objections. */
export class GateHistory {
  lifecycle: Lifecycle | null = null;
  state: GatesState = NOTHING_YET;
  readonly entries: ChainEntry[] = [];
  readonly doneIssues = new Set<number>();

  constructor(public today: Day = 20_000) {}

  get events(): readonly RecordedEvent[] {
    return this.entries.map(({ event }) => event);
  }

  /** What stands against it, as fields; empty when it happened. */
  add(person: string, event: GateEvent, asker: Partial<Asker> = {}): readonly string[] {
    const { lifecycle, state, today, doneIssues } = this;
    const objections = objectionsTo(event, anAsker(person, asker), { lifecycle, state, today, doneIssues });
    if (objections.length === 0) {
      const recorded = { ...event, at: today * 86_400_000, by: person };
      this.entries.push(nextEntry(this.entries.at(-1) ?? null, recorded, sha256));
      this.state = after(this.state, recorded);
    }
    return objections.map(({ field }) => field);
  }

  save(lifecycle: Lifecycle, person = 'ada'): readonly string[] {
    const refused = this.add(person, saving(lifecycle, (this.state.lifecycle?.version ?? 0) + 1));
    if (refused.length === 0) this.lifecycle = lifecycle;
    return refused;
  }
}

export const results = (status: CriterionResult['status'], ...criteria: readonly string[]): CriterionResult[] =>
  criteria.map((criterion) => ({ criterion, status, found: status, next: '' }));
