/** A project, as far as this administrator may know of it. */
export type ProjectMention =
  | { readonly kind: 'named'; readonly id: string; readonly key: string; readonly name: string }
  | { readonly kind: 'hidden' };

/** A person by the name that Jira tells this administrator; `null` when it tells none. */
export interface PersonMention {
  readonly name: string | null;
}
