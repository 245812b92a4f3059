import type { Grant, SiteIssue, SiteProject, SiteUser } from './site-data';
import type { SiteState } from './state';

/** Who asks, once the actor was found on the site. */
export type Viewer =
  { readonly kind: 'app' } | { readonly kind: 'user'; readonly user: SiteUser } | { readonly kind: 'anonymous' };

/**
 * What one viewer may do. Made for one request: project decisions are remembered, because a search asks them once for
 * each issue. The app holds every permission, as apps do on a site whose permission schemes were left alone.
 */
export class Access {
  private readonly browsable = new Map<string, boolean>();

  constructor(
    private readonly state: SiteState,
    readonly viewer: Viewer,
  ) {}

  get accountId(): string | null {
    return this.viewer.kind === 'user' ? this.viewer.user.accountId : null;
  }

  mayBrowseProject(project: SiteProject): boolean {
    const known = this.browsable.get(project.id);
    if (known !== undefined) return known;
    const may = project.trashed === undefined && this.holds(project.browse, project);
    this.browsable.set(project.id, may);
    return may;
  }

  mayBrowseIssue(issue: SiteIssue): boolean {
    const project = this.state.projects.get(issue.projectId);
    if (this.viewer.kind === 'app') return project?.trashed === undefined;
    if (project === undefined || !this.mayBrowseProject(project)) return false;
    if (issue.securityAccountIds === undefined) return true;
    return this.accountId !== null && issue.securityAccountIds.includes(this.accountId);
  }

  mayEditProject(project: SiteProject): boolean {
    return project.archived !== true && this.mayBrowseProject(project) && this.holds(project.edit, project);
  }

  /** In the trash only Jira administrators get at a project. */
  mayAdministerProject(project: SiteProject): boolean {
    return project.trashed === undefined ? this.holds(project.administer, project) : this.isAdministrator();
  }

  isAdministrator(): boolean {
    if (this.viewer.kind !== 'user') return this.viewer.kind === 'app';
    const { accountId } = this.viewer.user;
    return this.state.data.administratorGroups.some((group) => this.state.isMember(group, accountId));
  }

  private holds(grant: Grant, project: SiteProject): boolean {
    if (this.viewer.kind === 'app') return true;
    if (this.viewer.kind === 'anonymous') return false;
    if (grant.anyone === true) return true;
    const { accountId } = this.viewer.user;
    if (grant.users?.includes(accountId)) return true;
    if (grant.groups?.some((group) => this.state.isMember(group, accountId))) return true;
    return grant.roles?.some((role) => this.hasRole(project, role, accountId)) ?? false;
  }

  private hasRole(project: SiteProject, role: string, accountId: string): boolean {
    const members = project.roles[role];
    if (members === undefined) return false;
    return members.users.includes(accountId) || members.groups.some((group) => this.state.isMember(group, accountId));
  }
}
