/** Issues of the demo portfolio by which its stories are told, by their Jira ids; keys and ids follow from the day of the demo. */
export interface StoryIssue {
  readonly id: string;
  readonly key: string;
}

const SUMMARIES = {
  /** The signalling upgrade waits for it. */
  register: 'Publish the asset register interface for signalling',
  /** The first that waits for it. */
  designTool: 'Import the asset register into the interlocking design tool',
  /** In the cycle of payroll and HR. */
  employeeMaster: 'Load the final employee master into the new payroll',
} as const;

/** Asks the sandbox's Jira as the first of its personas. @throws Error when the demo has no such issue */
export async function storyIssues(address: string): Promise<Readonly<Record<keyof typeof SUMMARIES, StoryIssue>>> {
  const site = (await (await fetch(`${address}/sandbox/site`)).json()) as { personas: { accountId: string }[] };
  const account = site.personas[0]?.accountId ?? '';
  const find = async (summary: string): Promise<StoryIssue> => {
    const reply = await fetch(`${address}/rest/api/3/search/jql`, {
      method: 'POST',
      headers: { 'x-sandbox-account': account, 'content-type': 'application/json' },
      body: JSON.stringify({ jql: `summary ~ ${JSON.stringify(`"${summary}"`)}`, fields: ['summary'] }),
    });
    const { issues = [] } = (await reply.json()) as { issues?: (StoryIssue & { fields: { summary: string } })[] };
    const found = issues.find(({ fields }) => fields.summary === summary);
    if (!found) throw new Error(`The demo has no issue "${summary}".`);
    return { id: found.id, key: found.key };
  };
  const [register, designTool, employeeMaster] = await Promise.all([
    find(SUMMARIES.register),
    find(SUMMARIES.designTool),
    find(SUMMARIES.employeeMaster),
  ]);
  return { register, designTool, employeeMaster };
}
