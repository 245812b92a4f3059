import type { ProjectPageFunction, ProjectPageReplies, ProjectPageRequest, ValueOf } from '../../src/contract';
import { ask } from '../shared/call';

/** What a resolver function of the project page answers when it does not refuse. */
export type ReplyValue<F extends ProjectPageFunction> = ValueOf<ProjectPageReplies[F]>;

/** Calls a resolver function of the project page; throws as {@link ask} does. */
export function call<F extends ProjectPageFunction>(name: F, payload: ProjectPageRequest<F>): Promise<ReplyValue<F>> {
  return ask<ReplyValue<F>>(name, payload);
}
