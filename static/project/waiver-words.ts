import type { AuditEntry, PersonMention } from '../../src/contract';

/** `null`: the account is closed. */
export function personWords(person: PersonMention | null): string {
  if (person === null) return 'somebody whose account is closed';
  return person.name ?? 'somebody';
}

export const STEP_WORDS: Readonly<Record<AuditEntry['what'], string>> = {
  requested: 'Requested',
  granted: 'Granted',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
  expired: 'Expired',
};
