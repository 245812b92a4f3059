import { catalogue, defaultPlaybook, PURPOSES, readyMadePlaybooks, withEveryRule } from '../../compliance';
import type { CatalogueRule, FollowersInFact, VersionView } from '../../contract';
import { followedAmong, todayOn } from '../../refresh';
import {
  getSite,
  readApplication,
  readDraft,
  readIndex,
  readShelf,
  readVersions,
  type Application,
  type PlaybookVersion,
  type Shelf,
} from '../../store';
import type { AdminAnswer } from '../administrator';
import { instant } from './instant';
import type { Mentions } from './mentions';
import { playbookMentions } from './playbook-people';
import { browsableFollowers, countRules, draftView, playbookView } from './playbook-views';

const MOST_FOLLOWERS_NAMED = 100;
const MOST_VERSIONS = 20;

/** What is in force and for whom, what is being edited, and what one can start from. */
export const playbooks: AdminAnswer<'playbooks'> = async () => {
  const [shelf, draft, index, application, site] = await Promise.all([
    readShelf(),
    readDraft(),
    readIndex(),
    readApplication(),
    getSite(),
  ]);
  const today = todayOn(site ?? { timeZone: 'UTC' }, Date.now());
  const [versions, view, { mentions, person }] = await Promise.all([
    Promise.all(shelf.playbooks.map(({ id }) => readVersions(id, 1))),
    draftView(draft),
    playbookMentions(
      index.projects,
      index.projects.map(({ id }) => id),
      shelf.playbooks.map(({ publishedBy }) => publishedBy),
    ),
  ]);
  const follows = followedAmong(
    shelf.playbooks,
    shelf.playbooks.map(({ members }) => members),
  );
  const followersOf = (id: string | null): FollowersInFact =>
    inFact(
      index.projects.flatMap((project) => (follows(project.id) === id ? [project.id] : [])),
      mentions,
    );
  return {
    playbooks: shelf.playbooks.flatMap(({ id, version, publishedAt, publishedBy, followers }, place) =>
      versions[place].map(({ playbook }) => ({
        ...{ id, version, title: playbook.title, everyOther: followers.everyOther },
        ...{ publishedAt: instant(publishedAt), publishedBy: person(publishedBy) },
        ...{ rules: countRules(withEveryRule(playbook), today), follow: followersOf(id) },
      })),
    ),
    own: { title: defaultPlaybook.title, rules: countRules(defaultPlaybook, today), follow: followersOf(null) },
    revision: draft.revision,
    draft: view,
    readyMade: readyMadePlaybooks.map((playbook) => {
      const { id, title } = playbook;
      return { id, title, purpose: PURPOSES[id], rules: countRules(playbook, today) };
    }),
    rules: catalogue.map(({ id, theme, title, checks, rationale, source, defaults }): CatalogueRule => {
      const { weight, target, level, critical } = defaults;
      return { id, theme, title, checks, rationale, source, defaults: { weight, target, level, critical } };
    }),
    application: applicationView(shelf, application, index.projects.length),
    today,
  };
};

function inFact(ids: readonly number[], mentions: Mentions): FollowersInFact {
  const named = ids.map((id) => mentions.project(id)).filter((mention) => mention.kind === 'named');
  named.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { projects: named.slice(0, MOST_FOLLOWERS_NAMED), total: ids.length };
}

function applicationView(
  { revision, applied }: Shelf,
  application: Application | null,
  projects: number,
): { done: number; projects: number } | null {
  if (applied >= revision) return null;
  return application?.revision === revision ? application : { done: 0, projects };
}

/** The versions of a published playbook, newest first, with who published them. */
export const playbookVersions: AdminAnswer<'playbookVersions'> = async (_administrator, { id }) => {
  const versions = await readVersions(id, MOST_VERSIONS);
  const [browsable, { person }] = await Promise.all([
    browsableFollowers(versions.map(({ playbook }) => playbook)),
    playbookMentions(
      [],
      [],
      versions.map(({ publishedBy }) => publishedBy),
    ),
  ]);
  const view = ({ playbook, publishedAt, publishedBy }: PlaybookVersion): VersionView => ({
    playbook: playbookView(playbook, browsable),
    publishedAt: instant(publishedAt),
    publishedBy: person(publishedBy),
  });
  return { versions: versions.map(view) };
};
