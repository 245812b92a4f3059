import { invoke } from '@forge/bridge';
import type { Refusal, Reply } from '../../src/contract';

/** The back end said no, with a reason and a remedy for the reader. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
    this.name = 'Refused';
  }
}

/**
 * Calls a resolver function of the app; every page types its own functions by the contract.
 * @throws Refused when the function answers with a refusal; whatever the bridge throws when the call itself fails.
 */
export async function ask<T>(name: string, payload: Record<string, unknown>): Promise<T> {
  const reply = (await invoke(name, payload)) as Reply<T>;
  if (!reply.ok) throw new Refused(reply.error);
  return reply.value;
}

/** Any failure in words that a reader can act on. A failed call carries no reference: nothing was logged. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refused) return error.refusal;
  return {
    kind: 'unexpected',
    message: 'Plumbline did not answer',
    remedy: 'Check your connection, then try again. If it keeps happening, tell your Jira admin.',
    reference: '',
  };
}
