import type { BulkTask } from './bulk-task';
import { IdCounter } from './id-counter';
import type {
  ChangeHistory,
  Json,
  OutsideIssue,
  SiteData,
  SiteIssue,
  SiteLink,
  SiteProject,
  SiteUser,
  SiteVersion,
} from './site-data';

const NOTHING: readonly never[] = [];

/**
 * The site's data with its indexes, and the few operations that change it. Issues are never changed in place: an edit
 * puts a new object in the old one's stead, so whoever holds one holds what was true when it was read.
 */
export class SiteState {
  /** Goes up with every change: what was computed from an older state can be told. */
  revision = 0;
  readonly projects = new Map<string, SiteProject>();
  readonly users = new Map<string, SiteUser>();
  readonly ids = {
    issue: new IdCounter(),
    link: new IdCounter(),
    history: new IdCounter(),
    project: new IdCounter(),
    version: new IdCounter(),
    task: new IdCounter(),
  };
  /** Bulk operations that were done, by the id of their task. */
  readonly bulkTasks = new Map<string, BulkTask>();
  readonly customFieldIds: ReadonlySet<string>;
  /** Names of project roles in a stable order: roles belong to the site, their members to the project. */
  readonly roleNames: readonly string[];
  /** Group name → accounts. */
  private readonly groupMembers = new Map<string, ReadonlySet<string>>();
  /** Keys that a project had before are in here, too: they still lead to it. */
  private readonly projectIdByKey = new Map<string, string>();
  private readonly versions = new Map<string, { readonly version: SiteVersion; readonly projectId: string }>();
  private readonly issues = new Map<string, SiteIssue>();
  /** Keys that an issue had before are in here, too. */
  private readonly issueIdByKey = new Map<string, string>();
  private readonly formerKeys = new Map<string, string[]>();
  private readonly issuesByProject = new Map<string, Map<string, SiteIssue>>();
  private readonly childIds = new Map<string, Set<string>>();
  private readonly linksById = new Map<string, SiteLink>();
  private readonly linkIdsByIssue = new Map<string, Set<string>>();
  private readonly outside = new Map<string, OutsideIssue>();
  private readonly lastNumbers = new Map<string, number>();

  constructor(readonly data: SiteData) {
    this.customFieldIds = new Set(data.customFields.map((field) => field.id));
    this.roleNames = [...new Set(data.projects.flatMap((project) => Object.keys(project.roles)))].sort();
    for (const user of data.users) this.users.set(user.accountId, user);
    for (const group of data.groups) this.groupMembers.set(group.name, new Set(group.members));
    for (const project of data.projects) this.indexProject(project);
    for (const issue of data.outsideIssues) this.outside.set(issue.id, issue);
    for (const issue of data.issues) this.index(issue);
    for (const issue of data.issues) this.indexParent(issue);
    for (const issue of data.issues) this.indexFormerKeys(issue);
    for (const link of data.links) this.indexLink(link);
  }

  isMember(groupName: string, accountId: string): boolean {
    return this.groupMembers.get(groupName)?.has(accountId) ?? false;
  }

  /** By id or by key in any case. */
  project(idOrKey: string): SiteProject | undefined {
    const byId = this.projects.get(idOrKey);
    if (byId !== undefined) return byId;
    const id = this.projectIdByKey.get(idOrKey.toUpperCase());
    return id === undefined ? undefined : this.projects.get(id);
  }

  /** A version of whichever project. */
  version(id: string): SiteVersion | undefined {
    return this.versions.get(id)?.version;
  }

  projectOfVersion(id: string): SiteProject | undefined {
    return this.projects.get(this.versions.get(id)?.projectId ?? '');
  }

  allIssues(): Iterable<SiteIssue> {
    return this.issues.values();
  }

  issuesOfProject(projectId: string): Iterable<SiteIssue> {
    return this.issuesByProject.get(projectId)?.values() ?? NOTHING;
  }

