/**
 * A Jira site as data: what the demo generator makes, what an imported export becomes, and what the simulated
 * Jira serves. Close to the shapes of the REST API, so that little is translated and nothing is lost.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface SiteUser {
  readonly accountId: string;
  readonly displayName: string;
  readonly active: boolean;
  readonly emailAddress?: string;
  readonly timeZone?: string;
  /** The account was closed for good: only its id is left. */
  readonly closed?: boolean;
  /** When the account was last changed or closed here, ISO. */
  readonly changedAt?: string;
}

export interface SiteGroup {
  readonly groupId: string;
  readonly name: string;
  readonly members: readonly string[];
}

/** Who holds a permission in a project. `'anyone'`: every signed-in user and the app. The app always browses. */
export interface Grant {
  readonly anyone?: boolean;
  readonly users?: readonly string[];
  /** Group names. */
  readonly groups?: readonly string[];
  /** Names of project roles. */
  readonly roles?: readonly string[];
}

export interface SiteVersion {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly archived: boolean;
  readonly released: boolean;
  readonly startDate?: string;
  readonly releaseDate?: string;
}

export interface SiteProject {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description?: string;
  /** `undefined`: the export does not say; `null`: the project has none. */
  readonly leadAccountId?: string | null;
  readonly category?: { readonly id: string; readonly name: string };
  readonly issueTypeIds: readonly string[];
  readonly versions: readonly SiteVersion[];
  /** Role name → members. */
  readonly roles: Readonly<Record<string, { readonly users: readonly string[]; readonly groups: readonly string[] }>>;
  readonly browse: Grant;
  readonly edit: Grant;
  readonly administer: Grant;
  readonly archived?: boolean;
  /** Set while the project is in the trash: since when, and who put it there. */
  readonly trashed?: { readonly at: string; readonly accountId: string };
}

export interface SiteStatus {
  readonly id: string;
  readonly name: string;
  /** Absent only where an export leaves it out. */
  readonly category?: 'new' | 'indeterminate' | 'done';
}

export interface SiteIssueType {
  readonly id: string;
  readonly name: string;
  readonly subtask: boolean;
  /** Absent only where an export leaves it out. */
  readonly hierarchyLevel?: number;
}

export interface SiteLinkType {
  readonly id: string;
  readonly name: string;
  /** Absent where an export has only the name. */
  readonly inward?: string;
  readonly outward?: string;
}

export interface SiteField {
  readonly id: string;
  readonly name: string;
  readonly custom: boolean;
  readonly schema: {
    readonly type: string;
    readonly items?: string;
    readonly system?: string;
    readonly custom?: string;
    readonly customId?: number;
  };
}

export interface ChangeItem {
  readonly field: string;
  readonly fieldId: string;
  readonly fieldtype: 'jira' | 'custom';
  readonly from: string | null;
  readonly fromString: string | null;
  readonly to: string | null;
  readonly toString: string | null;
}

export interface ChangeHistory {
  readonly id: string;
  readonly authorAccountId: string | null;
  /** ISO instant with offset, as Jira writes it: 2026-03-01T09:12:00.000+0000. */
  readonly created: string;
  readonly items: readonly ChangeItem[];
}

export interface SiteIssue {
  /** Digits, unique on the site. */
  readonly id: string;
  readonly key: string;
  readonly projectId: string;
  /**
   * As REST v3 serves them by field id (`summary`, `status`, `assignee`, `duedate`, `customfield_10015` …), complete objects included,
   * except `project` and `issuelinks`, `subtasks`, which the site derives. Absent = empty.
   */
  readonly fields: Readonly<Record<string, Json>>;
  /** Oldest first. Absent: the source had none, and `was`/`changed` in JQL say so. */
  readonly changelog?: readonly ChangeHistory[];
  /** Only these accounts (and the app) may browse it, besides the project's own grant. */
  readonly securityAccountIds?: readonly string[];
}

/** "source ⟨outward⟩ destination": the source's `issuelinks` shows `outwardIssue: destination`. */
export interface SiteLink {
  readonly id: string;
  readonly typeId: string;
  readonly sourceId: string;
  readonly destinationId: string;
}

/** An issue that links name but the source does not hold: served inside links, never by itself. */
export interface OutsideIssue {
  readonly id: string;
  readonly key: string;
  readonly fields: Readonly<Record<string, Json>>;
}

/** Somebody whom the shell offers to act as. */
export interface Persona {
  readonly accountId: string;
  readonly title: string;
  readonly note: string;
}

export interface SiteData {
  readonly title: string;
  /** IANA name; `UTC` for exports. */
  readonly timeZone: string;
  readonly users: readonly SiteUser[];
  readonly groups: readonly SiteGroup[];
  /** Names of groups whose members are Jira administrators. */
  readonly administratorGroups: readonly string[];
  readonly personas: readonly Persona[];
  readonly projects: readonly SiteProject[];
  readonly statuses: readonly SiteStatus[];
  readonly issueTypes: readonly SiteIssueType[];
  readonly priorities: readonly { readonly id: string; readonly name: string }[];
  readonly resolutions: readonly { readonly id: string; readonly name: string }[];
  readonly linkTypes: readonly SiteLinkType[];
  /** System fields are always there; these are the custom ones. */
  readonly customFields: readonly SiteField[];
  readonly issues: readonly SiteIssue[];
  readonly links: readonly SiteLink[];
  readonly outsideIssues: readonly OutsideIssue[];
}

/** A sprint as it is written on each issue that is in it, or was. */
export type SiteSprint = Readonly<Record<string, Json>> & { readonly id: number; readonly boardId?: number };

/** Ids of the custom fields that every site here has, as a Jira Cloud site has them from the start. */
export const FIELD = {
  startDate: 'customfield_10015',
  sprint: 'customfield_10020',
  storyPoints: 'customfield_10016',
  team: 'customfield_10001',
} as const;
