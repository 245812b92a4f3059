import type * as z from 'zod';
import {
  portfolioPageRequests,
  type PortfolioPageFunction,
  type PortfolioPageReplies,
  type ValueOf,
} from '../../contract';
import { browsableBy } from '../../jira';
import { readIndex, type PortfolioIndex } from '../../store';
import type { Surface } from '../answer';
import { hasPmoRole } from '../pmo';
import { noProjectVisible } from '../refusal';

/** Somebody who may browse some of the site's projects, if there are any. */
export interface PortfolioViewer {
  /** Those that they may browse, ascending by key. */
  readonly projects: PortfolioIndex['projects'];
  readonly isPmo: boolean;
  /** From the platform; `null` for somebody who is not logged in. */
  readonly accountId: string | null;
}

/** What a function of the portfolio page answers. */
export type PortfolioAnswer<F extends PortfolioPageFunction> = (
  viewer: PortfolioViewer,
  request: z.output<(typeof portfolioPageRequests)[F]>,
) => Promise<ValueOf<PortfolioPageReplies[F]>>;

/** The portfolio page answers everybody with what Jira lets them browse: PMO or not, they see the same figures of it. */
export const portfolioPage: Surface<typeof portfolioPageRequests, PortfolioViewer> = {
  requests: portfolioPageRequests,
  async authorise(_payload, accountId) {
    const { projects: all } = await readIndex();
    const { projects: visible } = await browsableBy(
      all.map(({ id }) => id),
      [],
    );
    if (all.length > 0 && visible.size === 0) throw noProjectVisible();
    const projects = all.filter(({ id }) => visible.has(id)).sort((a, b) => (a.key < b.key ? -1 : 1));
    return { projects, isPmo: await hasPmoRole(), accountId };
  },
};
