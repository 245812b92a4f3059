import type { Random } from '../../sandbox/demo/random';
import { ISSUE_TYPES, LINK_TYPES, RESOLUTIONS, STATUSES } from '../../sandbox/demo/standards';
import { FIELD, type SiteData } from '../../sandbox/jira/site-data';
import type { Site } from './site';
import { aDay, ADMIN, COMPONENTS, MAPPED, MEMBERS, SPRINTS, TEAMS } from './small-site';

interface KnownProject {
  key: string;
  versions: string[];
  /** Archived, in the trash, or deleted for good. */
  state: 'live' | 'archived' | 'trashed' | 'deleted';
}

/** Fields that rules read, each with a value that somebody might give it. */
const FIELDS: readonly ((random: Random) => Record<string, unknown>)[] = [
  (random) => ({ summary: `Summary ${random.int(1, 1000)}` }),
  (random) => ({ assignee: random.chance(0.3) ? null : { accountId: random.pick(MEMBERS) } }),
  (random) => ({ duedate: random.chance(0.3) ? null : aDay(random) }),
  (random) => ({ [FIELD.startDate]: random.chance(0.3) ? null : aDay(random) }),
  (random) => ({ [FIELD.storyPoints]: random.chance(0.3) ? null : random.int(0, 13) }),
  (random) => ({ [FIELD.sprint]: random.chance(0.3) ? null : random.pick(SPRINTS).id }),
  (random) => ({ components: COMPONENTS.filter(() => random.chance(0.4)).map((name) => ({ name })) }),
  (random) => ({ [FIELD.team]: random.chance(0.3) ? null : random.pick(TEAMS).id }),
  (random) => ({ timetracking: { originalEstimate: random.chance(0.3) ? null : `${random.int(1, 9)}h` } }),
  (random) => ({ issuetype: { id: random.pick([ISSUE_TYPES.epic, ISSUE_TYPES.story, ISSUE_TYPES.task]).id } }),
  (random) => ({ resolution: { id: random.pick(Object.values(RESOLUTIONS)).id } }),
  (random) => ({ [MAPPED.baselineFinish]: random.chance(0.3) ? null : aDay(random) }),
  (random) => ({ [MAPPED.actualCost]: random.chance(0.3) ? null : random.int(0, 10_000) / 100 }),
];

const LINKS = Object.values(LINK_TYPES);

/** Somebody who does to a site, by chance, all that can be done to it; knows what is there from having done it. */
export class Editor {
  private readonly issues = new Map<string, string>();
  private readonly links = new Set<string>();
  private readonly projects = new Map<string, KnownProject>();
  private named = 0;

  constructor(
    private readonly site: Site,
    data: SiteData,
    private readonly random: Random,
  ) {
    for (const { id, key, versions } of data.projects) {
      this.projects.set(id, { key, versions: versions.map((version) => version.id), state: 'live' });
    }
    for (const { id, projectId } of data.issues) this.issues.set(id, projectId);
    for (const { id } of data.links) this.links.add(id);
    site.onEvent(({ eventType, payload }) => {
      if (eventType === 'avi:jira:created:issuelink') this.links.add(String(payload.id));
    });
  }

  /** Ids of all projects there ever were. */
  projectIds(): readonly number[] {
    return [...this.projects.keys()].map(Number);
  }

  /** One edit; what it was, or `null` when the site refused it or there was nothing to edit. */
  async edit(): Promise<string | null> {
    const [weights, edits] = [EDITS.map(([weight]) => weight), EDITS.map(([, name]) => name)];
    let left = this.random.int(
      1,
      weights.reduce((sum, weight) => sum + weight, 0),
    );
    const place = weights.findIndex((weight) => (left -= weight) <= 0);
    return this[edits[place]]();
  }

  async changeField(): Promise<string | null> {
    const issue = this.anIssue();
    if (issue === null) return null;
    const fields = this.random.pick(FIELDS)(this.random);
    return this.said(`set ${JSON.stringify(fields)} of ${issue}`, 'PUT', `issue/${issue}`, { fields });
  }

