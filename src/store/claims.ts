import * as z from 'zod';
import { createRecord, deleteRecord, type RecordKind } from './records';

/** What may be done once, by its name. Nobody comes a day later for the same. */
const claims: RecordKind<true> = { name: 'claim', version: 1, schema: z.literal(true), keptHours: 24 };

/** Of all that would do what has this name one gets `true`. */
export const claim = (name: string): Promise<boolean> => createRecord(claims, name, true);

/** Gives back what was claimed and could not be done. */
export const giveBackClaim = (name: string): Promise<void> => deleteRecord(claims, name);
