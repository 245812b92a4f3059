import Resolver from '@forge/resolver';
import { diagnostics } from './admin/diagnostics';
import { health } from './admin/health';
import { saveSettings } from './admin/save-settings';
import { reconcile, refreshEverything, refreshProject } from './admin/start-work';
import { adminPage } from './administrator';
import { authorised } from './answer';

/** The functions of the admin page, named as in its contract. */
export const adminPageResolver = new Resolver()
  .define('health', authorised(adminPage, 'health', health))
  .define('saveSettings', authorised(adminPage, 'saveSettings', saveSettings))
  .define('refreshEverything', authorised(adminPage, 'refreshEverything', refreshEverything))
  .define('refreshProject', authorised(adminPage, 'refreshProject', refreshProject))
  .define('reconcile', authorised(adminPage, 'reconcile', reconcile))
  .define('diagnostics', authorised(adminPage, 'diagnostics', diagnostics))
  .getDefinitions();
