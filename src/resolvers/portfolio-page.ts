import Resolver from '@forge/resolver';
import { authorised } from './answer';
import { withDependencyMap } from './dependency-map/functions';
import { portfolio } from './portfolio/portfolio';
import { portfolioPage } from './portfolio/portfolio-viewer';
import { projectNames } from './portfolio/project-names';
import { deleteView, savedViews, saveView } from './portfolio/saved-views';
import { setTiers } from './portfolio/tiers';
import { trends } from './portfolio/trends';

/** The functions of the portfolio page, named as in its contract, and those of the dependency map. */
export const portfolioPageResolver = withDependencyMap(new Resolver())
  .define('portfolio', authorised(portfolioPage, 'portfolio', portfolio))
  .define('projectNames', authorised(portfolioPage, 'projectNames', projectNames))
  .define('savedViews', authorised(portfolioPage, 'savedViews', savedViews))
  .define('saveView', authorised(portfolioPage, 'saveView', saveView))
  .define('deleteView', authorised(portfolioPage, 'deleteView', deleteView))
  .define('setTiers', authorised(portfolioPage, 'setTiers', setTiers))
  .define('trends', authorised(portfolioPage, 'trends', trends))
  .getDefinitions();
