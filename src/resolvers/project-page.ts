import Resolver from '@forge/resolver';
import { authorised } from './answer';
import { changedIssues, changes } from './changes';
import { withDependencyMap } from './dependency-map/functions';
import { exportSnapshot } from './export-snapshot';
import { finding, selectInJira } from './findings';
import { withGates } from './gates/functions';
import { history } from './history';
import { scorePath } from './paths';
import { withProjectSettings } from './project-settings';
import { projectPage, type Answer } from './project-viewer';
import { startRefresh } from '../refresh';
import { standing } from './standing';
import { auditTrail, decideWaiver, requestWaiver, waivers, withdrawWaiver } from './waivers';

const refresh: Answer<'refresh'> = ({ projectId, accountId }) => startRefresh(projectId, accountId);

/** The functions of the project page, named as in its contract, and those of maps, gates and the project's settings. */
export const projectPageResolver = withProjectSettings(withGates(withDependencyMap(new Resolver())))
  .define('standing', authorised(projectPage, 'standing', standing))
  .define('finding', authorised(projectPage, 'finding', finding))
  .define('selectInJira', authorised(projectPage, 'selectInJira', selectInJira))
  .define('scorePath', authorised(projectPage, 'scorePath', scorePath))
  .define('refresh', authorised(projectPage, 'refresh', refresh))
  .define('export', authorised(projectPage, 'export', exportSnapshot))
  .define('history', authorised(projectPage, 'history', history))
  .define('changes', authorised(projectPage, 'changes', changes))
  .define('changedIssues', authorised(projectPage, 'changedIssues', changedIssues))
  .define('waivers', authorised(projectPage, 'waivers', waivers))
  .define('requestWaiver', authorised(projectPage, 'requestWaiver', requestWaiver))
  .define('decideWaiver', authorised(projectPage, 'decideWaiver', decideWaiver))
  .define('withdrawWaiver', authorised(projectPage, 'withdrawWaiver', withdrawWaiver))
  .define('auditTrail', authorised(projectPage, 'auditTrail', auditTrail))
  .getDefinitions();
