export { ofFew, restsOnFew, type OfFew } from '../model/few';

/** The share of Jira's hourly points that background work may spend: steps of 5 % between 10 % and 90 %. */
export const BACKGROUND_SHARE = { least: 0.1, most: 0.9, step: 0.05 } as const;

/** Assumptions of one what-if. */
export const MOST_CHANGES = 50;
/** Characters of one part of an export: with every one escaped, or three bytes long, a part stays below 2 MB. */
export const MOST_CHARACTERS_EXPORTED = 500_000;
/** Characters of what somebody gives as a reason. */
export const MOST_CHARACTERS_OF_A_REASON = 1000;
/** Issues on one map. */
export const MOST_ISSUES_ON_A_MAP = 300;
/** Weeks over which the history of a project or of the portfolio is shown. */
export const HISTORY_WEEKS = [4, 13, 26, 52, 104] as const;

/** Views that somebody keeps, and as many that everybody shares. */
export const MOST_SAVED_VIEWS = 50;
export const MOST_CHARACTERS_OF_A_VIEWS_NAME = 100;
export const MOST_CHARACTERS_OF_A_VIEW = 2000;
/** What names a lead in addresses of the portfolio page: an account, which is not stored with the rest. */
export const LEAD_IN_ADDRESSES = 'owner';
/** There in the place of an account: projects that nobody leads. */
export const NOBODY_IN_ADDRESSES = 'none';
/** What names a stage and a playbook there. */
export const STAGE_IN_ADDRESSES = 'stage';
export const PLAYBOOK_IN_ADDRESSES = 'playbook';
/** Groups of projects whose trends are compared. */
export const MOST_GROUPS_COMPARED = 6;