  issueCount(projectId: string): number {
    return this.issuesByProject.get(projectId)?.size ?? 0;
  }

  issueById(id: string): SiteIssue | undefined {
    return this.issues.get(id);
  }

  /** By its key in any case, or by a key that it had before it was moved. */
  issueByKey(key: string): SiteIssue | undefined {
    const id = this.issueIdByKey.get(key.toUpperCase());
    return id === undefined ? undefined : this.issues.get(id);
  }

  issue(idOrKey: string): SiteIssue | undefined {
    return this.issues.get(idOrKey) ?? this.issueByKey(idOrKey);
  }

  outsideIssue(id: string): OutsideIssue | undefined {
    return this.outside.get(id);
  }

  children(issueId: string): readonly SiteIssue[] {
    const ids = this.childIds.get(issueId);
    if (ids === undefined) return NOTHING;
    return [...ids].flatMap((id) => this.issues.get(id) ?? NOTHING);
  }

  links(issueId: string): readonly SiteLink[] {
    const ids = this.linkIdsByIssue.get(issueId);
    if (ids === undefined) return NOTHING;
    return [...ids].flatMap((id) => this.linksById.get(id) ?? NOTHING);
  }

  link(id: string): SiteLink | undefined {
    return this.linksById.get(id);
  }

  /** The issue's parent where the site holds it. */
  parent(issue: SiteIssue): SiteIssue | undefined {
    const id = this.parentId(issue);
    return id === undefined ? undefined : this.issues.get(id);
  }

  putIssue(issue: SiteIssue): void {
    const before = this.issues.get(issue.id);
    if (before !== undefined) {
      this.forgetParent(before);
      if (before.projectId !== issue.projectId) this.issuesByProject.get(before.projectId)?.delete(issue.id);
      if (before.key !== issue.key) this.addFormerKey(issue.id, before.key.toUpperCase());
    }
    this.index(issue);
    this.indexParent(issue);
    this.revision += 1;
  }

  /** Takes the issue and its links away. */
  removeIssue(issue: SiteIssue): void {
    for (const link of this.links(issue.id)) this.removeLink(link);
    this.forgetParent(issue);
    this.issues.delete(issue.id);
    this.issuesByProject.get(issue.projectId)?.delete(issue.id);
    for (const key of [issue.key.toUpperCase(), ...(this.formerKeys.get(issue.id) ?? NOTHING)]) {
      if (this.issueIdByKey.get(key) === issue.id) this.issueIdByKey.delete(key);
    }
    this.formerKeys.delete(issue.id);
    this.revision += 1;
  }

  putUser(user: SiteUser): void {
    this.users.set(user.accountId, user);
    this.revision += 1;
  }

  /** Puts a new or changed project into the site. Where its key is another one, the keys of its issues follow. */
  putProject(project: SiteProject): void {
    const before = this.projects.get(project.id);
    for (const version of before?.versions ?? NOTHING) this.versions.delete(version.id);
    this.indexProject(project);
    if (before !== undefined && before.key !== project.key) {
      for (const issue of [...this.issuesOfProject(project.id)]) {
        this.putIssue({ ...issue, key: `${project.key}${issue.key.slice(issue.key.lastIndexOf('-'))}` });
      }
    }
    this.revision += 1;
  }

  /** Takes the project away for good, with its issues and their links. */
  removeProject(project: SiteProject): void {
    for (const issue of [...this.issuesOfProject(project.id)]) this.removeIssue(issue);
    for (const version of project.versions) this.versions.delete(version.id);
    for (const [key, id] of this.projectIdByKey) if (id === project.id) this.projectIdByKey.delete(key);
    this.issuesByProject.delete(project.id);
    this.projects.delete(project.id);
    this.revision += 1;
  }

  addLink(link: SiteLink): void {
    this.indexLink(link);
    this.revision += 1;
  }

  removeLink(link: SiteLink): void {
    this.linksById.delete(link.id);
    this.linkIdsByIssue.get(link.sourceId)?.delete(link.id);
    this.linkIdsByIssue.get(link.destinationId)?.delete(link.id);
    this.revision += 1;
  }

