import {
  anIssue,
  aProject,
  asUser,
  GUS,
  NOW,
  PAT,
  POWERFUL_APP,
  serve,
  smallSite,
  VIC,
  type FieldsBody,
  type ReplyBody,
} from './support/small-site';

const NOW_AS_JIRA = '2026-11-20T10:00:00.000+0000';
const pat = asUser(PAT);

type Served = ReturnType<typeof serve>;

async function issue({ ask }: Served, key: string, fields = '*all'): Promise<ReplyBody> {
  return (await ask('GET', `/rest/api/3/issue/${key}?fields=${fields}&expand=changelog`)).body;
}

/** Edits an issue, expects that it worked, and returns the issue and the newest items of its changelog. */
async function edit(
  served: Served,
  key: string,
  body: unknown,
): Promise<{ fields: FieldsBody; items: readonly unknown[] }> {
  const reply = await served.ask('PUT', `/rest/api/3/issue/${key}`, body, pat);
  expect([reply.status, reply.body]).toEqual([204, null]);
  const now = await issue(served, key);
  return { fields: now.fields, items: now.changelog.histories[0]?.items ?? [] };
}

describe('an edit', () => {
  it('moves updated, writes the changelog, and announces what changed', async () => {
    const served = serve();
    const { fields } = await edit(served, 'PAY-1', { fields: { duedate: '2027-01-31', summary: 'Anew' } });
    expect(fields).toMatchObject({ duedate: '2027-01-31', summary: 'Anew', updated: NOW_AS_JIRA });
    const { changelog } = await issue(served, 'PAY-1');
    expect(changelog.histories[0]).toMatchObject({
      author: { accountId: PAT, displayName: 'Pat Manager' },
      created: NOW_AS_JIRA,
      items: [
        {
          field: 'duedate',
          fieldtype: 'jira',
          fieldId: 'duedate',
          from: '2026-12-24',
          fromString: '2026-12-24 00:00:00.0',
          to: '2027-01-31',
          toString: '2027-01-31 00:00:00.0',
        },
        { field: 'summary', fromString: 'Summary of PAY-1', toString: 'Anew' },
      ],
    });
    expect(served.events).toHaveLength(1);
    expect(served.events[0]?.eventType).toBe('avi:jira:updated:issue');
    expect(served.events[0]?.payload).toMatchObject({
      eventType: 'avi:jira:updated:issue',
      issue: { id: '1001', key: 'PAY-1', fields: { summary: 'Anew', project: { id: '10000' }, updated: NOW_AS_JIRA } },
      changelog: { id: changelog.histories[0].id, items: [{ fieldId: 'duedate' }, { fieldId: 'summary' }] },
      atlassianId: PAT,
      associatedUsers: [{ accountId: PAT }],
      selfGenerated: false,
      timestamp: NOW.getTime(),
    });
  });

  it('that changes nothing leaves no trace', async () => {
    const served = serve();
    const reply = await served.ask('PUT', '/rest/api/3/issue/PAY-1', { fields: { duedate: '2026-12-24' } }, pat);
    expect(reply.status).toBe(204);
    expect((await issue(served, 'PAY-1')).changelog.total).toBe(0);
    expect(served.events).toEqual([]);
  });

  it('of the app is known as its own', async () => {
    const { ask, events } = serve();
    await ask('PUT', '/rest/api/3/issue/PAY-1', { fields: { duedate: null } }, POWERFUL_APP);
    expect(events[0]?.payload['selfGenerated']).toBe(true);
  });

  it('gives the issue back when asked', async () => {
    const { ask } = serve();
    const reply = await ask('PUT', '/rest/api/3/issue/PAY-1?returnIssue=true', { fields: { duedate: null } }, pat);
    expect([reply.status, reply.body.fields.duedate]).toEqual([200, null]);
  });

  it.each<[string, string, unknown, unknown, unknown]>([
    ['PAY-2', 'assignee', null, null, { from: GUS, fromString: 'Gus Gone', to: null, toString: null }],
    [
      'PAY-1',
      'assignee',
      { accountId: PAT },
      { accountId: PAT, active: true },
      { from: null, to: PAT, toString: 'Pat Manager' },
    ],
    ['PAY-1', 'priority', { name: 'Highest' }, { id: '1', name: 'Highest' }, { fromString: 'Medium', to: '1' }],
    [
      'PAY-1',
      'issuetype',
      { id: '1' },
      { name: 'Story', hierarchyLevel: 0 },
      { fromString: 'Epic', toString: 'Story' },
    ],
    [
      'PAY-1',
      'customfield_10015',
      '2026-11-02',
      '2026-11-02',
      { field: 'Start date', fieldtype: 'custom', from: '', to: '2026-11-02', toString: '2/Nov/26' },
    ],
    ['PAY-1', 'customfield_10016', 5, 5, { field: 'Story point estimate', fromString: null, toString: '5' }],
    [
      'PAY-1',
      'customfield_10020',
      7,
      [{ id: 7, name: 'Sprint 7' }],
      { field: 'Sprint', from: '', to: '7', toString: 'Sprint 7' },
    ],
    ['PAY-2', 'customfield_10020', null, [], { from: '7', fromString: 'Sprint 7', to: '' }],
    ['PAY-2', 'labels', ['red', 'blue'], ['red', 'blue'], { fromString: 'blue', toString: 'red blue' }],
    [
      'PAY-2',
      'fixVersions',
      [{ name: '1.0' }],
      [{ id: '900', releaseDate: '2026-09-30' }],
      { field: 'Fix Version', from: '901', to: null },
    ],
    [
      'PAY-2',
      'parent',
      null,
      undefined,
      { field: 'IssueParentAssociation', from: '1001', fromString: 'PAY-1', to: null },
    ],
    ['PAY-4', 'parent', { key: 'PAY-1' }, { id: '1001', key: 'PAY-1' }, { to: '1001', toString: 'PAY-1' }],
    [
      'PAY-1',
      'description',
      { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }] },
      { type: 'doc' },
      { fromString: null, toString: 'Hi' },
    ],
  ])('of %s sets %s to %j', async (key, field, value, shown, item) => {
    const { fields, items } = await edit(serve(), key, { fields: { [field]: value } });
    if (shown === undefined) expect(fields).not.toHaveProperty(field);
    else if (typeof shown === 'object' && shown !== null) expect(fields[field]).toMatchObject(shown);
    else expect(fields[field]).toEqual(shown);
    expect(items[0]).toMatchObject(item as object);
    expect((items[0] as { fieldId?: string }).fieldId).toBe(field === 'parent' ? undefined : field);
  });

  it('leaves an issue in the closed sprints that it was in', async () => {
    const past = { customfield_10020: [{ id: 6, name: 'Sprint 6', state: 'closed' }] };
    const { issues, ...site } = smallSite();
    const served = serve({
      ...site,
      issues: issues.map((each) => (each.key === 'PAY-1' ? { ...each, fields: { ...each.fields, ...past } } : each)),
    });
    const { fields, items } = await edit(served, 'PAY-1', { fields: { customfield_10020: 7 } });
    expect(fields.customfield_10020).toMatchObject([{ id: 6 }, { id: 7 }]);
    expect(items[0]).toMatchObject({ from: '6', to: '6, 7', toString: 'Sprint 6, Sprint 7' });
    expect((await edit(served, 'PAY-1', { fields: { customfield_10020: null } })).items[0]).toMatchObject({ to: '6' });
  });

  it('sets both estimates with the original one, and the original alone afterwards', async () => {
    const served = serve();
    const first = await edit(served, 'PAY-1', {
      update: { timetracking: [{ edit: { originalEstimate: '1w 2d 3h' } }] },
    });
    expect(first.fields.timetracking).toEqual({
      originalEstimate: '1w 2d 3h',
      remainingEstimate: '1w 2d 3h',
      originalEstimateSeconds: 212_400,
      remainingEstimateSeconds: 212_400,
    });
    expect(first.fields.timeoriginalestimate).toBe(212_400);
    const second = await edit(served, 'PAY-1', { fields: { timetracking: { originalEstimate: '30m' } } });
    expect(second.fields.timetracking).toMatchObject({ originalEstimate: '30m', remainingEstimate: '1w 2d 3h' });
    const third = await edit(served, 'PAY-1', { fields: { timetracking: { originalEstimate: '' } } });
    expect(third.fields.timeoriginalestimate).toBeNull();
  });

  it('adds and removes with update, one after the other', async () => {
    const operations = [{ add: 'red' }, { add: 'green' }, { remove: 'blue' }];
    const { fields } = await edit(serve(), 'PAY-2', { update: { labels: operations } });
    expect(fields.labels).toEqual(['red', 'green']);
  });

  it.each<[unknown, Record<string, string>]>([
    [{ summary: '  ' }, { summary: 'You must specify a summary of the issue.' }],
    [{ duedate: '2026-02-30' }, { duedate: 'Error parsing date string: 2026-02-30' }],
    [{ duedate: 5 }, { duedate: 'Operation value must be a string' }],
    [{ assignee: { accountId: GUS } }, { assignee: "User 'Gus Gone' cannot be assigned issues." }],
    [{ assignee: { accountId: 'nobody' } }, { assignee: 'Specify a valid value for assignee' }],
    [{ priority: { name: 'Whatever' } }, { priority: 'The priority selected is invalid.' }],
    [{ customfield_10016: 'five' }, { customfield_10016: 'Operation value must be a number' }],
    [{ customfield_10020: 99 }, { customfield_10020: 'Could not find valid sprint for given id.' }],
    [{ labels: ['two words'] }, { labels: "The label 'two words' contains spaces which is invalid." }],
    [{ fixVersions: [{ name: '9.9' }] }, { fixVersions: "Version name '9.9' is not valid" }],
    [
      { timetracking: { originalEstimate: 'soon' } },
      { timetracking: 'Time Tracking: enter a valid original estimate, e.g. 4d 3h 30m.' },
    ],
    [{ parent: { key: 'PAY-1' } }, { parent: 'Could not find issue by id or key.' }],
    [
      { description: 'plain' },
      { description: 'Operation value must be an Atlassian Document (see the Atlassian Document Format)' },
    ],
    [
      { colour: 'red', status: { id: '30' } },
      {
        colour: "Field 'colour' cannot be set. It is not on the appropriate screen, or unknown.",
        status: "Field 'status' cannot be set. It is not on the appropriate screen, or unknown.",
      },
    ],
  ])('with %j is refused and changes nothing', async (fields, errors) => {
    const served = serve();
    const both = { summary: 'Also', ...(fields as object) };
    const reply = await served.ask('PUT', '/rest/api/3/issue/PAY-1', { fields: both }, pat);
    expect([reply.status, reply.body]).toEqual([400, { errorMessages: [], errors }]);
    expect((await issue(served, 'PAY-1')).changelog.total).toBe(0);
    expect(served.events).toEqual([]);
  });

  it('is found by searches for the new values', async () => {
    const served = serve();
    const found = async (jql: string): Promise<readonly string[]> =>
      (await served.ask('POST', '/rest/api/3/search/jql', { jql, fields: ['key'] })).body.issues.map(({ key }) => key);
    await served.ask('POST', '/rest/api/3/issue/PAY-1/transitions', { transition: { id: '20' } }, pat);
    const fields = {
      assignee: { accountId: PAT },
      priority: { id: '1' },
      fixVersions: [{ name: '2.0' }],
      issuetype: { id: '1' },
    };
    await edit(served, 'PAY-1', { fields });
    await edit(served, 'PAY-4', { fields: { parent: { key: 'PAY-1' }, labels: ['red'] } });
    expect(await found('statusCategory = "In Progress"')).toEqual(['PAY-1']);
    expect(await found(`assignee = "${PAT}" AND priority = Highest AND fixVersion = 2.0 AND type = Story`)).toEqual([
      'PAY-1',
    ]);
    expect(await found('parent = PAY-1 AND labels = red')).toEqual(['PAY-4']);
    expect(await found('key = PAY-1 AND status changed DURING (startOfDay(), endOfDay())')).toEqual(['PAY-1']);
    expect(await found('updated >= -5m ORDER BY key')).toEqual(['PAY-1', 'PAY-4']);
  });

  it('by somebody who may only look is refused field by field', async () => {
    const { ask } = serve();
    const reply = await ask('PUT', '/rest/api/3/issue/PAY-1', { fields: { summary: 'Mine' } }, asUser(VIC));
    expect([reply.status, reply.body.errors]).toEqual([
      400,
      { summary: "Field 'summary' cannot be set. It is not on the appropriate screen, or unknown." },
    ]);
  });
});

