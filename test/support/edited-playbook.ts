import { playbookRequests, type EditedPlaybook } from '../../src/contract';
import type { Playbook } from '../../src/model';

/** What the page sends of a playbook that it saves: nothing but what it edits. */
export function toEdit(playbook: Playbook): EditedPlaybook {
  const { shape } = playbookRequests.saveDraft.shape.playbook;
  const edited = Object.entries(playbook).filter(([field]) => field in shape);
  return JSON.parse(JSON.stringify(Object.fromEntries(edited))) as EditedPlaybook;
}
