import type { Actor } from '../../../sandbox/jira/site-port';
import { ADA, asUser, PAT, VIC } from '../../sandbox/jira/support/small-site';

/** A request whose reply is held to the contract. */
export interface ReplyCase {
  /** `GET /rest/api/3/issue/{issueIdOrKey}`, as the endpoint table and Atlassian's document write it. */
  readonly endpoint: string;
  readonly path: string;
  readonly status: number;
  readonly body?: unknown;
  readonly actor?: Actor;
  /** Name of the zod schema of jira.js for a good reply; `list` for an array of it. Absent: an error or no body. */
  readonly schema?: string;
  readonly list?: boolean;
}

const ADF = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Text' }] }] };
const ALL = { jql: 'created is not empty ORDER BY key', fields: ['*all'], maxResults: 100 };

function get(template: string, path: string, schema: string, list = false): ReplyCase {
  return { endpoint: `GET ${template}`, path, status: 200, schema, list };
}

function post(template: string, body: unknown, schema: string, path = template): ReplyCase {
  return { endpoint: `POST ${template}`, path, status: 200, body, schema };
}

const V = '/rest/api/3';
const ISSUE = `${V}/issue/{issueIdOrKey}`;
const PROJECT = `${V}/project/{projectIdOrKey}`;

/** Good replies: at least one for each endpoint. Each runs on a site of its own. */
export const GOOD_REPLIES: readonly ReplyCase[] = [
  get(`${V}/serverInfo`, `${V}/serverInfo`, 'ServerInformationSchema'),
  get(`${V}/field`, `${V}/field`, 'FieldDetailsSchema', true),
  get(`${V}/issueLinkType`, `${V}/issueLinkType`, 'IssueLinkTypesSchema'),
  get(`${V}/priority`, `${V}/priority`, 'PrioritySchema', true),
  get(`${V}/resolution`, `${V}/resolution`, 'ResolutionSchema', true),
  get(`${V}/issuetype`, `${V}/issuetype`, 'IssueTypeDetailsSchema', true),
  get(`${V}/status`, `${V}/status`, 'StatusDetailsSchema', true),
  get(`${V}/statuscategory`, `${V}/statuscategory`, 'StatusCategorySchema', true),
  get(`${V}/statuses`, `${V}/statuses?id=10&id=40`, 'JiraStatusSchema', true),

  get(`${V}/project/search`, `${V}/project/search?expand=lead,description,issueTypes,insight`, 'PageProjectSchema'),
  get(`${V}/project/search`, `${V}/project/search?maxResults=1`, 'PageProjectSchema'),
  get(PROJECT, `${V}/project/PAY`, 'ProjectSchema'),
  get(PROJECT, `${V}/project/OLD`, 'ProjectSchema'),
  {
    endpoint: `PUT ${PROJECT}`,
    path: `${V}/project/PAY`,
    status: 200,
    body: { leadAccountId: VIC },
    schema: 'ProjectSchema',
  },
  {
    endpoint: `POST ${V}/project`,
    path: `${V}/project`,
    status: 201,
    body: { key: 'NEW', name: 'New', projectTypeKey: 'software', leadAccountId: PAT },
    schema: 'ProjectIdentifiersSchema',
  },
  { endpoint: `PUT ${PROJECT}`, path: `${V}/project/PAY`, status: 200, body: { key: 'PAID' }, schema: 'ProjectSchema' },
  { endpoint: `DELETE ${PROJECT}`, path: `${V}/project/PAY`, status: 204 },
  { endpoint: `DELETE ${PROJECT}`, path: `${V}/project/PAY?enableUndo=false`, status: 204 },
  { endpoint: `POST ${PROJECT}/archive`, path: `${V}/project/PAY/archive`, status: 204 },
  { endpoint: `POST ${PROJECT}/restore`, path: `${V}/project/OLD/restore`, status: 200, schema: 'ProjectSchema' },

  {
    endpoint: `POST ${V}/version`,
    path: `${V}/version`,
    status: 201,
    body: { name: '3.0', projectId: 10000, releaseDate: '2027-01-31', description: 'Third' },
    schema: 'VersionSchema',
  },
  get(`${V}/version/{id}`, `${V}/version/900`, 'VersionSchema'),
  {
    endpoint: `PUT ${V}/version/{id}`,
    path: `${V}/version/901`,
    status: 200,
    body: { releaseDate: '2027-01-31', released: true },
    schema: 'VersionSchema',
  },
  { endpoint: `DELETE ${V}/version/{id}`, path: `${V}/version/901?moveFixIssuesTo=900`, status: 204 },
  {
    endpoint: `POST ${V}/version/{id}/removeAndSwap`,
    path: `${V}/version/901/removeAndSwap`,
    status: 204,
    body: { moveFixIssuesTo: 900 },
  },
  get(`${PROJECT}/versions`, `${V}/project/PAY/versions`, 'VersionSchema', true),
  get(`${PROJECT}/role`, `${V}/project/PAY/role`, 'GetProjectRolesSchema'),
  get(`${PROJECT}/role/{id}`, `${V}/project/PAY/role/10002`, 'ProjectRoleSchema'),

  get(`${V}/search/jql`, `${V}/search/jql?jql=project%3DPAY&maxResults=1`, 'SearchAndReconcileResultsSchema'),
  post(`${V}/search/jql`, ALL, 'SearchAndReconcileResultsSchema'),
  post(`${V}/search/jql`, { ...ALL, expand: 'names,changelog' }, 'SearchAndReconcileResultsSchema'),
  post(`${V}/search/approximate-count`, { jql: ALL.jql }, 'JQLCountResultsSchema'),

  post(`${V}/issue/bulkfetch`, { issueIdsOrKeys: ['PAY-1', '1002', 'NO-1'] }, 'BulkIssueResultsSchema'),
  post(`${V}/changelog/bulkfetch`, { issueIdsOrKeys: ['EXP-6'], maxResults: 1 }, 'BulkChangelogResponseSchema'),
  get(ISSUE, `${V}/issue/EXP-6?expand=changelog`, 'IssueSchema'),
  get(ISSUE, `${V}/issue/PAY-2`, 'IssueSchema'),
  get(`${ISSUE}/changelog`, `${V}/issue/EXP-6/changelog`, 'PageChangelogSchema'),
  get(`${ISSUE}/transitions`, `${V}/issue/PAY-1/transitions`, 'TransitionsSchema'),
  {
    endpoint: `POST ${ISSUE}/transitions`,
    path: `${V}/issue/PAY-1/transitions`,
    status: 204,
    body: { transition: { id: '30' } },
  },
  { endpoint: `PUT ${ISSUE}`, path: `${V}/issue/PAY-1`, status: 204, body: { fields: { description: ADF } } },
  {
    endpoint: `POST ${V}/issue`,
    path: `${V}/issue`,
    status: 201,
    body: { fields: { project: { key: 'PAY' }, issuetype: { id: '1' }, summary: 'New' } },
    schema: 'CreatedIssueSchema',
  },
  { endpoint: `DELETE ${ISSUE}`, path: `${V}/issue/PAY-1`, status: 204 },

  {
    endpoint: `POST ${V}/bulk/issues/move`,
    path: `${V}/bulk/issues/move`,
    status: 201,
    body: {
      sendBulkNotification: false,
      targetToSourcesMapping: {
        'EXP,1': {
          issueIdsOrKeys: ['PAY-2'],
          inferClassificationDefaults: true,
          inferFieldDefaults: true,
          inferStatusDefaults: true,
          inferSubtaskTypeDefault: true,
        },
      },
    },
    schema: 'SubmittedBulkOperationSchema',
  },
  {
    endpoint: `POST ${V}/issueLink`,
    path: `${V}/issueLink`,
    status: 201,
    body: { type: { name: 'Blocks' }, inwardIssue: { key: 'PAY-1' }, outwardIssue: { key: 'PAY-3' } },
  },
  get(`${V}/issueLink/{linkId}`, `${V}/issueLink/2001`, 'IssueLinkSchema'),
  { endpoint: `DELETE ${V}/issueLink/{linkId}`, path: `${V}/issueLink/2001`, status: 204 },

  get(`${V}/mypermissions`, `${V}/mypermissions?permissions=BROWSE_PROJECTS,ADMINISTER`, 'PermissionsSchema'),
  post(
    `${V}/permissions/check`,
    {
      globalPermissions: ['ADMINISTER'],
      projectPermissions: [{ permissions: ['EDIT_ISSUES'], projects: [10000], issues: [1001] }],
    },
    'BulkPermissionGrantsSchema',
  ),

  get(`${V}/myself`, `${V}/myself`, 'DashboardUserSchema'),
  { ...get(`${V}/myself`, `${V}/myself`, 'DashboardUserSchema'), actor: asUser(PAT) },
  get(`${V}/user`, `${V}/user?accountId=${PAT}`, 'DashboardUserSchema'),
  get(`${V}/user/search`, `${V}/user/search?query=pat`, 'DashboardUserSchema', true),
  get(`${V}/user/assignable/search`, `${V}/user/assignable/search?project=PAY`, 'DashboardUserSchema', true),
  get(`${V}/user/bulk`, `${V}/user/bulk?accountId=${PAT}&accountId=${VIC}`, 'PageUserSchema'),
  get(`${V}/users/search`, `${V}/users/search`, 'DashboardUserSchema', true),
  get(`${V}/groups/picker`, `${V}/groups/picker?query=st`, 'FoundGroupsSchema'),
  get(`${V}/group/bulk`, `${V}/group/bulk?groupId=g-admins`, 'PageGroupDetailsSchema'),
  { ...get(`${V}/myself`, `${V}/myself?expand=groups`, 'DashboardUserSchema'), actor: asUser(PAT) },
  get(`${V}/group/member`, `${V}/group/member?groupname=staff&includeInactiveUsers=true`, 'PageUserDetailsSchema'),

  post(
    `${V}/jql/parse`,
    { queries: ['project = PAY', 'project ='] },
    'ParsedJqlQueriesSchema',
    `${V}/jql/parse?validation=strict`,
  ),
];

