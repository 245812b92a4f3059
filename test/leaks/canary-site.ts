import { appLifecycle, refreshWorker } from '../../src/index';
import { parseDay } from '../../src/model';
import { requestRollUp } from '../../src/refresh/request-work';
import { keepSnapshot, readSnapshot } from '../../src/store';
import type { FakeIssue, FakeProject } from '../support/fake-jira';
import { FakeForge } from '../support/forge';
import { aProject, block, inProgress, toDo } from '../support/issues';

/** Visible to whoever browses anything. */
export const OPEN = '10001';
export const WORK = '10002';
/** Only for those who are in on it. */
export const CONFIDENTIAL = '77770001';
/** An issue of OPEN that only those may browse who have its security level. */
export const SECURED = '10001777';
export const NOWHERE = '55550001';

/** What must not be read by those who may not browse the confidential project, or the secured issue. */
export const CONFIDENTIAL_CANARIES = /quail|QUAILKEY|7777000/i;
export const SECURED_CANARIES = /siskin|OPEN-777|10001777/i;

/**
 * A site on which everything that somebody may not browse carries the name of a bird: texts of the confidential project
 * quail, those of the secured issue siskin. Both are waited for, wait, are late, in cycles, badly kept and dated, so that
 * every figure of the open projects knows of them.
 *
 * `boss` browses all and administers Jira; `admin` administers and browses OPEN and WORK; `pm` browses these two, `insider`
 * the confidential one, too, but not the secured issue; `cleared` OPEN with the secured issue; `guest` nothing.
 */
export async function aSiteWithCanaries(): Promise<FakeForge> {
  const forge = new FakeForge();
  const open = aProject(OPEN, 'OPEN', 6, { status: toDo });
  const work = aProject(WORK, 'WORK', 4, { status: toDo });
  const confidential = aConfidentialProject();
  const secured = aSecuredIssue();
  open.issues.push(secured);
  const [open1, open2, open3, open4] = open.issues;
  const [work1, work2] = work.issues;
  const [hidden1, hidden2, hidden3, hidden4] = confidential.issues;
  // OPEN waits for what is hidden, which is late, and the hidden waits for OPEN.
  plan(hidden1, '2026-01-05', '2026-02-13');
  plan(open1, '2026-02-09', '2026-03-20');
  plan(secured, '2026-02-02', '2026-02-27');
  plan(open2, '2026-02-23', '2026-03-13');
  plan(hidden2, '2026-03-09', '2026-04-10');
  plan(work1, '2026-03-23', '2026-05-29');
  plan(hidden4, '2026-03-02', '2026-08-28');
  block(hidden1, open1);
  block(open1, hidden2);
  block(secured, open2);
  block(open3, secured);
  block(secured, hidden3);
  block(hidden3, open4);
  block(open4, hidden3);
  block(hidden4, work1);
  block(work2, secured);
  block(secured, work2);
  // Not the secured issue: which types of links a project has is told to those who browse the project.
  for (const issue of [hidden1, hidden2]) entangle(issue, 'quail entangles');
  showSummaries([open, work, confidential]);
  forge.jira.projects = [open, work, confidential];
  const all = new Set([OPEN, WORK, CONFIDENTIAL]);
  forge.jira.administrators.add('boss').add('admin');
  forge.jira.browse.set('boss', all);
  forge.jira.browse.set('insider', all);
  for (const account of ['admin', 'pm']) forge.jira.browse.set(account, new Set([OPEN, WORK]));
  forge.jira.browse.set('cleared', new Set([OPEN]));
  for (const account of ['admin', 'pm', 'insider']) forge.jira.secured.set(account, new Set([SECURED]));
  const custom = 'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team';
  forge.jira.fields.push({ id: 'customfield_10001', name: 'Team', schema: { type: 'team', custom } });
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  await forge.run(requestRollUp);
  await forge.drain(refreshWorker);
  for (const { id } of forge.jira.projects) await forge.run(() => keepWithoutOffenders(Number(id)));
  return forge;
}

