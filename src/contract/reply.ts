import * as z from 'zod';

/** Jira's numeric id of a project as text, as pages send it. */
export const projectId = z.string().regex(/^[1-9]\d{0,17}$/, 'a Jira project id, digits only');

export const ruleId = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a rule id such as "work-dated"');

/** What a page says it has already; see the `revision` of the replies. */
export const knownRevision = z.string().max(100).optional();

/** Expected failures, told to the page as values. `remedy` says what the reader can do. */
export interface Refusal {
  readonly kind:
    /** It cannot be done as things stand now; `field` where another value would do. */
    | 'conflict'
    | 'invalidRequest'
    | 'noPermission'
    | 'notFound'
    | 'jiraUnavailable'
    | 'storageUnavailable'
    | 'unexpected';
  readonly message: string;
  readonly remedy: string;
  /** The payload's field at fault, for invalidRequest and conflict. */
  readonly field?: string;
  /** Found again in the app's log. */
  readonly reference: string;
}

/** What every resolver function answers. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refusal };

/** What a reply holds when it is no refusal. */
export type ValueOf<R> = R extends { readonly ok: true; readonly value: infer T } ? T : never;
