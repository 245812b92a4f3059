/** What is wrong, and what to do about it. Both texts are shown to readers as they stand. */
export interface GateProblem {
  /** Path of the field at fault, e.g. `stages.2.criteria.0.check.jql`; places count from 0. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Comparisons with NaN are false: what is no number is never good. */
export function unless(isGood: boolean, problem: GateProblem): readonly GateProblem[] {
  return isGood ? [] : [problem];
}

/** A text of at most so many characters, and not empty unless it may be. */
export function textProblems(field: string, text: string, longest: number, mayBeEmpty = false): readonly GateProblem[] {
  if (text.length > longest) {
    return [{ field, problem: `The text has ${text.length} characters.`, remedy: `Enter at most ${longest}.` }];
  }
  return unless(mayBeEmpty || text.trim() !== '', {
    field,
    problem: 'Nothing is entered here.',
    remedy: `Enter 1 to ${longest} characters.`,
  });
}
