import { largePortfolio } from '../../test/browser/support/large-portfolio';
import { portfolioPage } from '../../test/browser/support/shell-page';
import { ok, type Shot, type Value } from './shot';

const PMO = 'Head of the PMO';
const pmo = { persona: PMO } as const;

/** The portfolio page in every state; its maps have pictures of their own. */
export const portfolioShots: readonly Shot[] = [
  { name: 'portfolio-overview', address: portfolioPage(), ...pmo },
  { name: 'portfolio-overview-narrow', address: portfolioPage(), ...pmo, width: 'narrow' },
  { name: 'portfolio-overview-contractor', address: portfolioPage(), persona: 'Contractor' },
  { name: 'portfolio-projects', address: portfolioPage('/projects'), ...pmo },
  { name: 'portfolio-projects-grouped', address: portfolioPage('/projects?group=category&columns=score.gone'), ...pmo },
  { name: 'portfolio-project-drawer', address: portfolioPage('/projects?open=10001'), ...pmo },
  { name: 'portfolio-side-by-side', address: portfolioPage('/projects?compare=10000.10001.10005'), ...pmo },
  { name: 'portfolio-heat-map', address: portfolioPage('/heat-map'), ...pmo },
  { name: 'portfolio-heat-map-grouped', address: portfolioPage('/heat-map?group=category'), ...pmo },
  { name: 'portfolio-report', address: portfolioPage('/report'), ...pmo },
  { name: 'portfolio-nothing-found', address: portfolioPage('/projects?search=zeppelin'), ...pmo },
  changed('portfolio-overview-1000', '', () => ok({ ...largePortfolio(1000) })),
  changed('portfolio-projects-1000', '/projects', () => ok({ ...largePortfolio(1000) })),
  changed('portfolio-heat-map-1000', '/heat-map', () => ok({ ...largePortfolio(1000) })),
  changed('portfolio-one-project', '', () => ok({ ...largePortfolio(1) })),
  changed('portfolio-no-projects', '', () => ok({ ...largePortfolio(0), playbooks: [] })),
  changed('portfolio-loading', '', 'never'),
  changed('portfolio-error', '', () => ({
    ok: false,
    error: {
      kind: 'storageUnavailable',
      message: "Plumbline could not read what it has stored with Atlassian's Forge.",
      remedy: 'Try again in a few minutes.',
      reference: '5d1f0c77',
    },
  })),
];

function changed(name: string, place: string, reply: 'never' | ((value: Value) => unknown)): Shot {
  return { name, address: portfolioPage(place), ...pmo, change: { functionKey: 'portfolio', reply } };
}
