/**
 * Why a record could not be used.
 * - `newer`: written by a newer version of the app, which an older one must not touch.
 * - `corrupt`: not the shape that its schema version promises.
 */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(
    readonly failure: 'newer' | 'corrupt',
    /** Kind of the record, fit for a log. */
    readonly record: string,
    readonly field?: string,
  ) {
    super(`Stored ${record} is ${failure}${field === undefined ? '' : ` at ${field}`}`);
  }
}
