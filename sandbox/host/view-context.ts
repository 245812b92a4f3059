import type { JiraSite } from '../jira/site-port';
import type { SiteData } from '../jira/site-data';
import type { Installation } from '../platform';
import type { Surface } from './app-manifest';
import { HttpFault } from './http';

/** Where in Jira a module is shown, as the shell says. */
export interface Place {
  readonly projectKey: string | null;
  readonly issueKey: string | null;
  readonly colorMode: 'light' | 'dark';
  /** Of this showing of the module; the shell makes one for each frame. */
  readonly localId: string;
  /** What `Modal.open` was given, in a modal's frame. */
  readonly modal: unknown;
}

/** What Jira tells an app of where and for whom it is shown: `view.getContext()`, and the resolver's `context`. */
export type ViewContext = Readonly<Record<string, unknown>>;

export type ViewContexts = (surface: Surface, place: Place, accountId: string) => Promise<ViewContext>;

export function viewContexts(options: {
  readonly data: SiteData;
  readonly site: JiraSite;
  readonly installation: Installation;
  readonly siteUrl: string;
}): ViewContexts {
  const { data, site, installation, siteUrl } = options;
  const users = new Map(data.users.map((user) => [user.accountId, user]));

  async function read(path: string): Promise<Record<string, unknown>> {
    const reply = await site.handle({ method: 'GET', path }, { kind: 'app', scopes: ['read:jira-work'] });
    if (reply.status === 404) throw new HttpFault(404, 'Jira has no such project or issue.');
    if (reply.status !== 200) throw new HttpFault(502, `Jira answered ${reply.status} to ${path}.`);
    return JSON.parse(reply.body) as Record<string, unknown>;
  }

  async function project(key: string): Promise<Record<string, unknown>> {
    const found = await read(`/rest/api/3/project/${encodeURIComponent(key)}`);
    return { id: found['id'], key: found['key'], type: found['projectTypeKey'] ?? 'software' };
  }

  async function issue(key: string): Promise<Record<string, unknown>> {
    const found = await read(`/rest/api/3/issue/${encodeURIComponent(key)}?fields=issuetype`);
    const type = (found['fields'] as { issuetype?: { name?: string; id?: string } } | undefined)?.issuetype;
    return { id: found['id'], key: found['key'], type: type?.name, typeId: type?.id };
  }

  return async (surface, place, accountId) => ({
    accountId,
    cloudId: installation.cloudId,
    environmentId: installation.environmentId,
    environmentType: installation.environmentType,
    moduleKey: surface.key,
    localId: place.localId,
    locale: 'en-US',
    timezone: users.get(accountId)?.timeZone ?? data.timeZone,
    siteUrl,
    theme: {
      colorMode: place.colorMode,
      light: 'light',
      dark: 'dark',
      spacing: 'spacing',
      typography: 'typography',
      shape: 'shape',
      motion: 'motion',
    },
    extension: {
      type: surface.type,
      ...(place.projectKey === null ? {} : { project: await project(place.projectKey) }),
      ...(place.issueKey === null ? {} : { issue: await issue(place.issueKey) }),
      ...(place.modal === undefined ? {} : { modal: place.modal }),
    },
  });
}
