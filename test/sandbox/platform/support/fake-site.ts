import type { Actor, JiraSite, SiteEvent, SiteRequest, SiteResponse } from '../../../../sandbox/jira/site-port';

/** A site that answers who asked, keeps what the app reports, and announces what a test tells it to. */
export class FakeSite implements JiraSite {
  readonly reports: unknown[] = [];
  readonly requests: { readonly request: SiteRequest; readonly actor: Actor }[] = [];
  private readonly listeners: ((event: SiteEvent) => void)[] = [];

  async handle(request: SiteRequest, actor: Actor): Promise<SiteResponse> {
    this.requests.push({ request, actor });
    if (request.path === '/report') this.reports.push(JSON.parse(request.body ?? 'null'));
    if (request.path === '/change') this.announce({ eventType: 'avi:jira:updated:issue', payload: { issue: {} } });
    if (request.path === '/forbidden') return json(403, { errorMessages: ['no'] });
    if (request.path === '/app/report-accounts') return json(200, { accounts: [{ accountId: 'a', status: 'closed' }] });
    if (request.path.startsWith('/rest/api/3/project/search')) return json(200, { values: [{}, {}, {}], isLast: true });
    return json(200, { actor });
  }

  onEvent(listener: (event: SiteEvent) => void): void {
    this.listeners.push(listener);
  }

  announce(event: SiteEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

function json(status: number, value: unknown): SiteResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