/** Replies that say no. Their statuses and bodies must be those that the document foresees. */
export const REFUSALS: readonly ReplyCase[] = [
  { endpoint: `GET ${V}/search`, path: `${V}/search?jql=key=PAY-1`, status: 410 },
  { endpoint: `POST ${V}/search`, path: `${V}/search`, status: 410, body: { jql: 'key = PAY-1' } },
  { endpoint: `POST ${V}/search/jql`, path: `${V}/search/jql`, status: 400, body: { jql: '' } },
  { endpoint: `GET ${ISSUE}`, path: `${V}/issue/NO-1`, status: 404 },
  { endpoint: `PUT ${ISSUE}`, path: `${V}/issue/PAY-1`, status: 400, body: { fields: { colour: 'red' } } },
  { endpoint: `POST ${V}/issue`, path: `${V}/issue`, status: 400, body: {} },
  { endpoint: `DELETE ${ISSUE}`, path: `${V}/issue/PAY-1`, status: 403, actor: asUser(VIC) },
  { endpoint: `POST ${ISSUE}/transitions`, path: `${V}/issue/PAY-1/transitions`, status: 400, body: {} },
  { endpoint: `GET ${PROJECT}`, path: `${V}/project/NONE`, status: 404 },
  { endpoint: `PUT ${PROJECT}`, path: `${V}/project/PAY`, status: 403, body: {}, actor: asUser(VIC) },
  { endpoint: `GET ${V}/project/search`, path: `${V}/project/search?orderBy=zz`, status: 400 },
  {
    endpoint: `POST ${V}/project`,
    path: `${V}/project`,
    status: 400,
    body: { key: 'PAY', name: 'x', leadAccountId: PAT },
  },
  { endpoint: `PUT ${PROJECT}`, path: `${V}/project/PAY`, status: 403, body: { key: 'PAID' }, actor: asUser(PAT) },
  { endpoint: `DELETE ${PROJECT}`, path: `${V}/project/OLD`, status: 404 },
  { endpoint: `DELETE ${PROJECT}`, path: `${V}/project/PAY`, status: 404, actor: asUser(PAT) },
  { endpoint: `POST ${PROJECT}/archive`, path: `${V}/project/PAY/archive`, status: 403, actor: asUser(PAT) },
  { endpoint: `POST ${PROJECT}/restore`, path: `${V}/project/PAY/restore`, status: 400, actor: asUser(ADA) },
  { endpoint: `POST ${V}/version`, path: `${V}/version`, status: 404, body: { name: '3', projectId: 1 } },
  { endpoint: `POST ${V}/version`, path: `${V}/version`, status: 400, body: { name: '1.0', projectId: 10000 } },
  { endpoint: `GET ${V}/version/{id}`, path: `${V}/version/1`, status: 404 },
  { endpoint: `PUT ${V}/version/{id}`, path: `${V}/version/900`, status: 400, body: {}, actor: asUser(VIC) },
  { endpoint: `DELETE ${V}/version/{id}`, path: `${V}/version/900`, status: 401, actor: asUser(VIC) },
  {
    endpoint: `POST ${V}/bulk/issues/move`,
    path: `${V}/bulk/issues/move`,
    status: 400,
    body: { targetToSourcesMapping: { 'EXP,1': { issueIdsOrKeys: ['NO-1'] } } },
  },
  { endpoint: `GET ${V}/bulk/queue/{taskId}`, path: `${V}/bulk/queue/1`, status: 400 },
  { endpoint: `GET ${V}/mypermissions`, path: `${V}/mypermissions`, status: 400 },
  {
    endpoint: `GET ${V}/mypermissions`,
    path: `${V}/mypermissions?permissions=ADMINISTER&projectKey=NONE`,
    status: 404,
  },
  {
    endpoint: `POST ${V}/permissions/check`,
    path: `${V}/permissions/check`,
    status: 403,
    body: { accountId: PAT },
    actor: asUser(VIC),
  },
  { endpoint: `GET ${V}/issueLink/{linkId}`, path: `${V}/issueLink/1`, status: 404 },
  { endpoint: `GET ${V}/user`, path: `${V}/user?accountId=nobody`, status: 404 },
  { endpoint: `GET ${V}/group/member`, path: `${V}/group/member?groupname=none`, status: 404 },
  { endpoint: `POST ${V}/jql/parse`, path: `${V}/jql/parse?validation=strict`, status: 400, body: { queries: [] } },
];