  async changeVersionsOfIssue(): Promise<string | null> {
    const issue = this.anIssue();
    const versions = this.projects.get(this.issues.get(issue ?? '') ?? '')?.versions ?? [];
    if (issue === null || versions.length === 0) return null;
    const fields = { fixVersions: this.random.chance(0.3) ? [] : [{ id: this.random.pick(versions) }] };
    return this.said(`set ${JSON.stringify(fields)} of ${issue}`, 'PUT', `issue/${issue}`, { fields });
  }

  async changeParent(): Promise<string | null> {
    const [issue, parent] = [this.anIssue(), this.anIssue()];
    if (issue === null || parent === null) return null;
    const fields = { parent: this.random.chance(0.3) ? null : { id: parent } };
    return this.said(`set ${JSON.stringify(fields)} of ${issue}`, 'PUT', `issue/${issue}`, { fields });
  }

  async transition(): Promise<string | null> {
    const issue = this.anIssue();
    if (issue === null) return null;
    const transition = { id: this.random.pick(Object.values(STATUSES)).id };
    return this.said(`status of ${issue}: ${transition.id}`, 'POST', `issue/${issue}/transitions`, { transition });
  }

  async createIssue(): Promise<string | null> {
    const project = this.aProject('live');
    if (project === null) return null;
    const type = this.random.pick([ISSUE_TYPES.epic, ISSUE_TYPES.task, ISSUE_TYPES.bug]);
    const fields = { project: { id: project }, issuetype: { id: type.id }, summary: 'New', duedate: aDay(this.random) };
    const created = await this.site.edit('POST', 'issue', { fields });
    if (created === null) return null;
    this.issues.set(String(created.id), project);
    return `issue ${String(created.id)} created in ${project}`;
  }

  async deleteIssue(): Promise<string | null> {
    const issue = this.anIssue();
    if (issue === null) return null;
    const said = await this.said(`issue ${issue} deleted`, 'DELETE', `issue/${issue}?deleteSubtasks=true`);
    if (said !== null) this.issues.delete(issue);
    return said;
  }

  async createLink(): Promise<string | null> {
    const [source, destination] = [this.anIssue(), this.anIssue()];
    if (source === null || destination === null) return null;
    const type = this.random.pick(LINKS);
    const body = { type: { id: type.id }, inwardIssue: { id: source }, outwardIssue: { id: destination } };
    return this.said(`link ${source} ${type.outward} ${destination}`, 'POST', 'issueLink', body);
  }

  async deleteLink(): Promise<string | null> {
    const link = pickOf(this.random, [...this.links]);
    if (link === null) return null;
    this.links.delete(link);
    return this.said(`link ${link} deleted`, 'DELETE', `issueLink/${link}`);
  }

  async moveIssue(): Promise<string | null> {
    const [issue, project] = [this.anIssue(), this.aProject('live')];
    if (issue === null || project === null || this.issues.get(issue) === project) return null;
    const type = this.random.pick([ISSUE_TYPES.task, ISSUE_TYPES.epic]);
    const how = {
      inferClassificationDefaults: true,
      inferFieldDefaults: true,
      inferStatusDefaults: true,
      inferSubtaskTypeDefault: true,
      issueIdsOrKeys: [issue],
    };
    const body = { sendBulkNotification: false, targetToSourcesMapping: { [`${project},${type.id}`]: how } };
    const said = await this.said(`issue ${issue} moved to ${project}`, 'POST', 'bulk/issues/move', body);
    if (said !== null) this.issues.set(issue, project);
    return said;
  }

  async changeVersion(): Promise<string | null> {
    const project = this.aProject('live');
    const version = pickOf(this.random, this.projects.get(project ?? '')?.versions ?? []);
    if (version === null) return null;
    const body = this.random.pick([{ releaseDate: aDay(this.random) }, { releaseDate: '' }, { released: true }]);
    return this.said(`version ${version}: ${JSON.stringify(body)}`, 'PUT', `version/${version}`, body);
  }

  async createVersion(): Promise<string | null> {
    const project = this.aProject('live');
    if (project === null) return null;
    const body = { projectId: Number(project), name: `w${++this.named}`, releaseDate: aDay(this.random) };
    const created = await this.site.edit('POST', 'version', body);
    if (created === null) return null;
    this.projects.get(project)?.versions.push(String(created.id));
    return `version ${String(created.id)} created in ${project}`;
  }

