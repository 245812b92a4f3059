import type {
  ChangeHistory,
  Json,
  OutsideIssue,
  SiteData,
  SiteIssue,
  SiteLink,
  SiteProject,
  SiteUser,
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
  readonly customFieldIds: ReadonlySet<string>;
  /** Names of project roles in a stable order: roles belong to the site, their members to the project. */
  readonly roleNames: readonly string[];
  /** Group name → accounts. */
  private readonly groupMembers = new Map<string, ReadonlySet<string>>();
  private readonly projectIdByKey = new Map<string, string>();
  private readonly issues = new Map<string, SiteIssue>();
  private readonly issueIdByKey = new Map<string, string>();
  private readonly issuesByProject = new Map<string, Map<string, SiteIssue>>();
  private readonly childIds = new Map<string, Set<string>>();
  private readonly linksById = new Map<string, SiteLink>();
  private readonly linkIdsByIssue = new Map<string, Set<string>>();
  private readonly outside = new Map<string, OutsideIssue>();
  private lastIssueId = 10_000;
  private lastLinkId = 10_000;
  private lastHistoryId = 10_000;
  private readonly lastNumbers = new Map<string, number>();

  constructor(readonly data: SiteData) {
    this.customFieldIds = new Set(data.customFields.map((field) => field.id));
    this.roleNames = [...new Set(data.projects.flatMap((project) => Object.keys(project.roles)))].sort();
    for (const user of data.users) this.users.set(user.accountId, user);
    for (const group of data.groups) this.groupMembers.set(group.name, new Set(group.members));
    for (const project of data.projects) {
      this.projects.set(project.id, project);
      this.projectIdByKey.set(project.key.toUpperCase(), project.id);
      this.issuesByProject.set(project.id, new Map());
    }
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
    if (before !== undefined) this.forgetParent(before);
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
    for (const [key, id] of this.issueIdByKey) if (id === issue.id) this.issueIdByKey.delete(key);
    this.revision += 1;
  }

  putProject(project: SiteProject): void {
    this.projects.set(project.id, project);
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

  newIssueId(): string {
    this.lastIssueId += 1;
    return String(this.lastIssueId);
  }

  newIssueKey(project: SiteProject): string {
    const number = (this.lastNumbers.get(project.id) ?? 0) + 1;
    this.lastNumbers.set(project.id, number);
    return `${project.key}-${number}`;
  }

  newLinkId(): string {
    this.lastLinkId += 1;
    return String(this.lastLinkId);
  }

  newHistoryId(): string {
    this.lastHistoryId += 1;
    return String(this.lastHistoryId);
  }

  private index(issue: SiteIssue): void {
    this.issues.set(issue.id, issue);
    this.issueIdByKey.set(issue.key.toUpperCase(), issue.id);
    let ofProject = this.issuesByProject.get(issue.projectId);
    if (ofProject === undefined) this.issuesByProject.set(issue.projectId, (ofProject = new Map<string, SiteIssue>()));
    ofProject.set(issue.id, issue);
    this.lastIssueId = Math.max(this.lastIssueId, Number(issue.id) || 0);
    const number = Number(issue.key.slice(issue.key.lastIndexOf('-') + 1)) || 0;
    this.lastNumbers.set(issue.projectId, Math.max(this.lastNumbers.get(issue.projectId) ?? 0, number));
    for (const history of issue.changelog ?? NOTHING) {
      this.lastHistoryId = Math.max(this.lastHistoryId, Number(history.id) || 0);
    }
  }

  private indexFormerKeys(issue: SiteIssue): void {
    for (const key of formerKeys(issue.changelog ?? NOTHING)) {
      // A key in use belongs to the issue that has it now.
      if (!this.issueIdByKey.has(key)) this.issueIdByKey.set(key, issue.id);
    }
  }

  private indexLink(link: SiteLink): void {
    this.linksById.set(link.id, link);
    this.lastLinkId = Math.max(this.lastLinkId, Number(link.id) || 0);
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