describe('a transition', () => {
  it('may lead from any status to any status, for those who may edit', async () => {
    const { ask } = serve();
    const path = '/rest/api/3/issue/PAY-1/transitions';
    const { body } = await ask('GET', path, undefined, pat);
    expect(body.transitions.map((transition) => [transition.id, transition.name, transition.to.name])).toEqual([
      ['10', 'To Do', 'To Do'],
      ['20', 'In Progress', 'In Progress'],
      ['30', 'Done', 'Done'],
      ['40', 'Odd', 'Odd'],
    ]);
    expect((await ask('GET', `${path}?transitionId=20`, undefined, pat)).body.transitions).toHaveLength(1);
    expect((await ask('GET', path, undefined, asUser(VIC))).body.transitions).toEqual([]);
  });

  it('into done resolves the issue, out of it takes the resolution away', async () => {
    const served = serve();
    const move = (id: string): Promise<{ status: number }> =>
      served.ask('POST', '/rest/api/3/issue/PAY-1/transitions', { transition: { id } }, pat);
    expect((await move('30')).status).toBe(204);
    const done = await issue(served, 'PAY-1');
    expect(done.fields).toMatchObject({
      status: { id: '30', name: 'Done', statusCategory: { key: 'done' } },
      statusCategory: { key: 'done' },
      resolution: { id: '2', name: 'Done' },
      resolutiondate: NOW_AS_JIRA,
      statuscategorychangedate: NOW_AS_JIRA,
      updated: NOW_AS_JIRA,
    });
    expect(done.changelog.histories[0].items).toMatchObject([
      { field: 'status', fieldId: 'status', from: '10', fromString: 'To Do', to: '30', toString: 'Done' },
      { field: 'resolution', fieldId: 'resolution', from: null, to: '2', toString: 'Done' },
    ]);
    expect(served.events[0]?.payload).toMatchObject({ associatedStatuses: [{ id: '10' }, { id: '30' }] });
    served.setNow(new Date(NOW.getTime() + 60_000));
    await move('20');
    expect((await issue(served, 'PAY-1')).fields).toMatchObject({
      status: { name: 'In Progress' },
      resolution: null,
      resolutiondate: null,
      statuscategorychangedate: '2026-11-20T10:01:00.000+0000',
    });
  });

  it('keeps the resolution that the request brings', async () => {
    const served = serve();
    const body = { transition: { id: '30' }, fields: { resolution: { name: 'Fixed' } } };
    await served.ask('POST', '/rest/api/3/issue/PAY-1/transitions', body, pat);
    expect((await issue(served, 'PAY-1')).fields.resolution).toMatchObject({ name: 'Fixed' });
  });

  it.each([
    [{}, "Missing 'transition' identifier"],
    [{ transition: { id: '99' } }, "Transition id '99' is not valid for this issue."],
  ])('with %j is refused', async (body, message) => {
    const { ask } = serve();
    const reply = await ask('POST', '/rest/api/3/issue/PAY-1/transitions', body, pat);
    expect([reply.status, reply.body.errorMessages]).toEqual([400, [message]]);
  });
});

