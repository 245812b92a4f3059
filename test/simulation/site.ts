import { createJiraSite, type SimulatedJira } from '../../sandbox/jira';
import type { SiteData } from '../../sandbox/jira/site-data';
import type { Actor, SiteEvent, SiteRequest } from '../../sandbox/jira/site-port';
import type { JiraAnswers } from '../support/forge';
import type { Asker } from '../support/processes';
import { textReply, type Reply } from '../support/reply';
import { ADMIN } from './small-site';
import type { VirtualClock } from './virtual-clock';

const APP_SCOPES = ['read:jira-work', 'read:jira-user'];

/** The sandbox's Jira as what the app calls, and as what an administrator edits. */
export class Site implements JiraAnswers {
  private readonly jira: SimulatedJira;

  constructor(data: SiteData, clock: VirtualClock) {
    const time = (): Date => new Date(clock.now);
    this.jira = createJiraSite(data, { clock: time, baseUrl: 'https://jira.invalid' });
  }

  onEvent(listener: (event: SiteEvent) => void): void {
    this.jira.onEvent(listener);
  }

  async answer(method: string, path: string, body: unknown, as: Asker): Promise<Reply> {
    const actor: Actor = as.kind === 'app' ? { kind: 'app', scopes: APP_SCOPES } : { ...as, scopes: APP_SCOPES };
    const { status, headers, body: text } = await this.jira.handle(request(method, path, body), actor);
    return textReply(status, text, headers);
  }

  /** As the administrator, of Jira's platform or by a path of its own; the parsed reply, or `null` when the site refuses. */
  async edit(method: SiteRequest['method'], path: string, body?: unknown): Promise<Record<string, unknown> | null> {
    const actor: Actor = { kind: 'user', accountId: ADMIN, scopes: 'all' };
    const where = path.startsWith('/') ? path : `/rest/api/3/${path}`;
    const { status, body: text } = await this.jira.handle(request(method, where, body), actor);
    if (status >= 400) return null;
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }
}

function request(method: string, path: string, body: unknown): SiteRequest {
  const plain = { method: method as SiteRequest['method'], path };
  return body === undefined ? plain : { ...plain, body: JSON.stringify(body) };
}
