import * as z from 'zod';
import { FIELD_MEANINGS, LEVELS, REQUIRED_FIELDS, type LinkMeaning, type Playbook } from '../model';

const meaning: z.ZodType<LinkMeaning> = z.discriminatedUnion('as', [
  z.object({
    as: z.literal('dependency'),
    provider: z.enum(['outwardSource', 'outwardTarget']),
    kind: z.enum(['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish']),
  }),
  z.object({ as: z.literal('none') }),
  z.object({ as: z.literal('unclear') }),
]);

const worked = z.boolean();
const days = z.number().int().nullable();

export const followers = z.object({
  projects: z.array(z.number().int()),
  categories: z.array(z.number().int()),
  everyOther: z.boolean(),
});

/** A meaning that this version does not know, such as one that was given up, names no field. */
function known(fields: Readonly<Record<string, string>>): Playbook['fields'] {
  return Object.fromEntries(
    FIELD_MEANINGS.flatMap((each) => (Object.hasOwn(fields, each) ? [[each, fields[each]]] : [])),
  );
}

/** Fields that came later have what was so before as their default: a published version is never written anew. */
export const playbook: z.ZodType<Playbook> = z.object({
  id: z.string(),
  version: z.number().int().min(0),
  title: z.string(),
  followers,
  rules: z.array(
    z.object({
      rule: z.string(),
      lifecycle: z.enum(['shadow', 'announced', 'enforced']),
      countsFrom: z.exactOptional(z.number().int()),
      weight: z.number(),
      target: z.number(),
      level: z.enum(LEVELS),
      critical: z.boolean(),
    }),
  ),
  calendar: z.object({
    weekdays: z.tuple([worked, worked, worked, worked, worked, worked, worked]),
    holidays: z.array(z.number().int()),
  }),
  hoursPerDay: z.number(),
  milestoneTypes: z.array(z.string()),
  requiredTypes: z.array(z.object({ type: z.string(), fields: z.array(z.enum(REQUIRED_FIELDS)) })).default([]),
  risks: z.object({ types: z.array(z.string()), highFrom: z.number() }).default({ types: ['risk'], highFrom: 12 }),
  estimatesRequired: z.boolean(),
  linkMeanings: z.record(z.string(), meaning),
  parentWaitsForChildren: z.boolean().default(false),
  fields: z.record(z.string(), z.string()).transform(known),
  reportWithin: z.object({ directive: days, controlling: days, supportive: days, exempt: days }),
});
