import * as z from 'zod';
import { NO_WAIVERS, type Day, type Waiver, type WaiverState, type WaiverStep } from '../model';
import { appendToLog, readLog, readLogEntries, type LogKind } from './append-log';
import { createRecord, deleteRecord, getRecord, listRecords, setRecord, type RecordKind } from './records';

const by = { at: z.number(), by: z.string() };
const ofWaiver = { ...by, waiver: z.number().int(), reason: z.string() };

/** The log of each project's waivers: what is true of them, and how it came about. It outlives what was read of Jira. */
const steps: LogKind<WaiverStep> = {
  name: 'waiver-step',
  version: 1,
  schema: z.discriminatedUnion('what', [
    z.object({
      ...by,
      what: z.literal('requested'),
      rule: z.string(),
      reason: z.string(),
      mitigation: z.string(),
      until: z.number().int(),
    }),
    z.object({ ...ofWaiver, what: z.enum(['granted', 'refused', 'withdrawn']) }),
    z.object({ what: z.literal('expired'), at: z.number(), waiver: z.number().int() }),
  ]),
};

const waiver: z.ZodType<Waiver> = z.object({
  id: z.number().int(),
  rule: z.string(),
  until: z.number().int(),
  owner: z.string(),
  grantedIn: z.number().int().nullable(),
  expiryNoted: z.boolean(),
});

/** What the log said lately, which spares reading it from its beginning; steps behind it are looked up. */
const states: RecordKind<WaiverState> = {
  name: 'waivers',
  version: 1,
  fields: ['steps', 'waivers'],
  schema: z.object({ steps: z.number().int(), waivers: z.array(waiver) }),
};

/** The state after one more step. */
export type FoldWaiverStep = (state: WaiverState, step: WaiverStep) => WaiverState;

/** What all steps of a project say together. Strictly consistent; 2 reads while no step is new. */
export async function readWaivers(projectId: number, fold: FoldWaiverStep): Promise<WaiverState> {
  const owner = String(projectId);
  const known = (await getRecord(states, owner)) ?? NO_WAIVERS;
  const later = await readLog(steps, owner, known.steps);
  if (later.length === 0) return known;
  const state = later.reduce(fold, known);
  await setRecord(states, owner, state);
  return state;
}

/** Takes a step that was decided on by a state. Answers whether nobody took another one before. */
export function addWaiverStep(projectId: number, state: WaiverState, step: WaiverStep): Promise<boolean> {
  return appendToLog(steps, String(projectId), state.steps, step);
}

/** Steps of a project by their numbers. */
export function readWaiverSteps(
  projectId: number,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, WaiverStep>> {
  return readLogEntries(steps, String(projectId), numbers);
}

/** Notes that a project has to be evaluated as soon as a day is over, by day and project. */
const dues: RecordKind<true> = { name: 'evaluation-due', version: 1, schema: z.literal(true) };
const DIGITS_OF_A_DAY = 5;
const asOwner = (day: Day): string => String(day).padStart(DIGITS_OF_A_DAY, '0');

export interface EvaluationDue {
  readonly projectId: number;
  /** The day that has to be over. */
  readonly after: Day;
}

export async function noteEvaluationDue({ projectId, after }: EvaluationDue): Promise<void> {
  await createRecord(dues, `${asOwner(after)}:${projectId}`, true);
}

/** The notes whose day is over. Eventually consistent. */
export async function listEvaluationsDue(today: Day): Promise<readonly EvaluationDue[]> {
  const owners = [...(await listRecords(dues, { before: asOwner(today) })).keys()];
  return owners.map((owner) => {
    const [after, projectId] = owner.split(':').map(Number);
    return { projectId, after };
  });
}

export async function deleteEvaluationDue({ projectId, after }: EvaluationDue): Promise<void> {
  await deleteRecord(dues, `${asOwner(after)}:${projectId}`);
}
