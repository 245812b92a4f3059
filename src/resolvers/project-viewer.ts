import * as z from 'zod';
import { projectPageRequests, type ProjectPageFunction, type ProjectPageReplies, type ValueOf } from '../contract';
import { mayBrowse } from '../jira';
import { parsePayload, type Surface } from './answer';
import { noPermission } from './refusal';

/** Somebody who may browse the project that they ask about. */
export interface ProjectViewer {
  readonly projectId: number;
  /** `null` for a visitor without an account, where Jira lets them browse. */
  readonly accountId: string | null;
}

/** What a function of the project page answers. */
export type Answer<F extends ProjectPageFunction> = (
  viewer: ProjectViewer,
  request: z.output<(typeof projectPageRequests)[F]>,
) => Promise<ValueOf<ProjectPageReplies[F]>>;

const projectOnly = z.object({ projectId: projectPageRequests.standing.shape.projectId });

/** The project page answers whoever may browse the project that the payload names, as Jira says of the caller. */
export const projectPage: Surface<typeof projectPageRequests, ProjectViewer> = {
  requests: projectPageRequests,
  async authorise(payload, accountId) {
    const projectId = Number(parsePayload(projectOnly, payload).projectId);
    if (!Number.isSafeInteger(projectId) || !(await mayBrowse(projectId))) throw noPermission();
    return { projectId, accountId };
  },
};
