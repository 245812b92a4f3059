import type { EditedPlaybook } from '../../src/contract';
import type { Playbook } from '../../src/model';

/** What the page sends of a playbook that it saves. */
export function toEdit(playbook: Playbook): EditedPlaybook {
  const { id: _id, version: _version, ...edited } = playbook;
  return JSON.parse(JSON.stringify(edited)) as EditedPlaybook;
}
