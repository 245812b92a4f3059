import * as z from 'zod';
import type { Reply } from './reply';

/** Requests about who has the PMO role, by resolver function. */
export const pmoRoleRequests = {
  /** Who has it; with `find`, also the groups whose name holds that text. */
  pmoRole: z.strictObject({ find: z.string().trim().min(1).max(100).optional() }),
  /** Chooses a group by its name, or with `null` nobody, unless somebody else has since `version` was read. */
  savePmoRole: z.strictObject({
    group: z.string().min(1).max(255).nullable(),
    version: z.number().int().min(0).max(1e9),
  }),
} as const;

export interface PmoRoleView {
  /** Name of the group; `null`: those who administer Jira. */
  readonly group: string | null;
  readonly version: number;
  /** Names of groups that were asked for, at most 50. */
  readonly found: readonly string[];
}

export interface PmoRoleReplies {
  readonly pmoRole: Reply<PmoRoleView>;
  /** `saved` is false when somebody else chose first; `role` is then theirs. */
  readonly savePmoRole: Reply<{ readonly saved: boolean; readonly role: PmoRoleView }>;
}
