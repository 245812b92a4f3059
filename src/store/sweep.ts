import { sweepIntents } from './document-intents';
import { sweepJobLog } from './job-log';
import { sweepLedger } from './points-ledger';
import { sweepStagedPages } from './run-records';

const A_DAY_MILLISECONDS = 86_400_000;
const DAYS_OF_LEDGERS = 2;
const DAYS_OF_JOBS = 14;

/**
 * Deletes what killed writers left behind before `olderThan` (milliseconds since 1970), and what nobody looks at any
 * more. Answers how many records went.
 */
export async function sweepStore(olderThan: number): Promise<number> {
  const lastLedger = new Date(olderThan - DAYS_OF_LEDGERS * A_DAY_MILLISECONDS).toISOString().slice(0, 13);
  return (
    (await sweepIntents(olderThan)) +
    (await sweepStagedPages()) +
    (await sweepLedger(lastLedger)) +
    (await sweepJobLog(olderThan - DAYS_OF_JOBS * A_DAY_MILLISECONDS))
  );
}
