import * as z from 'zod';
import { LATENESS, type Dependency, type DependencyReport, type Surroundings } from '../model';
import type { ProjectFigures } from './report-packing';

const id = z.number().int();
const day = z.number().int().nullable();
const kind = z.enum(['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish']);
const dependency: z.ZodType<Dependency> = z.object({ provider: id, dependent: id, kind });
const unclearLinkTypes = z.array(z.object({ name: z.string(), links: z.number(), projects: z.array(z.string()) }));

export const surroundings: z.ZodType<Surroundings> = z.object({
  farEnds: z.array(z.object({ id, key: z.string(), open: z.boolean(), start: day, due: day })),
  inOpenCycle: z.array(id),
});

/** The same as a list for each field, ids as steps from one to the next. */
export const surroundingsInShort = z
  .tuple([z.array(id), z.array(z.string()), z.array(z.boolean()), z.array(day), z.array(day), z.array(id)])
  .transform(([steps, keys, open, start, due, inOpenCycle]): Surroundings => {
    let far = 0;
    const farEnds = steps.map((step, i) => ({
      ...{ id: (far += step), key: keys[i], open: open[i], start: start[i], due: due[i] },
    }));
    return { farEnds, inOpenCycle };
  });

const end = z.object({ id, key: z.string(), projectKey: z.string(), open: z.boolean().nullable() });

/** A report but for what is packed of its projects. */
export const reportWithoutFigures: z.ZodType<Omit<DependencyReport, keyof ProjectFigures>> = z.object({
  asOf: z.number().int(),
  dependencies: z.number(),
  open: z.number(),
  crossProject: z.number(),
  withUnknownEnd: z.number(),
  byKind: z.record(kind, z.number()),
  selfLinks: z.number(),
  unclearLinkTypes,
  cycles: z.array(
    z.object({
      issues: z.array(end),
      live: z.boolean(),
      dependencies: z.array(dependency),
      suggestedCut: z.array(dependency),
      cutIsLeast: z.boolean(),
    }),
  ),
  lateness: z.record(z.enum(LATENESS), z.number()),
});
