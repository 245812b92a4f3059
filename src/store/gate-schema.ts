import * as z from 'zod';
import {
  DECISIONS,
  EVIDENCE_KINDS,
  RECORD_FIELDS,
  type ChainEntry,
  type Criterion,
  type CriterionResult,
  type GateEvent,
  type Lifecycle,
} from '../model';

/** Strict throughout: what these schemas let pass is, byte for byte, what the chain's hashes are made of. */
const id = z.string();
const day = z.number();

const panel = z.strictObject({
  people: z.array(z.string()).max(1000),
  groups: z.array(z.string()).max(1000),
  roles: z.array(z.number()).max(1000),
});

const check = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('rule'), rule: z.string(), threshold: z.number() }),
  z.strictObject({
    of: z.literal('jql'),
    jql: z.string(),
    expect: z.discriminatedUnion('of', [
      z.strictObject({ of: z.literal('none') }),
      z.strictObject({ of: z.literal('atLeast'), count: z.number() }),
      z.strictObject({ of: z.literal('allDone') }),
    ]),
  }),
  z.strictObject({ of: z.literal('evidence'), kind: z.enum(EVIDENCE_KINDS), freshDays: z.number().nullable() }),
  z.strictObject({ of: z.literal('statement'), text: z.string(), by: panel }),
  z.strictObject({ of: z.literal('record'), field: z.enum(RECORD_FIELDS) }),
]);

const criterion: z.ZodType<Criterion> = z.strictObject({
  id,
  title: z.string(),
  check,
  mandatory: z.boolean(),
  due: z.enum(['entry', 'exit']),
  help: z.string(),
});

/** The shape of a lifecycle, as it is stored and as it comes from outside; whether it makes sense is asked elsewhere. */
export const lifecycleSchema: z.ZodType<Lifecycle> = z.strictObject({
  title: z.string(),
  stages: z
    .array(
      z.strictObject({
        id,
        title: z.string(),
        criteria: z.array(criterion).max(1000),
        gate: z.strictObject({
          id,
          title: z.string(),
          planned: day.nullable(),
          forecast: day.nullable(),
          deciders: panel,
          quorum: z.number(),
        }),
      }),
    )
    .max(1000),
});

const result: z.ZodType<CriterionResult> = z.strictObject({
  criterion: id,
  status: z.enum(['met', 'unmet', 'waived', 'notAssessable']),
  found: z.string(),
  next: z.string(),
});

const condition = z.strictObject({ id, text: z.string(), criterion: id.nullable(), owner: z.string(), due: day });

const recorded = { at: z.number(), by: z.string() };

function happened<Kind extends GateEvent['kind'], Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ kind: z.literal(kind), ...shape, ...recorded });
}

const event = z.discriminatedUnion('kind', [
  happened('lifecycleSaved', {
    version: z.number(),
    place: z.string(),
    digest: z.string(),
    gates: z.array(z.strictObject({ id, title: z.string() })),
  }),
  happened('evidenceAttached', {
    criterion: id,
    of: z.enum(EVIDENCE_KINDS),
    link: z.string(),
    title: z.string(),
    datedOn: day,
  }),
  happened('statementConfirmed', { criterion: id, text: z.string(), holds: z.boolean() }),
  happened('recordFilled', { field: z.enum(RECORD_FIELDS), text: z.string(), person: z.string().nullable() }),
  happened('waiverRequested', { waiver: id, criterion: id, reason: z.string(), mitigation: z.string(), until: day }),
  happened('waiverDecided', { waiver: id, granted: z.boolean(), reason: z.string() }),
  happened('waiverWithdrawn', { waiver: id }),
  happened('reviewRequested', {
    review: id,
    gate: id,
    title: z.string(),
    lifecycle: z.number(),
    criteria: z.array(criterion),
    deciders: panel,
    quorum: z.number(),
    readiness: z.array(result),
    note: z.string(),
  }),
  happened('decided', {
    review: id,
    decision: z.enum(DECISIONS),
    reason: z.string(),
    conditions: z.array(condition),
    readiness: z.array(result),
  }),
  happened('reviewWithdrawn', { review: id, reason: z.string() }),
  happened('conditionRaised', { condition: id, issueId: z.number() }),
]);

export const chainEntry: z.ZodType<ChainEntry> = z.strictObject({
  sequence: z.number(),
  previous: z.string(),
  event,
  hash: z.string(),
});
