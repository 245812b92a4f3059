import type {
  SiteField,
  SiteGroup,
  SiteIssue,
  SiteIssueType,
  SiteLink,
  SiteLinkType,
  SiteProject,
  SiteStatus,
  SiteUser,
} from '../site-data';

/**
 * What JQL knows of the site, as one viewer meets it: `mayBrowse` and `mayBrowseProject` answer for that viewer.
 * Made per request; the look-ups by id and key and the index by project are what makes narrow queries cheap.
 */
export interface JqlWorld {
  /** Every issue of the site, whoever may browse it. */
  issues(): Iterable<SiteIssue>;
  issuesOfProject(projectId: string): Iterable<SiteIssue>;
  issueById(id: string): SiteIssue | undefined;
  /** By its key in upper case; a key that the issue had before it was moved finds it too. */
  issueByKey(key: string): SiteIssue | undefined;
  /** Links of which the issue is either end. */
  links(issueId: string): readonly SiteLink[];
  /** Issues whose parent is the issue: sub-tasks and members of an epic or a higher container. */
  children(issueId: string): readonly SiteIssue[];
  mayBrowse(issue: SiteIssue): boolean;
  /** A project that the viewer may not browse does not exist for JQL. */
  mayBrowseProject(project: SiteProject): boolean;
  now(): Date;
  readonly projects: readonly SiteProject[];
  readonly users: readonly SiteUser[];
  readonly groups: readonly SiteGroup[];
  readonly statuses: readonly SiteStatus[];
  readonly issueTypes: readonly SiteIssueType[];
  /** In the site's order, most urgent first. */
  readonly priorities: readonly { readonly id: string; readonly name: string }[];
  readonly resolutions: readonly { readonly id: string; readonly name: string }[];
  readonly linkTypes: readonly SiteLinkType[];
  readonly customFields: readonly SiteField[];
}

/** Who asks. */
export interface JqlViewer {
  /** `null`: the app itself, or nobody. */
  readonly accountId: string | null;
  /** IANA name: dates in a query and day boundaries are meant in it. */
  readonly timeZone: string;
}