/** As if nothing had been wrong the day before: whatever offends is new. */
async function keepWithoutOffenders(projectId: number): Promise<void> {
  const stored = await readSnapshot(projectId);
  if (stored === null) throw new Error('not read');
  const { snapshot } = stored.value;
  const findings = snapshot.findings.map((finding) => ({ ...finding, offenders: [] }));
  await keepSnapshot(projectId, (parseDay(snapshot.today) ?? 0) - 1, { ...snapshot, findings });
}

function aConfidentialProject(): FakeProject {
  const project = aProject(CONFIDENTIAL, 'QUAILKEY', 5, fieldsWith('quail'));
  project.issues.push(
    ...aProject(CONFIDENTIAL, 'QUAILKEY', 7, { ...fieldsWith('quail'), status: inProgress }).issues.slice(5),
  );
  return {
    ...project,
    name: 'Merger with Quail',
    lead: { active: true, displayName: 'Quentin Quail', accountId: 'quail-lead' },
    versions: [{ id: '77770001900', name: 'quail-release', released: false, releaseDate: '2026-06-30' }],
  };
}

function aSecuredIssue(): FakeIssue {
  const [issue] = aProject(OPEN, 'OPEN', 1, { ...fieldsWith('siskin'), status: inProgress }).issues;
  return {
    ...issue,
    id: SECURED,
    key: 'OPEN-777',
    fields: { ...issue.fields, security: { id: '1', name: 'siskin-level' } },
  };
}

/** A value of its own in everything that an issue may carry. */
function fieldsWith(bird: string): Record<string, unknown> {
  const person = {
    ...{ accountId: `${bird}-account`, displayName: `${bird} person`, emailAddress: `${bird}@example.com` },
    ...{ active: true, accountType: 'atlassian' },
  };
  return {
    summary: `${bird} summary`,
    description: `${bird} description`,
    environment: `${bird} environment`,
    assignee: person,
    reporter: person,
    creator: person,
    labels: [`${bird}-label`],
    components: [{ id: '1', name: `${bird} component` }],
    customfield_10001: { id: `${bird}-team-id`, name: `${bird} team`, title: `${bird} team`, isVisible: true },
    priority: { id: '1', name: `${bird} priority` },
    issuetype: { id: '77770001800', name: `${bird} type`, subtask: false, hierarchyLevel: 0 },
    status: { ...toDo, id: '77770001700', name: `${bird} status` },
    fixVersions: [{ id: '77770001900', name: `${bird}-release`, released: false, releaseDate: '2026-06-30' }],
    customfield_10020: [
      { id: 77_770_001, name: `${bird} sprint`, state: 'active', endDate: '2026-03-13T17:00:00.000Z' },
    ],
    comment: { comments: [{ author: person, body: `${bird} comment` }] },
  };
}

function plan(issue: FakeIssue, start: string, due: string): void {
  Object.assign(issue.fields, { customfield_10015: start, duedate: due });
}

/** A link to nowhere of a type of which nobody knows what it means. */
function entangle({ id, key, fields }: FakeIssue, words: string): void {
  const type = { id: '77770001600', name: `${words} type`, inward: words, outward: words };
  for (const side of ['inwardIssue', 'outwardIssue']) {
    (fields.issuelinks as unknown[]).push({ id: '9', type, [side]: { id: `${id}9`, key: `${key}9`, fields: {} } });
  }
}

/** Links show summary, type and status of their far end, as Jira sends them to the app. */
function showSummaries(projects: readonly FakeProject[]): void {
  const issues = new Map(projects.flatMap((project) => project.issues).map((issue) => [issue.id, issue]));
  for (const { fields } of issues.values()) {
    for (const link of fields.issuelinks as Record<string, { id: string; fields: object } | undefined>[]) {
      const far = link.inwardIssue ?? link.outwardIssue;
      const { summary, issuetype, status } = issues.get(far?.id ?? '')?.fields ?? {};
      if (far) far.fields = { summary, issuetype, status };
    }
  }
}
