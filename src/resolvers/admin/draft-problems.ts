import { unannounced, validatePlaybook, type PlaybookProblem } from '../../compliance';
import type { Playbook } from '../../model';
import { todayOn } from '../../refresh';
import { getSite, readVersions } from '../../store';

/** What keeps a draft from being published today, beside the version in force that it is to replace. */
export async function draftProblems(draft: Playbook): Promise<readonly PlaybookProblem[]> {
  const [[inForce], site] = await Promise.all([readVersions(draft.id, 1), getSite()]);
  const today = todayOn(site ?? { timeZone: 'UTC' }, Date.now());
  return [...validatePlaybook(draft), ...unannounced(draft, inForce?.playbook ?? null, today)];
}