describe('a link', () => {
  const body = { type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-1' }, outwardIssue: { key: 'PAY-3' } };

  it('goes from the inward issue of the request to its outward issue, and shows on both', async () => {
    const served = serve();
    expect((await served.ask('POST', '/rest/api/3/issueLink', body, pat)).status).toBe(201);
    const source = await issue(served, 'PAY-1');
    const [link] = source.fields.issuelinks;
    expect(link).toMatchObject({
      type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
      outwardIssue: { id: '1003', key: 'PAY-3', fields: { summary: 'Summary of PAY-3', status: { name: 'Done' } } },
    });
    const target = await issue(served, 'PAY-3');
    expect(target.fields.issuelinks[0]).toMatchObject({ id: link?.id, inwardIssue: { key: 'PAY-1' } });
    const [told] = target.changelog.histories[0].items;
    expect(told).toMatchObject({ field: 'Link', to: 'PAY-1', toString: 'This work item is blocked by PAY-1' });
    expect(told).not.toHaveProperty('fieldId');
    const filter = { issueIdsOrKeys: ['PAY-1', 'PAY-3'], fieldIds: ['issuelinks'] };
    const filtered = await served.ask('POST', '/rest/api/3/changelog/bulkfetch', filter, pat);
    expect(filtered.body).toEqual({ issueChangeLogs: [] });
    expect(source.fields.updated).toBe('2026-10-02T08:00:00.000+0000');
    expect(served.events.map((event) => event.payload)).toEqual([
      {
        eventType: 'avi:jira:created:issuelink',
        id: link?.id,
        sourceIssueId: '1001',
        destinationIssueId: '1003',
        sourceProjectId: '10000',
        destinationProjectId: '10000',
        issueLinkType: expect.objectContaining({ name: 'Blocks', outward: 'blocks' }) as unknown,
        selfGenerated: false,
        timestamp: NOW.getTime(),
      },
    ]);
    const read = await served.ask('GET', `/rest/api/3/issueLink/${link?.id}`, undefined, pat);
    expect(read.body).toMatchObject({ inwardIssue: { key: 'PAY-1' }, outwardIssue: { key: 'PAY-3' } });
  });

  it('is made once, however often it is asked for', async () => {
    const served = serve();
    await served.ask('POST', '/rest/api/3/issueLink', body, pat);
    expect((await served.ask('POST', '/rest/api/3/issueLink', body, pat)).status).toBe(201);
    expect((await issue(served, 'PAY-1')).fields.issuelinks).toHaveLength(1);
  });

  it('is gone on both sides when deleted', async () => {
    const served = serve();
    expect((await served.ask('DELETE', '/rest/api/3/issueLink/2002', undefined, pat)).status).toBe(204);
    for (const key of ['PAY-2', 'EXP-6']) {
      const { fields } = await issue(served, key);
      expect(fields.issuelinks.map((link) => link.id)).not.toContain('2002');
    }
    expect(served.events[0]).toMatchObject({ eventType: 'avi:jira:deleted:issuelink', payload: { id: '2002' } });
    expect((await served.ask('DELETE', '/rest/api/3/issueLink/2002', undefined, pat)).body.errorMessages).toEqual([
      "No issue link with id '2002' exists.",
    ]);
  });

  it('is shown on both entries of an issue that links to itself', async () => {
    const links = [{ id: '1', typeId: '100', sourceId: '1001', destinationId: '1001' }];
    const { fields } = await issue(serve(smallSite({ links })), 'PAY-1');
    expect(fields.issuelinks.map((link) => ('outwardIssue' in link ? 'out' : 'in'))).toEqual(['out', 'in']);
  });

  it.each<[string, number, unknown, string]>([
    ['an unknown type', 404, { ...body, type: { name: 'Haunts' } }, "No issue link type with name 'Haunts' found."],
    [
      'an unknown end',
      404,
      { ...body, outwardIssue: { key: 'PAY-77' } },
      'Issue does not exist or you do not have permission to see it.',
    ],
    [
      'no second end',
      400,
      { ...body, outwardIssue: undefined },
      'Invalid request payload. Refer to the REST API documentation and try again.',
    ],
    ['both ends the same', 400, { ...body, outwardIssue: { key: 'PAY-1' } }, 'You cannot link an issue to itself.'],
  ])('with %s is refused', async (_, status, request, message) => {
    const { ask } = serve();
    const reply = await ask('POST', '/rest/api/3/issueLink', request, pat);
    expect([reply.status, reply.body.errorMessages]).toEqual([status, [message]]);
  });

  it('that leads where the viewer may not look does not exist', async () => {
    const { ask } = serve();
    expect((await ask('GET', '/rest/api/3/issueLink/2001', undefined, asUser(VIC))).status).toBe(404);
  });
});

describe('creating an issue', () => {
  const fields = { project: { key: 'PAY' }, issuetype: { name: 'Story' }, summary: 'New', duedate: '2026-12-01' };

  it('gives it the next key, the first status, and announces it', async () => {
    const served = serve();
    const reply = await served.ask('POST', '/rest/api/3/issue', { fields }, pat);
    expect([reply.status, reply.body.key]).toEqual([201, 'PAY-5']);
    const { fields: shown } = await issue(served, 'PAY-5');
    expect(shown).toMatchObject({
      summary: 'New',
      duedate: '2026-12-01',
      status: { name: 'To Do' },
      priority: { name: 'Medium' },
      creator: { accountId: PAT },
      reporter: { accountId: PAT },
      assignee: null,
      created: NOW_AS_JIRA,
    });
    expect(served.events[0]).toMatchObject({
      eventType: 'avi:jira:created:issue',
      payload: { issue: { key: 'PAY-5' } },
    });
    expect((await served.ask('POST', '/rest/api/3/issue', { fields }, pat)).body.key).toBe('PAY-6');
  });

  it('makes a sub-task that its parent shows', async () => {
    const served = serve();
    const body = { fields: { ...fields, issuetype: { id: '5' }, parent: { key: 'PAY-1' } } };
    await served.ask('POST', '/rest/api/3/issue', body, pat);
    expect((await issue(served, 'PAY-1')).fields.subtasks.map((subtask) => subtask.key)).toEqual(['PAY-5']);
  });

  it.each<[unknown, unknown]>([
    [{}, { errorMessages: ['No Issue Create payload supplied'], errors: {} }],
    [
      { fields: { ...fields, project: undefined } },
      { errorMessages: [], errors: { project: 'Specify a valid project ID or key' } },
    ],
    [
      { fields: { ...fields, issuetype: undefined } },
      { errorMessages: [], errors: { issuetype: 'Specify an issue type' } },
    ],
    [
      { fields: { ...fields, summary: '' } },
      { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } },
    ],
    [
      { fields: { ...fields, issuetype: { id: '5' } } },
      { errorMessages: [], errors: { parent: 'Issue type is a sub-task but parent issue key or id not specified.' } },
    ],
  ])('is refused for %j', async (body, answer) => {
    const { ask } = serve();
    const reply = await ask('POST', '/rest/api/3/issue', body, pat);
    expect([reply.status, reply.body]).toEqual([400, answer]);
  });
});

