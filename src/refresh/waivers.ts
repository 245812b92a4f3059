import { afterWaiverStep, expiriesToNote } from '../gates/waivers';
import { logError } from '../log';
import type { Day, WaiverState, WaiverStep } from '../model';
import {
  addWaiverStep,
  deleteEvaluationDue,
  getSite,
  listEvaluationsDue,
  noteEvaluationDue,
  readWaivers,
} from '../store';
import { pushJob } from './jobs';
import { todayOn } from './local-time';

/** Each further try follows a step that somebody else took; few can come at once. */
const MOST_TRIES = 20;
/** Over on every day on which somebody may look. */
const LONG_OVER: Day = 0;

export function waiversOf(projectId: number): Promise<WaiverState> {
  return readWaivers(projectId, afterWaiverStep);
}

/** A project's waivers, with what has expired by a day put on record. */
export async function waiversOn(projectId: number, today: Day): Promise<WaiverState> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const state = await waiversOf(projectId);
    const [note] = expiriesToNote(state, today, Date.now());
    if (note === undefined) return state;
    await addWaiverStep(projectId, state, note);
  }
  throw tooManyWriters();
}

/**
 * Takes a step: the one that `decide` answers when it is told how the waivers stand. It is asked again where somebody
 * else took a step meanwhile; what it throws ends the attempt, and nothing was changed. Where the score follows from it,
 * the project is evaluated: by a job, and by the upkeep where that job is lost.
 */
export async function takeWaiverStep(projectId: number, decide: (state: WaiverState) => WaiverStep): Promise<void> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const state = await waiversOf(projectId);
    const step = decide(state);
    const moves = step.what === 'granted' || step.what === 'withdrawn';
    // First, for what is killed in between must not be forgotten.
    if (moves) await noteEvaluationDue({ projectId, after: LONG_OVER });
    if (step.what === 'granted') {
      const until = state.waivers.find(({ id }) => id === step.waiver)?.until;
      if (until !== undefined) await noteEvaluationDue({ projectId, after: until });
    }
    if (!(await addWaiverStep(projectId, state, step))) continue;
    if (moves) await requestEvaluation(projectId);
    return;
  }
  throw tooManyWriters();
}

/** Has a project evaluated whose own records have changed. */
export async function evaluateSoon(projectId: number): Promise<void> {
  await noteEvaluationDue({ projectId, after: LONG_OVER });
  await requestEvaluation(projectId);
}

async function requestEvaluation(projectId: number): Promise<void> {
  try {
    await pushJob({ job: 'evaluate', projectId });
  } catch (error) {
    // The step is taken, and the upkeep will find its note.
    logError('evaluation left to the upkeep', error, { projectId });
  }
}

/** Has projects evaluated that a waiver ended for, or whose waivers changed and nobody evaluated them since. */
export async function requestDueEvaluations(): Promise<void> {
  const site = await getSite();
  if (site === null) return;
  for (const due of await listEvaluationsDue(todayOn(site, Date.now()))) {
    await pushJob({ job: 'evaluate', projectId: due.projectId });
    await deleteEvaluationDue(due);
  }
}

function tooManyWriters(): Error {
  return new Error('Too many steps at once');
}
