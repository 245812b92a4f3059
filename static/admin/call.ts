import type { AdminPageFunction, AdminPageReplies, AdminPageRequest, ValueOf } from '../../src/contract';
import { ask } from '../shared/call';

/** What a resolver function of the admin page answers when it does not refuse. */
export type ReplyValue<F extends AdminPageFunction> = ValueOf<AdminPageReplies[F]>;

/** Calls a resolver function of the admin page; throws as {@link ask} does. */
export function call<F extends AdminPageFunction>(name: F, payload: AdminPageRequest<F>): Promise<ReplyValue<F>> {
  return ask<ReplyValue<F>>(name, payload);
}
