import type { Followers } from '../model';

/** A project, as far as it decides which playbook it follows. */
interface Following {
  readonly id: number;
  /** Id of its category in Jira; absent without one. */
  readonly category?: number;
}

/**
 * The place of the playbook that a project follows, in the order in which the playbooks were first published: that which
 * names the project, else that which names its category, else that for every other project; `null` where there is none.
 */
export function placeOfFollowed(playbooks: readonly Followers[], { id, category }: Following): number | null {
  const asks = [
    ({ projects }: Followers) => projects.includes(id),
    ({ categories }: Followers) => category !== undefined && categories.includes(category),
    ({ everyOther }: Followers) => everyOther,
  ];
  for (const ask of asks) {
    const place = playbooks.findIndex(ask);
    if (place >= 0) return place;
  }
  return null;
}
