/** Of Jira's REST replies, what the shell shows. */
export interface ProjectSummary {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly projectTypeKey?: string;
  readonly lead?: { readonly displayName: string };
  readonly projectCategory?: { readonly name: string };
  readonly archived?: boolean;
  readonly deleted?: boolean;
  readonly versions?: readonly VersionSummary[];
}

export interface VersionSummary {
  readonly id: string;
  readonly name: string;
  readonly released?: boolean;
  readonly archived?: boolean;
  readonly releaseDate?: string;
}

export interface UserSummary {
  readonly accountId: string;
  readonly displayName: string;
}

export interface StatusSummary {
  readonly name: string;
  readonly statusCategory?: { readonly key: string };
}

export interface LinkType {
  readonly id: string;
  readonly name: string;
  readonly inward: string;
  readonly outward: string;
}

export interface LinkedIssue {
  readonly id: string;
  readonly key: string;
  readonly fields?: { readonly summary?: string; readonly status?: StatusSummary };
}

export interface IssueLink {
  readonly id: string;
  readonly type: LinkType;
  readonly inwardIssue?: LinkedIssue;
  readonly outwardIssue?: LinkedIssue;
}

export interface Issue {
  readonly id: string;
  readonly key: string;
  readonly fields: {
    readonly summary?: string;
    readonly status?: StatusSummary;
    readonly issuetype?: { readonly name: string };
    readonly priority?: { readonly name: string } | null;
    readonly resolution?: { readonly name: string } | null;
    readonly assignee?: UserSummary | null;
    readonly reporter?: UserSummary | null;
    readonly duedate?: string | null;
    readonly updated?: string;
    readonly created?: string;
    readonly timetracking?: { readonly originalEstimate?: string } | null;
    readonly project?: ProjectSummary;
    readonly parent?: LinkedIssue;
    readonly subtasks?: readonly LinkedIssue[];
    readonly issuelinks?: readonly IssueLink[];
    readonly customfield_10015?: string | null;
  };
}

export interface Transition {
  readonly id: string;
  readonly name: string;
  readonly to: StatusSummary;
}

export interface SearchPage {
  readonly issues: readonly Issue[];
  readonly nextPageToken?: string;
  readonly isLast?: boolean;
}
