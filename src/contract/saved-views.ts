import * as z from 'zod';
import { MOST_CHARACTERS_OF_A_VIEW, MOST_CHARACTERS_OF_A_VIEWS_NAME } from './limits';
import type { Reply } from './reply';

const id = z.string().regex(/^[\w-]{1,20}$/, 'the id of a view');
const version = z.number().int().min(1).max(1e9);

/** Requests about views of the portfolio that are kept under a name, by resolver function. */
export const savedViewRequests = {
  savedViews: z.strictObject({}),
  /** Keeps a view, in the place of another one or beside the others. To share it takes the PMO role. */
  saveView: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1, 'say at least a word')
      .max(MOST_CHARACTERS_OF_A_VIEWS_NAME, `at most ${MOST_CHARACTERS_OF_A_VIEWS_NAME} characters`),
    /** As the page has it: a path and its query. */
    address: z
      .string()
      .max(MOST_CHARACTERS_OF_A_VIEW, `at most ${MOST_CHARACTERS_OF_A_VIEW} characters`)
      .regex(/^\/[a-z-]*(\?[^\s#]*)?$/, 'a place on the portfolio page'),
    isShared: z.boolean(),
    replaces: z.strictObject({ id, version }).nullable(),
  }),
  /** Lets go of a view, unless somebody replaced it meanwhile. Of shared ones it takes the PMO role. */
  deleteView: z.strictObject({ id, version, isShared: z.boolean() }),
} as const;

export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly isShared: boolean;
  /** Rises whenever it is replaced. */
  readonly version: number;
}

export interface SavedViews {
  /** The viewer's own, then those that everybody shares; each by name. */
  readonly views: readonly SavedView[];
  /** The viewer is known by an account, and so can keep views. */
  readonly maySave: boolean;
  /** The viewer has the PMO role, and so changes what is shared. */
  readonly mayShare: boolean;
}

/** Each answers what is kept now. */
export interface SavedViewReplies {
  readonly savedViews: Reply<SavedViews>;
  readonly saveView: Reply<SavedViews>;
  readonly deleteView: Reply<SavedViews>;
}
