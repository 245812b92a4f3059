import Resolver from '@forge/resolver';
import { diagnostics } from './admin/diagnostics';
import { health } from './admin/health';
import { playbookChoices } from './admin/playbook-choices';
import { discardDraft, publishPlaybook, saveDraft, startDraft } from './admin/playbook-draft';
import { playbookPreview, startPreview } from './admin/playbook-preview';
import { playbooks, playbookVersions } from './admin/playbooks';
import { pmoRole, savePmoRole } from './admin/pmo-role';
import { saveSettings } from './admin/save-settings';
import { reconcile, refreshEverything, refreshProject } from './admin/start-work';
import { adminPage } from './administrator';
import { authorised } from './answer';

/** The functions of the admin page, named as in its contract. */
export const adminPageResolver = new Resolver()
  .define('health', authorised(adminPage, 'health', health))
  .define('pmoRole', authorised(adminPage, 'pmoRole', pmoRole))
  .define('savePmoRole', authorised(adminPage, 'savePmoRole', savePmoRole))
  .define('saveSettings', authorised(adminPage, 'saveSettings', saveSettings))
  .define('refreshEverything', authorised(adminPage, 'refreshEverything', refreshEverything))
  .define('refreshProject', authorised(adminPage, 'refreshProject', refreshProject))
  .define('reconcile', authorised(adminPage, 'reconcile', reconcile))
  .define('diagnostics', authorised(adminPage, 'diagnostics', diagnostics))
  .define('playbooks', authorised(adminPage, 'playbooks', playbooks))
  .define('playbookChoices', authorised(adminPage, 'playbookChoices', playbookChoices))
  .define('playbookVersions', authorised(adminPage, 'playbookVersions', playbookVersions))
  .define('startDraft', authorised(adminPage, 'startDraft', startDraft))
  .define('saveDraft', authorised(adminPage, 'saveDraft', saveDraft))
  .define('discardDraft', authorised(adminPage, 'discardDraft', discardDraft))
  .define('startPreview', authorised(adminPage, 'startPreview', startPreview))
  .define('playbookPreview', authorised(adminPage, 'playbookPreview', playbookPreview))
  .define('publishPlaybook', authorised(adminPage, 'publishPlaybook', publishPlaybook))
  .getDefinitions();
