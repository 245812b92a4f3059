import * as z from 'zod';
import type { Dependency, DependencyReport, Surroundings } from '../model';

const id = z.number().int();
const day = z.number().int().nullable();
const kind = z.enum(['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish']);
const dependency: z.ZodType<Dependency> = z.object({ provider: id, dependent: id, kind });
const unclearLinkTypes = z.array(z.object({ name: z.string(), links: z.number() }));

export const surroundings: z.ZodType<Surroundings> = z.object({
  farEnds: z.array(z.object({ id, key: z.string(), open: z.boolean(), start: day, due: day })),
  inOpenCycle: z.array(id),
});

const end = z.object({ id, key: z.string(), projectKey: z.string(), open: z.boolean().nullable() });

export const dependencyReport: z.ZodType<DependencyReport> = z.object({
  dependencies: z.number(),
  open: z.number(),
  crossProject: z.number(),
  withUnknownEnd: z.number(),
  byKind: z.record(kind, z.number()),
  selfLinks: z.number(),
  unclearLinkTypes,
  cycles: z.array(z.object({ issues: z.array(end), live: z.boolean(), dependencies: z.array(dependency) })),
  coupling: z.array(
    z.object({ dependentProject: z.string(), providerProject: z.string(), total: z.number(), open: z.number() }),
  ),
});
