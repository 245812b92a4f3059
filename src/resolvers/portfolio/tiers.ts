import { changeTiers } from '../../store';
import { notFound, notYours } from '../refusal';
import type { PortfolioAnswer } from './portfolio-viewer';

/** The PMO says how heavily projects are governed, of those that whoever says it may browse. */
export const setTiers: PortfolioAnswer<'setTiers'> = async ({ projects, isPmo }, { tiers }) => {
  if (!isPmo) throw notYours('Only the PMO gives projects a tier.', 'Ask somebody of the PMO to change it.');
  const visible = new Set(projects.map(({ id }) => id));
  const changed = new Map(tiers.map(({ projectId, tier }) => [Number(projectId), tier]));
  if ([...changed.keys()].some((id) => !visible.has(id))) {
    throw notFound(
      'One of these projects is not there for you any more.',
      'Look at the list again, then set the tier.',
    );
  }
  await changeTiers(changed);
  return { projects: changed.size };
};
