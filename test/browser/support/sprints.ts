interface Issue {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

interface Sprint {
  readonly id: number;
  readonly state: string;
}

/** The sandbox's Jira, asked as somebody does in its own pages. */
export interface JiraByHand {
  readonly get: (path: string) => Promise<unknown>;
  readonly post: (path: string, body: object) => Promise<unknown>;
  /** The first hundred. */
  readonly issuesOf: (jql: string) => Promise<readonly Issue[]>;
}

/** @param persona by the title that the shell's switch shows */
export function jiraOf(address: string, persona: string): JiraByHand {
  async function ask(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const site = (await (await fetch(new URL('/sandbox/site', address))).json()) as {
      readonly personas: readonly { readonly accountId: string; readonly title: string }[];
    };
    const account = site.personas.find(({ title }) => title === persona)?.accountId ?? '';
    const headers = { 'x-sandbox-account': account, 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(new URL(path, address), { method, headers, ...sent });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, body),
    issuesOf: async (jql) => {
      const found = await ask('POST', '/rest/api/3/search/jql', { jql, fields: ['*all'], maxResults: 100 });
      return (found as { readonly issues: readonly Issue[] }).issues;
    },
  };
}

/** The ticketing app's first sprint in a state; an issue tells of its sprints in a field of its own. */
export async function sprintIn(jira: JiraByHand, state: 'active' | 'future'): Promise<number> {
  const which = { active: 'openSprints', future: 'futureSprints' }[state];
  const issues = await jira.issuesOf(`project = TICK AND sprint in ${which}()`);
  const lists = issues.flatMap(({ fields }) => Object.values(fields).filter((value) => Array.isArray(value)));
  const sprints = (lists.flat() as Partial<Sprint>[]).filter((each) => each.state === state);
  return Math.min(...sprints.map(({ id }) => id ?? Infinity));
}

/** Takes an issue along its workflow until it is done. */
export async function finish(jira: JiraByHand, issueId: string): Promise<void> {
  const path = `/rest/api/3/issue/${issueId}/transitions`;
  for (let steps = 0; steps < 5; steps++) {
    const { transitions } = (await jira.get(path)) as {
      readonly transitions: readonly { readonly id: string; readonly to: { statusCategory: { key: string } } }[];
    };
    const done = transitions.find(({ to }) => to.statusCategory.key === 'done');
    const next = done ?? transitions.at(-1);
    if (next === undefined) break;
    await jira.post(path, { transition: { id: next.id } });
    if (done !== undefined) return;
  }
  throw new Error(`Issue ${issueId} leads to no status that is done.`);
}
