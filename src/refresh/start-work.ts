import { requestReadingOfEverything } from './request-work';

/** Has all projects read anew, whole, in the background. `askedBy` is the account id of whoever asked. */
export async function startReadingEverything(askedBy: string | null): Promise<{ readonly started: boolean }> {
  return { started: await requestReadingOfEverything({ delaySeconds: 0, askedBy }) };
}
