import { randomUUID } from 'node:crypto';

/**
 * A name for a run, a campaign or a round: twelve hexadecimal digits, 48 bits of chance. It only has to differ from the
 * few of its kind that a project had lately, and is read and written with every event: each character costs.
 */
export function newId(): string {
  return randomUUID().slice(-12);
}
