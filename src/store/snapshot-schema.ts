import * as z from 'zod';
import type { Finding, Snapshot } from '../model';

const level = z.enum(['foundation', 'managed', 'assured']);

const finding: z.ZodType<Finding> = z.object({
  rule: z.string(),
  lifecycle: z.enum(['shadow', 'announced', 'enforced']),
  countsFrom: z.exactOptional(z.string()),
  status: z.enum(['pass', 'partial', 'fail', 'notApplicable', 'notAssessable', 'exempt']),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  target: z.number(),
  attainment: z.number().nullable(),
  weight: z.number(),
  level,
  critical: z.boolean(),
  contribution: z.number().nullable(),
  loss: z.number().nullable(),
  toMend: z.number(),
  missing: z.array(z.string()),
  offenders: z.array(z.object({ id: z.number().int(), key: z.string(), reason: z.string() })),
  waiver: z.exactOptional(z.object({ id: z.number().int(), until: z.string() })),
});

export const snapshot: z.ZodType<Snapshot> = z.object({
  schema: z.literal(1),
  project: z.object({ id: z.number().int(), key: z.string() }),
  today: z.string(),
  playbook: z.object({ id: z.string(), version: z.number(), title: z.string() }),
  issues: z.object({
    read: z.number(),
    evaluated: z.number(),
    unreadable: z.number(),
    open: z.number(),
    uncategorised: z.number(),
  }),
  findings: z.array(finding),
  score: z.number().nullable(),
  withheld: z
    .discriminatedUnion('because', [
      z.object({ because: z.literal('lowCoverage'), coverage: z.number() }),
      z.object({ because: z.literal('littleApplies'), applicableShare: z.number(), dormant: z.boolean() }),
    ])
    .nullable(),
  coverage: z.number().nullable(),
  applicableShare: z.number(),
  level: level.nullable(),
  nextLevel: z.object({ level, rules: z.array(z.string()), issues: z.number() }).nullable(),
  cappedBy: z.array(z.string()),
  fixes: z.array(z.object({ rule: z.string(), issues: z.number(), gain: z.number() })),
});
