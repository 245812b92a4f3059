import type { Json, SiteIssueType, SiteLinkType, SiteProject, SiteStatus, SiteUser, SiteVersion } from '../site-data';
import { text, type SiteState } from '../state';

type JsonObject = { readonly [key: string]: Json };

const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

/** The account that the installed app acts as. */
export const APP_ACCOUNT: SiteUser = {
  accountId: '557058:f58131cb-b67d-43c7-b30d-6b58d40bd077',
  displayName: 'Installed app',
  active: true,
};

/**
 * The site's small things as REST v3 shows them: users, statuses, types, priorities, resolutions, versions, link
 * types. Each is made once and then shared by all replies, which is most of what a page of issues consists of.
 */
export class Catalogue {
  private readonly users = new WeakMap<SiteUser, JsonObject>();
  private readonly statuses: Shelf<SiteStatus>;
  private readonly issueTypes: Shelf<SiteIssueType>;
  private readonly priorities: Shelf<{ readonly id: string; readonly name: string }>;
  private readonly resolutions: Shelf<{ readonly id: string; readonly name: string }>;
  private readonly linkTypes = new Map<string, JsonObject>();
  private readonly versions = new WeakMap<SiteVersion, JsonObject>();

  constructor(
    private readonly state: SiteState,
    readonly baseUrl: string,
  ) {
    const { data } = state;
    this.statuses = new Shelf(data.statuses, (status) => this.status(status));
    this.issueTypes = new Shelf(data.issueTypes, (type) => this.issueType(type));
    this.priorities = new Shelf(data.priorities, (priority) => ({
      self: this.url('priority', priority.id),
      iconUrl: `${baseUrl}/images/icons/priorities/${priority.name.toLowerCase()}.svg`,
      name: priority.name,
      id: priority.id,
    }));
    this.resolutions = new Shelf(data.resolutions, (resolution) => ({
      self: this.url('resolution', resolution.id),
      id: resolution.id,
      description: '',
      name: resolution.name,
    }));
    for (const type of data.linkTypes) this.linkTypes.set(type.id, this.linkType(type));
  }

  /** `https://site/rest/api/3/<resource>/<id>`. */
  url(resource: string, id: string): string {
    return `${this.baseUrl}/rest/api/3/${resource}/${encodeURIComponent(id)}`;
  }

  /** A user value of an issue, told from its account id; as stored where the site does not know the account. */
  userValue(stored: Json): Json {
    const accountId = text(stored, 'accountId');
    if (accountId === undefined) return stored;
    return this.userById(accountId) ?? stored;
  }

  userById(accountId: string): JsonObject | undefined {
    const user = this.state.users.get(accountId);
    if (user !== undefined) return madeOnce(this.users, user, () => this.user(user));
    return accountId === APP_ACCOUNT.accountId ? { ...this.user(APP_ACCOUNT), accountType: 'app' } : undefined;
  }

  statusValue(stored: Json): Json {
    return this.statuses.find(stored) ?? stored;
  }

  issueTypeValue(stored: Json): Json {
    return this.issueTypes.find(stored) ?? stored;
  }

  priorityValue(stored: Json): Json {
    return this.priorities.find(stored) ?? stored;
  }

  resolutionValue(stored: Json): Json {
    return this.resolutions.find(stored) ?? stored;
  }

  /** A value of a field that the site keeps a list for (status, priority …), complete; as stored for any other field. */
  complete(fieldId: string, stored: Json): Json {
    switch (fieldId) {
      case 'status':
        return this.statusValue(stored);
      case 'issuetype':
        return this.issueTypeValue(stored);
      case 'priority':
        return this.priorityValue(stored);
      case 'resolution':
        return this.resolutionValue(stored);
      case 'assignee':
      case 'reporter':
      case 'creator':
        return this.userValue(stored);
      case 'fixVersions':
      case 'versions':
        return this.versionsValue(stored);
      default:
        return stored;
    }
  }

  versionsValue(stored: Json): Json {
    if (!Array.isArray(stored)) return stored;
    return (stored as readonly Json[]).map((value) => {
      const version = this.state.version(text(value, 'id') ?? '');
      return version === undefined ? value : madeOnce(this.versions, version, () => this.version(version, null));
    });
  }

  allStatuses(): readonly JsonObject[] {
    return this.statuses.all();
  }

  allIssueTypes(): readonly JsonObject[] {
    return this.issueTypes.all();
  }

  allLinkTypes(): readonly JsonObject[] {
    return [...this.linkTypes.values()];
  }

  statusById(id: string): JsonObject | undefined {
    return this.statuses.byId(id);
  }

  issueTypeById(id: string): JsonObject | undefined {
    return this.issueTypes.byId(id);
  }

