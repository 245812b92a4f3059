import { addTrials, defaultPlaybook, evaluate, moveOf, withEveryRule, type Restanding } from '../compliance';
import { waiversInForce } from '../gates/waivers';
import type { Day, Playbook, ProjectMove } from '../model';
import {
  beginPreview,
  getSite,
  keepPreviewStep,
  readClosedSprints,
  readDraft,
  readFacts,
  readGatesInShort,
  readIndex,
  readPreview,
  readPreviewMeta,
  readSchedule,
  readShelf,
  readSurroundings,
  readVersions,
} from '../store';
import { followedAmong, membersAmong } from './apply-playbooks';
import type { JobContext } from './job-context';
import { pushJob, pushOnce } from './jobs';
import { todayOn } from './local-time';
import { recordsOn } from './project-records';
import { waiversOf } from './waivers';

/** Projects after which a step is kept: so much progress shows, and so much is done again after a kill. */
const PROJECTS_A_STEP = 25;
/** One that is not finished by then has lost its jobs, and may be asked for again. */
const LOST_AFTER_MILLISECONDS = 900_000;

/**
 * Has it computed what publishing the draft would do, unless that is under way for the very same draft. `stale`: the
 * draft is another one by now.
 */
export async function requestPreview(draftRevision: number): Promise<'started' | 'underWay' | 'stale'> {
  const [draft, shelf, index, known] = await Promise.all([readDraft(), readShelf(), readIndex(), readPreviewMeta()]);
  if (draft.playbook === null || draft.revision !== draftRevision) return 'stale';
  const startedAt = Date.now();
  const isSame = known !== null && known.draft === draftRevision && known.shelf === shelf.revision;
  if (isSame && known.finishedAt === null && startedAt - known.startedAt < LOST_AFTER_MILLISECONDS) return 'underWay';
  await beginPreview({
    ...{ startedAt, draft: draftRevision, shelf: shelf.revision },
    ...{ after: 0, done: 0, projects: index.projects.length, finishedAt: null },
  });
  await pushJob({ job: 'preview', startedAt });
  return 'started';
}

/**
 * Evaluates the next projects that would follow another playbook, by that of before and that of after, on the same facts
 * and day, and leaves the rest to a further job. Of jobs that come twice one keeps its step, and one queues the next.
 * What the last merge told of a project is taken as it is: what a draft changes of that shows once it is published.
 */
export async function previewPlaybook(startedAt: number, isRepeated: boolean, { budget }: JobContext): Promise<void> {
  const [stored, draft, shelf, { projects }, site] = await Promise.all([
    readPreview(),
    readDraft(),
    readShelf(),
    readIndex(),
    getSite(),
  ]);
  if (stored === null || site === null || draft.playbook === null) return;
  const { meta, value } = stored;
  if (meta.startedAt !== startedAt || meta.finishedAt !== null) return;
  if (meta.draft !== draft.revision || meta.shelf !== shelf.revision) return;
  const edited = withEveryRule(draft.playbook);
  const asPublished = { id: edited.id, followers: edited.followers };
  const isNew = shelf.playbooks.every(({ id }) => id !== edited.id);
  const wouldBe = shelf.playbooks.map((each) => (each.id === edited.id ? asPublished : each));
  const [before, after] = [shelf.playbooks, isNew ? [...wouldBe, asPublished] : wouldBe].map((playbooks) =>
    followedAmong(playbooks, membersAmong(projects)(playbooks.map(({ followers }) => followers))),
  );
  const published = new Map<string | null, Playbook>([[null, defaultPlaybook]]);
  const inForce = async (id: string | null): Promise<Playbook> => {
    const playbook = published.get(id) ?? withEveryRule((await readVersions(id ?? '', 1))[0].playbook);
    published.set(id, playbook);
    return playbook;
  };
  const day = todayOn(site, startedAt);
  const moves: ProjectMove[] = [...value.moves];
  const facts = [...value.facts];
  let { trials, unread } = value;
  let { after: reached, done } = meta;
  const left = projects.filter(({ id }) => id > meta.after);
  for (const { id } of left) {
    if (done - meta.done >= PROJECTS_A_STEP || budget.isSpent()) break;
    [reached, done] = [id, done + 1];
    const [was, is] = [before(id), after(id)];
    if (was === is && is !== edited.id) continue;
    const told = await restand(id, await inForce(was), is === edited.id ? edited : await inForce(is), day);
    if (told === null) unread++;
    else {
      const move = moveOf(told);
      if (move !== null) moves.push(move);
      facts.push([id, told.facts]);
      if (is === edited.id) trials = addTrials(trials, told.after);
    }
  }
  const isLast = done - meta.done === left.length;
  const kept = { ...meta, after: reached, done, finishedAt: isLast ? Date.now() : null };
  await keepPreviewStep({ moves, trials, facts, unread }, kept, meta.after);
  if (!isLast) await pushOnce(`preview:${startedAt}:${reached}`, { job: 'preview', startedAt }, 0, isRepeated);
}

/** A project by two playbooks, and the digest of the facts; `null` where it was never read. */
async function restand(
  projectId: number,
  before: Playbook,
  after: Playbook,
  day: Day,
): Promise<(Restanding & { readonly facts: string }) | null> {
  const [stored, surroundings, scheduled, waivers, gates, sprints] = await Promise.all([
    readFacts(projectId),
    readSurroundings(projectId),
    readSchedule(projectId),
    waiversOf(projectId),
    readGatesInShort(projectId),
    readClosedSprints(projectId),
  ]);
  if (stored === null) return null;
  const facts = {
    ...stored.value,
    surroundings: surroundings?.value ?? null,
    schedule: scheduled?.value ?? null,
    records: recordsOn({ gates, waivers, sprints }, stored.value.issues, day),
  };
  const waived = waiversInForce(waivers, day);
  return {
    before: evaluate(facts, before, day, waived),
    after: evaluate(facts, after, day, waived),
    facts: stored.header.digest,
  };
}
