import type * as z from 'zod';
import type { Refusal } from '../contract';
import { JiraError } from '../jira';
import { isStorageFailure } from '../store';

type RefusalWords = Omit<Refusal, 'reference'>;

/** Thrown where a request cannot be answered; becomes a value of the reply. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(readonly words: RefusalWords) {
    super(words.kind);
  }
}

/** The user does not browse the project, or there is no such project: the same answer, so that nothing is told. */
export function noPermission(): Refused {
  return new Refused({
    kind: 'noPermission',
    message: 'You cannot see this project in Jira.',
    remedy: 'Ask a Jira admin or the project lead for the Browse Projects permission.',
  });
}

/** The user may not browse an issue that they ask about, or there is none: again the same answer. */
export function issueNotVisible(): Refused {
  return new Refused({
    kind: 'noPermission',
    message: 'You cannot see this issue in Jira, or it does not exist.',
    remedy: 'Ask a Jira admin or the project lead for permission to browse it.',
  });
}

/** The user browses none of the site's projects. */
export function noProjectVisible(): Refused {
  return new Refused({
    kind: 'noPermission',
    message: 'There is no project on this site that you can see in Jira.',
    remedy: 'Ask a Jira admin for the Browse Projects permission.',
  });
}

/** The user does not administer Jira. */
export function notAdministrator(): Refused {
  return new Refused({
    kind: 'noPermission',
    message: 'Only Jira administrators may see this page.',
    remedy: 'Ask a Jira administrator to look for you, or to give you the Administer Jira permission.',
  });
}

/** The user may see what they ask about, but not do that. */
export function notYours(message: string, remedy: string): Refused {
  return new Refused({ kind: 'noPermission', message, remedy });
}

/** It cannot be done as things stand now; with `field`, another value of it could. */
export function notAsThingsStand(message: string, remedy: string, field?: string): Refused {
  return new Refused({ kind: 'conflict', message, remedy, ...(field === undefined ? {} : { field }) });
}

export function notFound(message: string, remedy: string): Refused {
  return new Refused({ kind: 'notFound', message, remedy });
}

/** Names the first field of a payload that does not fit. */
export function invalidRequest(error: z.ZodError): Refused {
  const [first] = error.issues;
  const unknown = first?.code === 'unrecognized_keys' ? first.keys[0] : undefined;
  const field = [...(first?.path ?? []), ...(unknown === undefined ? [] : [unknown])].join('.') || 'payload';
  return new Refused({
    kind: 'invalidRequest',
    message: `The request's "${field}" does not fit: ${first?.message ?? 'unknown reason'}.`,
    remedy: 'Reload the page. If it stays so, report it to the maintainers with the reference.',
    field,
  });
}

/** What an error means to the reader of the page. */
export function refusalOf(error: unknown): RefusalWords {
  if (error instanceof Refused) return error.words;
  if (error instanceof JiraError) return refusalOfJira(error);
  if (isStorageFailure(error)) {
    return {
      kind: 'storageUnavailable',
      message: "Plumbline could not read what it has stored with Atlassian's Forge.",
      remedy: 'Try again in a few minutes.',
    };
  }
  return {
    kind: 'unexpected',
    message: 'Plumbline met an error that it did not expect.',
    remedy: 'Try again. If it stays so, report it to the maintainers with the reference.',
  };
}

function refusalOfJira({ failure }: JiraError): RefusalWords {
  if (failure === 'rateLimited') {
    return {
      kind: 'jiraUnavailable',
      message: 'Jira limits how much Plumbline may ask right now.',
      remedy: 'Try again in a few minutes.',
    };
  }
  return {
    kind: 'jiraUnavailable',
    message: 'Jira did not answer as expected.',
    remedy: 'Try again in a few minutes; status.atlassian.com tells whether Jira is up.',
  };
}
