import * as z from 'zod';
import { getRecord, setRecord, type RecordKind } from './records';

/** How far projects are evaluated by what was published last: for showing only. */
export interface Application {
  /** Of the shelf. */
  readonly revision: number;
  /** Of so many projects so many. */
  readonly done: number;
  readonly projects: number;
}

const applications: RecordKind<Application> = {
  name: 'application',
  version: 1,
  schema: z.object({ revision: z.number().int(), done: z.number().int(), projects: z.number().int() }),
};
const SITE = 'site';

export const readApplication = (): Promise<Application | null> => getRecord(applications, SITE);
export const noteApplication = (application: Application): Promise<void> => setRecord(applications, SITE, application);