  allPriorities(): readonly JsonObject[] {
    return this.priorities.all();
  }

  allResolutions(): readonly JsonObject[] {
    return this.resolutions.all();
  }

  linkTypeById(id: string): JsonObject | undefined {
    return this.linkTypes.get(id);
  }

  /** The category of a status value as it is served: `new`, `indeterminate` or `done`, with id, colour and name. */
  statusCategory(category: NonNullable<SiteStatus['category']>): JsonObject {
    const { id, key, colorName, name } = CATEGORIES[category];
    return { self: this.url('statuscategory', String(id)), id, key, colorName, name };
  }

  versionOf(version: SiteVersion, project: SiteProject): JsonObject {
    return this.version(version, project);
  }

  avatarUrls(kind: 'project' | 'user', number: string): JsonObject {
    const path = `${this.baseUrl}/rest/api/3/universal_avatar/view/type/${kind}/avatar/${number}`;
    return {
      '48x48': path,
      '24x24': `${path}?size=small`,
      '16x16': `${path}?size=xsmall`,
      '32x32': `${path}?size=medium`,
    };
  }

  private user(user: SiteUser): JsonObject {
    return {
      self: `${this.baseUrl}/rest/api/3/user?accountId=${encodeURIComponent(user.accountId)}`,
      accountId: user.accountId,
      ...(user.emailAddress === undefined ? {} : { emailAddress: user.emailAddress }),
      avatarUrls: this.avatarUrls('user', String(10_334 + (user.accountId.length % 8))),
      displayName: user.displayName,
      active: user.active,
      timeZone: user.timeZone ?? this.state.data.timeZone,
      accountType: 'atlassian',
    };
  }

  private status(status: SiteStatus): JsonObject {
    return {
      self: this.url('status', status.id),
      description: '',
      iconUrl: `${this.baseUrl}/images/icons/statuses/generic.png`,
      name: status.name,
      id: status.id,
      ...(status.category === undefined ? {} : { statusCategory: this.statusCategory(status.category) }),
    };
  }

  private issueType(type: SiteIssueType): JsonObject {
    return {
      self: this.url('issuetype', type.id),
      id: type.id,
      description: '',
      iconUrl: `${this.baseUrl}/rest/api/2/universal_avatar/view/type/issuetype/avatar/${type.subtask ? 10_316 : 10_318}?size=medium`,
      name: type.name,
      subtask: type.subtask,
      avatarId: type.subtask ? 10_316 : 10_318,
      ...(type.hierarchyLevel === undefined ? {} : { hierarchyLevel: type.hierarchyLevel }),
    };
  }

  private linkType(type: SiteLinkType): JsonObject {
    return {
      id: type.id,
      name: type.name,
      ...(type.inward === undefined ? {} : { inward: type.inward }),
      ...(type.outward === undefined ? {} : { outward: type.outward }),
      self: this.url('issueLinkType', type.id),
    };
  }

  private version(version: SiteVersion, project: SiteProject | null): JsonObject {
    return {
      self: this.url('version', version.id),
      id: version.id,
      ...(version.description === undefined ? {} : { description: version.description }),
      name: version.name,
      archived: version.archived,
      released: version.released,
      ...(version.startDate === undefined ? {} : { startDate: version.startDate }),
      ...(version.releaseDate === undefined ? {} : { releaseDate: version.releaseDate }),
      ...(project === null ? {} : { projectId: Number(project.id) }),
    };
  }
}

/** A changed thing is another object, so what was made of the old one is never shown for the new. */
function madeOnce<T extends object>(shelf: WeakMap<T, JsonObject>, thing: T, make: () => JsonObject): JsonObject {
  const known = shelf.get(thing);
  if (known !== undefined) return known;
  const made = make();
  shelf.set(thing, made);
  return made;
}

/** Things with id and name, made once, found by the id or else the name of a stored value. */
class Shelf<T extends { readonly id: string; readonly name: string }> {
  private readonly ids = new Map<string, JsonObject>();
  private readonly names = new Map<string, JsonObject>();

  constructor(things: readonly T[], show: (thing: T) => JsonObject) {
    for (const thing of things) {
      const shown = show(thing);
      this.ids.set(thing.id, shown);
      if (!this.names.has(thing.name)) this.names.set(thing.name, shown);
    }
  }

  all(): readonly JsonObject[] {
    return [...this.ids.values()];
  }

  byId(id: string): JsonObject | undefined {
    return this.ids.get(id);
  }

  find(stored: Json): JsonObject | undefined {
    const id = text(stored, 'id');
    return id === undefined ? this.names.get(text(stored, 'name') ?? '') : this.ids.get(id);
  }
}