  newIssueKey(project: SiteProject): string {
    const number = (this.lastNumbers.get(project.id) ?? 0) + 1;
    this.lastNumbers.set(project.id, number);
    return `${project.key}-${number}`;
  }

  private indexProject(project: SiteProject): void {
    this.projects.set(project.id, project);
    this.projectIdByKey.set(project.key.toUpperCase(), project.id);
    if (!this.issuesByProject.has(project.id)) this.issuesByProject.set(project.id, new Map());
    this.ids.project.seen(project.id);
    for (const version of project.versions) {
      this.versions.set(version.id, { version, projectId: project.id });
      this.ids.version.seen(version.id);
    }
  }

  private index(issue: SiteIssue): void {
    this.issues.set(issue.id, issue);
    this.issueIdByKey.set(issue.key.toUpperCase(), issue.id);
    let ofProject = this.issuesByProject.get(issue.projectId);
    if (ofProject === undefined) this.issuesByProject.set(issue.projectId, (ofProject = new Map<string, SiteIssue>()));
    ofProject.set(issue.id, issue);
    this.ids.issue.seen(issue.id);
    const number = Number(issue.key.slice(issue.key.lastIndexOf('-') + 1)) || 0;
    this.lastNumbers.set(issue.projectId, Math.max(this.lastNumbers.get(issue.projectId) ?? 0, number));
    for (const history of issue.changelog ?? NOTHING) this.ids.history.seen(history.id);
  }

  private indexFormerKeys(issue: SiteIssue): void {
    for (const key of formerKeys(issue.changelog ?? NOTHING)) {
      // A key in use belongs to the issue that has it now.
      if (this.issueIdByKey.has(key)) continue;
      this.issueIdByKey.set(key, issue.id);
      this.addFormerKey(issue.id, key);
    }
  }

  private addFormerKey(issueId: string, key: string): void {
    const keys = this.formerKeys.get(issueId);
    if (keys === undefined) this.formerKeys.set(issueId, [key]);
    else keys.push(key);
  }

  private indexLink(link: SiteLink): void {
    this.linksById.set(link.id, link);
    this.ids.link.seen(link.id);
    for (const issueId of [link.sourceId, link.destinationId]) {
      const ids = this.linkIdsByIssue.get(issueId);
      if (ids === undefined) this.linkIdsByIssue.set(issueId, new Set([link.id]));
      else ids.add(link.id);
    }
  }

  private indexParent(issue: SiteIssue): void {
    const parentId = this.parentId(issue);
    if (parentId === undefined) return;
    const ids = this.childIds.get(parentId);
    if (ids === undefined) this.childIds.set(parentId, new Set([issue.id]));
    else ids.add(issue.id);
  }

  private forgetParent(issue: SiteIssue): void {
    const parentId = this.parentId(issue);
    if (parentId !== undefined) this.childIds.get(parentId)?.delete(issue.id);
  }

  private parentId(issue: SiteIssue): string | undefined {
    const parent = issue.fields.parent;
    const id = member(parent, 'id');
    if (typeof id === 'string') return id;
    const key = member(parent, 'key');
    return typeof key === 'string' ? this.issueIdByKey.get(key.toUpperCase()) : undefined;
  }
}

/** A property of a JSON object; `undefined` of anything else. */
export function member(value: Json | undefined, name: string): Json | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return (value as { readonly [key: string]: Json })[name];
}

/** The string property `name` of a JSON object, if it has one. */
export function text(value: Json | undefined, name: string): string | undefined {
  const found = member(value, name);
  return typeof found === 'string' ? found : undefined;
}

function formerKeys(histories: readonly ChangeHistory[]): readonly string[] {
  return histories.flatMap((history) =>
    history.items.flatMap((item) =>
      item.field === 'Key' && item.fromString !== null ? [item.fromString.toUpperCase()] : [],
    ),
  );
}