describe('deleting an issue', () => {
  it('takes its links along without events of their own', async () => {
    const served = serve();
    expect((await served.ask('DELETE', '/rest/api/3/issue/EXP-6', undefined, pat)).status).toBe(204);
    expect((await issue(served, 'PAY-2')).fields.issuelinks.map((link) => link.id)).toEqual(['2001', '2003']);
    expect(served.events.map((event) => event.eventType)).toEqual(['avi:jira:deleted:issue']);
    expect((await served.ask('GET', '/rest/api/3/issue/EXP-6')).status).toBe(404);
    expect((await served.ask('GET', '/rest/api/3/issue/PAY-99')).status).toBe(404);
  });

  it('with sub-tasks must be meant', async () => {
    const served = serve();
    const refused = await served.ask('DELETE', '/rest/api/3/issue/PAY-2', undefined, pat);
    expect(refused.status).toBe(400);
    expect((await served.ask('DELETE', '/rest/api/3/issue/PAY-2?deleteSubtasks=true', undefined, pat)).status).toBe(
      204,
    );
    expect(served.events.map((event) => (event.payload['issue'] as { key: string }).key)).toEqual(['PAY-3', 'PAY-2']);
  });

  it('is refused to those who may only look', async () => {
    const { ask } = serve();
    expect((await ask('DELETE', '/rest/api/3/issue/PAY-1', undefined, asUser(VIC))).status).toBe(403);
  });
});