  async deleteVersion(): Promise<string | null> {
    const known = this.projects.get(this.aProject('live') ?? '');
    const version = pickOf(this.random, known?.versions ?? []);
    if (known === undefined || version === null) return null;
    known.versions = known.versions.filter((id) => id !== version);
    return this.said(`version ${version} deleted`, 'POST', `version/${version}/removeAndSwap`, {});
  }

  async renameProject(): Promise<string | null> {
    const project = this.aProject('live');
    if (project === null) return null;
    const number = ++this.named;
    const body = this.random.pick([
      { name: `Name ${number}` },
      { key: `K${String.fromCharCode(65 + (number % 26))}${number}` },
      { leadAccountId: this.random.pick([ADMIN, ...MEMBERS]) },
    ]);
    return this.said(`project ${project}: ${JSON.stringify(body)}`, 'PUT', `project/${project}`, body);
  }

  async createProject(): Promise<string | null> {
    const key = `N${String.fromCharCode(65 + (++this.named % 26))}${this.named}`;
    const body = { key, name: `New ${key}`, leadAccountId: ADMIN, projectTypeKey: 'software' };
    const created = await this.site.edit('POST', 'project', body);
    if (created === null) return null;
    this.projects.set(String(created.id), { key, versions: [], state: 'live' });
    return `project ${String(created.id)} created`;
  }

  archiveProject(): Promise<string | null> {
    return this.putAway('archived', 'POST', (project) => `project/${project}/archive`);
  }

  trashProject(): Promise<string | null> {
    return this.putAway('trashed', 'DELETE', (project) => `project/${project}?enableUndo=true`);
  }

  deleteProject(): Promise<string | null> {
    return this.putAway('deleted', 'DELETE', (project) => `project/${project}?enableUndo=false`);
  }

  async restoreProject(): Promise<string | null> {
    const project = this.aProject('archived') ?? this.aProject('trashed');
    const known = this.projects.get(project ?? '');
    if (project === null || known === undefined) return null;
    const said = await this.said(`project ${project} restored`, 'POST', `project/${project}/restore`);
    if (said !== null) known.state = 'live';
    return said;
  }

  /** A site without any project left would tell little. */
  private async putAway(
    state: 'archived' | 'trashed' | 'deleted',
    method: 'POST' | 'DELETE',
    path: (project: string) => string,
  ): Promise<string | null> {
    const live = [...this.projects].filter(([, known]) => known.state === 'live');
    if (live.length < 2) return null;
    const [project, known] = this.random.pick(live);
    const said = await this.said(`project ${project} ${state}`, method, path(project));
    if (said === null) return null;
    known.state = state;
    if (state === 'deleted') {
      for (const [issue, owner] of this.issues) if (owner === project) this.issues.delete(issue);
    }
    return said;
  }

  private async said(
    what: string,
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<string | null> {
    return (await this.site.edit(method, path, body)) === null ? null : what;
  }

  private anIssue(): string | null {
    return pickOf(this.random, [...this.issues.keys()]);
  }

  private aProject(state: KnownProject['state']): string | null {
    return pickOf(
      this.random,
      [...this.projects].filter(([, known]) => known.state === state).map(([id]) => id),
    );
  }
}

/** How often each comes, relative to the others. */
const EDITS = [
  [22, 'changeField'],
  [12, 'transition'],
  [10, 'createLink'],
  [8, 'deleteLink'],
  [5, 'createIssue'],
  [5, 'deleteIssue'],
  [6, 'moveIssue'],
  [3, 'changeParent'],
  [3, 'changeVersionsOfIssue'],
  [4, 'changeVersion'],
  [1, 'createVersion'],
  [1, 'deleteVersion'],
  [3, 'renameProject'],
  [1, 'createProject'],
  [1, 'archiveProject'],
  [1, 'trashProject'],
  [1, 'deleteProject'],
  [3, 'restoreProject'],
] as const satisfies readonly (readonly [number, keyof Editor])[];

function pickOf<T>(random: Random, from: readonly T[]): T | null {
  return from.length === 0 ? null : random.pick(from);
}
