import type * as z from 'zod';
import { adminPageRequests, type AdminPageFunction, type AdminPageReplies, type ValueOf } from '../contract';
import { mayAdministerJira } from '../jira';
import type { Surface } from './answer';
import { notAdministrator } from './refusal';

/** Somebody who administers Jira. */
export interface Administrator {
  readonly accountId: string;
}

/** What a function of the admin page answers. */
export type AdminAnswer<F extends AdminPageFunction> = (
  administrator: Administrator,
  request: z.output<(typeof adminPageRequests)[F]>,
) => Promise<ValueOf<AdminPageReplies[F]>>;

/** The admin page answers Jira administrators, as Jira says of the caller. */
export const adminPage: Surface<typeof adminPageRequests, Administrator> = {
  requests: adminPageRequests,
  async authorise(_payload, accountId) {
    if (accountId === null || !(await mayAdministerJira())) throw notAdministrator();
    return { accountId };
  },
};