describe('a project', () => {
  it('gets another lead, and says so', async () => {
    const { ask, events } = serve();
    const reply = await ask('PUT', '/rest/api/3/project/PAY', { leadAccountId: VIC }, pat);
    expect([reply.status, reply.body.lead.accountId]).toEqual([200, VIC]);
    expect(events[0]).toMatchObject({
      eventType: 'avi:jira:updated:project',
      payload: { project: { id: '10000', key: 'PAY' } },
    });
    expect((await ask('GET', '/rest/api/3/project/PAY')).body.lead.accountId).toBe(VIC);
  });

  it.each([
    [VIC, { leadAccountId: VIC }, 403],
    [PAT, { leadAccountId: GUS }, 400],
    [PAT, { colour: 'red' }, 400],
  ])('is not changed by %s with %j', async (accountId, body, status) => {
    const { ask, events } = serve();
    expect((await ask('PUT', '/rest/api/3/project/PAY', body, asUser(accountId))).status).toBe(status);
    expect(events).toEqual([]);
  });

  it('that is archived cannot be edited', async () => {
    const { ask } = serve();
    expect((await ask('PUT', '/rest/api/3/issue/OLD-1', { fields: { summary: 'x' } }, pat)).status).toBe(400);
  });
});

describe('the journal', () => {
  it('makes a site anew: same requests, same site', async () => {
    const first = serve();
    const journal: Parameters<typeof first.site.replay>[0][number][] = [];
    first.site.onMutation((mutation) => journal.push(mutation));
    const link = { type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-1' }, outwardIssue: { key: 'PAY-3' } };
    const fields = { project: { key: 'PAY' }, issuetype: { name: 'Story' }, summary: 'New' };
    await first.ask('PUT', '/rest/api/3/issue/PAY-1', { fields: { duedate: null } }, pat);
    first.setNow(new Date(NOW.getTime() + 3_600_000));
    await first.ask('POST', '/rest/api/3/issue/PAY-1/transitions', { transition: { id: '30' } }, pat);
    await first.ask('POST', '/rest/api/3/issueLink', link, POWERFUL_APP);
    await first.ask('POST', '/rest/api/3/issue', { fields }, pat);
    await first.ask('PUT', '/rest/api/3/project/PAY', { leadAccountId: VIC }, pat);
    await first.ask('DELETE', '/rest/api/3/issue/PAY-4', undefined, pat);
    expect(journal.map(({ method, accountId, at }) => [method, accountId, at.slice(11, 16)])).toEqual([
      ['PUT', PAT, '10:00'],
      ['POST', PAT, '11:00'],
      ['POST', null, '11:00'],
      ['POST', PAT, '11:00'],
      ['PUT', PAT, '11:00'],
      ['DELETE', PAT, '11:00'],
    ]);

    const second = serve();
    second.site.onMutation(() => {
      throw new Error('a replayed change must not be reported again');
    });
    const report = await second.site.replay(JSON.parse(JSON.stringify(journal)) as typeof journal);
    expect(report).toEqual({ applied: 6, refused: [] });
    expect(second.events).toEqual([]);
    const all = { jql: 'created is not empty ORDER BY key', fields: ['*all'], expand: 'changelog', maxResults: 100 };
    const [before, after] = await Promise.all(
      [first, second].map(({ ask }) => ask('POST', '/rest/api/3/search/jql', all)),
    );
    expect(after?.body).toEqual(before?.body);
  });

  it('does not hold requests that were refused or changed nothing', async () => {
    const { ask, site } = serve();
    const journal: unknown[] = [];
    site.onMutation((mutation) => journal.push(mutation));
    await ask('PUT', '/rest/api/3/issue/PAY-1', { fields: { duedate: 'never' } }, pat);
    await ask('PUT', '/rest/api/3/issue/PAY-1', { fields: { duedate: '2026-12-24' } }, pat);
    await ask('POST', '/rest/api/3/search/jql', { jql: 'key = PAY-1' });
    expect(journal).toEqual([]);
  });

  it('reports what the site refuses now and goes on', async () => {
    const { site, ask } = serve(
      smallSite({
        projects: [aProject({ id: '10000', key: 'PAY', name: 'P' })],
        issues: [anIssue('1', 'PAY-1', '10000')],
        links: [],
      }),
    );
    const change = (key: string) =>
      ({
        method: 'PUT',
        path: `/rest/api/3/issue/${key}`,
        body: JSON.stringify({ fields: { duedate: '2026-12-31' } }),
        accountId: PAT,
        at: '2026-11-19T08:00:00.000Z',
      }) as const;
    const report = await site.replay([change('PAY-9'), change('PAY-1')]);
    expect(report).toEqual({ applied: 1, refused: [{ mutation: change('PAY-9'), status: 404 }] });
    const { body } = await ask('GET', '/rest/api/3/issue/PAY-1?fields=duedate,updated');
    expect(body.fields).toEqual({ duedate: '2026-12-31', updated: '2026-11-19T08:00:00.000+0000' });
  });
});
