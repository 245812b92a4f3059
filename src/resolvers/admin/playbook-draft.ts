import { readyMadePlaybooks, validatePlaybook, withEveryRule, type PlaybookProblem } from '../../compliance';
import type { EditedPlaybook } from '../../contract';
import { browsableBy } from '../../jira';
import type { Playbook } from '../../model';
import { publishPlaybook as publish } from '../../refresh';
import { actorOf, readDraft, readShelf, readVersions, saveDraft as storeDraft, type PlaybookDraft } from '../../store';
import type { AdminAnswer } from '../administrator';
import { notFound } from '../refusal';
import { draftProblems } from './draft-problems';
import { draftReply } from './playbook-views';

/** Makes a draft, unless there is one. */
export const startDraft: AdminAnswer<'startDraft'> = async ({ accountId }, { from, id, revision }) => {
  const begun = from === 'readyMade' ? await newOf(id) : (await readVersions(id, 1))[0]?.playbook;
  if (begun === undefined) {
    throw notFound(
      'There is no such playbook to start from.',
      'Reload the page: another administrator may have changed it.',
    );
  }
  const isFree = (await readDraft()).playbook === null;
  const outcome = isFree ? await store(withEveryRule(begun), revision, accountId) : 'stale';
  return { outcome, ...(await draftReply(await readDraft())) };
};

/** Ids of playbooks are what projects' history names them by: a second one of the same origin gets another. */
async function newOf(id: string): Promise<Playbook | undefined> {
  const readyMade = readyMadePlaybooks.find((each) => each.id === id);
  const taken = new Set((await readShelf()).playbooks.map((each) => each.id));
  if (readyMade === undefined || !taken.has(id)) return readyMade;
  let number = 2;
  while (taken.has(`${id}-${number}`)) number++;
  return { ...readyMade, id: `${id}-${number}`, title: `${readyMade.title} ${number}` };
}

/** Saves the draft as a whole, if nothing speaks against it and nobody else was faster. */
export const saveDraft: AdminAnswer<'saveDraft'> = async ({ accountId }, { revision, playbook: edited }) => {
  const seen = await readDraft();
  if (seen.playbook === null || seen.revision !== revision) {
    return { outcome: 'stale', problems: [], ...(await draftReply(seen)) };
  }
  const { wanted, problems } = await editedOf(seen.playbook, edited);
  if (problems.length > 0) return { outcome: 'refused', problems, ...(await draftReply(seen)) };
  const outcome = await store(withEveryRule(wanted), revision, accountId);
  return { outcome, problems: [], ...(await draftReply(await readDraft())) };
};

/** What was edited within what the administrator may not know, and what is wrong with it. */
async function editedOf(
  stored: Playbook,
  edited: EditedPlaybook,
): Promise<{ readonly wanted: Playbook; readonly problems: readonly PlaybookProblem[] }> {
  const { projects } = edited.followers;
  const ids = [...new Set([...stored.followers.projects, ...projects])];
  const browsable = ids.length === 0 ? new Set<number>() : (await browsableBy(ids, [])).projects;
  const hidden = stored.followers.projects.filter((id) => !browsable.has(id) && !projects.includes(id));
  const wanted = { ...stored, ...edited, followers: { ...edited.followers, projects: [...projects, ...hidden] } };
  const strangers = projects.flatMap((id, place) => (browsable.has(id) ? [] : [unknownProject(place)]));
  return { wanted, problems: [...validatePlaybook(wanted), ...strangers] };
}

function unknownProject(place: number): PlaybookProblem {
  return {
    field: `followers.projects.${place}`,
    problem: 'You cannot see this project in Jira, or it does not exist any more.',
    remedy: 'Take it out, or choose from the list.',
  };
}

export const discardDraft: AdminAnswer<'discardDraft'> = async ({ accountId }, { revision }) => {
  const outcome = await store(null, revision, accountId);
  return { outcome, ...(await draftReply(await readDraft())) };
};

/** Publishes the draft that the administrator saw, unless something speaks against it now. */
export const publishPlaybook: AdminAnswer<'publishPlaybook'> = async ({ accountId }, { revision }) => {
  const { playbook } = await readDraft();
  const problems = playbook === null ? [] : await draftProblems(playbook);
  if (problems.length > 0) return { outcome: 'refused', problems };
  return { outcome: await publish(revision, await actorOf(accountId)), problems: [] };
};

async function store(
  playbook: PlaybookDraft['playbook'],
  revision: number,
  accountId: string,
): Promise<'saved' | 'stale'> {
  return storeDraft(playbook, revision, { by: await actorOf(accountId), at: Date.now() });
}
