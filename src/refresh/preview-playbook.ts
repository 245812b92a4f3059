import {
  addTrials,
  defaultPlaybook,
  evaluate,
  moveOf,
  thatMatter,
  withEveryRule,
  type Restanding,
} from '../compliance';
import { waiversInForce } from '../gates/waivers';
import type { Day, FieldMeaning, Followers, Playbook, ProjectMove } from '../model';
import {
  beginPreview,
  forgetForeseenTies,
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
  type ForeseenTies,
  type PackedFacts,
  type StoredSite,
} from '../store';
import { followedAmong, membersAmong } from './apply-playbooks';
import { meaningsToRead } from './assemble';
import { foreseeTies, type Following } from './foresee-ties';
import type { JobContext } from './job-context';
import { pushJob, pushOnce } from './jobs';
import { todayOn } from './local-time';
import { recordsOn } from './project-records';
import { fieldsToMap, unreadFields } from './site';
import { waiversOf } from './waivers';

/** Projects after which a step is kept: so much progress shows, and so much is done again after a kill. */
const PROJECTS_A_STEP = 25;
/**
 * Storage gives 4,000 reads a minute, and a project takes some fourteen: so two thirds of them, for others want to read and
 * save something meanwhile, and 1,000 projects in six minutes.
 */
const PAUSE_MILLISECONDS = 8000;
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
 * Where the draft ties projects together otherwise, by its links or its calendar, so are they here, and those that follow
 * another playbook but would see it in their schedule are evaluated, too. What fields hold that were never read is told
 * by publishing alone: rules that hang on it are named as not foreseen.
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
  const playbooksAfter = isNew ? [...wouldBe, asPublished] : wouldBe;
  const [before, after] = [shelf.playbooks, playbooksAfter].map((playbooks) =>
    followedAmong(playbooks, membersAmong(projects)(playbooks.map(({ followers }) => followers))),
  );
  const published = new Map<string | null, Playbook>([[null, defaultPlaybook]]);
  const inForce = async (id: string | null): Promise<Playbook> => {
    const playbook = published.get(id) ?? withEveryRule((await readVersions(id ?? '', 1))[0].playbook);
    published.set(id, playbook);
    return playbook;
  };
  const followedBy = async (id: string | null): Promise<Playbook> => (id === edited.id ? edited : inForce(id));
  const ofOthers = (playbooks: readonly { readonly id: string; readonly followers: Followers }[]): string | null =>
    playbooks.find(({ followers }) => followers.everyOther)?.id ?? null;
  const day = todayOn(site, startedAt);
  const following: Following = {
    of: async (id) => ({ before: await inForce(before(id)), after: await followedBy(after(id)) }),
    site: { before: await inForce(ofOthers(shelf.playbooks)), after: await followedBy(ofOthers(playbooksAfter)) },
  };
  const ties = await foreseeTies(projects, following, { startedAt, day });
  const moves: ProjectMove[] = [...value.moves];
  const facts = [...value.facts];
  const awaited = new Set(value.awaited);
  let { trials, unread } = value;
  let { after: reached, done } = meta;
  const left = projects.filter(({ id }) => id > meta.after);
  for (const { id } of left) {
    if (done - meta.done >= PROJECTS_A_STEP || budget.isSpent()) break;
    [reached, done] = [id, done + 1];
    const is = after(id);
    if (before(id) === is && is !== edited.id && !ties.has(id)) continue;
    const told = await restand(id, await following.of(id), { day, site }, ties.get(id));
    if (told === null) unread++;
    else {
      const move = moveOf(told);
      if (move !== null) moves.push(move);
      facts.push([id, told.facts]);
      told.awaited.forEach((meaning) => awaited.add(meaning));
      if (is === edited.id) trials = addTrials(trials, told);
    }
  }
  const isLast = done - meta.done === left.length;
  const kept = { ...meta, after: reached, done, finishedAt: isLast ? Date.now() : null };
  const isKept = await keepPreviewStep({ moves, trials, facts, unread, awaited: [...awaited] }, kept, meta.after);
  if (isLast) {
    if (isKept) await forgetForeseenTies();
    return;
  }
  const next = Date.now() + PAUSE_MILLISECONDS;
  await pushOnce(`preview:${startedAt}:${reached}`, { job: 'preview', startedAt }, next, isRepeated);
}

/** A project by two playbooks, and the digest of the facts; `null` where it was never read. */
async function restand(
  projectId: number,
  { before, after }: { readonly before: Playbook; readonly after: Playbook },
  { day, site }: { readonly day: Day; readonly site: StoredSite },
  ties: ForeseenTies | undefined,
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
    before: evaluate({ ...facts, ...ties?.before, unreadFields: unreadFields(site, before) }, before, day, waived),
    after: evaluate({ ...facts, ...ties?.after, unreadFields: unreadFields(site, after) }, after, day, waived),
    awaited: thatMatter(awaitedFields(stored.value, site, after), stored.value, after),
    facts: stored.header.digest,
  };
}

/** What the playbook would have read that was not. Fields that it names and that were guessed before hold the same. */
function awaitedFields(facts: PackedFacts, site: StoredSite, playbook: Playbook): readonly FieldMeaning[] {
  const wanted = fieldsToMap(site, playbook);
  const guessed = { start: site.startDateFields, points: site.pointsFields };
  return meaningsToRead(facts, wanted).filter((meaning) => {
    if (meaning !== 'start' && meaning !== 'points') return true;
    const before = meaning === 'start' ? facts.startField : facts.pointsField;
    const [one, other] = [before, wanted[meaning]].map((field) => (field === undefined ? guessed[meaning] : [field]));
    return one.join() !== other.join();
  });
}
