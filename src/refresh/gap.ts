/** A reading that lacks more than this share of what Jira counts is not whole. */
const TOLERATED_GAP = 0.005;

/** Whether so many issues are too few to be called all of them; Jira's count is approximate by its own word. */
export function lacksIssues(read: number, counted: number): boolean {
  return counted - read > counted * TOLERATED_GAP;
}
