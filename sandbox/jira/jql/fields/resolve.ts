import { FIELD } from '../../site-data';
import type { JqlContext } from '../context';
import { unknownField, unsupported } from '../errors';
import { customField, findCustomField } from './custom-fields';
import { OPERATORS, type Field } from './field';
import { hierarchyLevelOf, keyField, linkTypeField, parentField } from './issue-fields';
import {
  labelsField,
  namedField,
  occurringField,
  projectCategoryField,
  projectField,
  sprintField,
  statusCategoryField,
  userField,
  versionField,
} from './named-fields';
import {
  anyTextField,
  attachmentsField,
  commentField,
  dateField,
  numberField,
  numberOf,
  rankField,
  secondsOf,
  textField,
} from './plain-fields';
import { asObject } from '../context';

type Maker = (context: JqlContext, name: string) => Field;

const project: Maker = projectField;
const key: Maker = keyField;
const parent: Maker = (context, name) => parentField(context, name, 'any');
const sprint: Maker = (context, name) => sprintField(context, name, sprintFieldId(context));
const created: Maker = (_context, name) => dateField(name, 'created', 'instant', true);
const updated: Maker = (_context, name) => dateField(name, 'updated', 'instant', true);
const due: Maker = (_context, name) => dateField(name, 'duedate', 'day', true);
const resolved: Maker = (_context, name) => dateField(name, 'resolutiondate', 'instant', true);
const issueType: Maker = ({ world }, name) =>
  namedField({
    name,
    fieldId: 'issuetype',
    list: world.issueTypes,
    accepts: 'issuetype',
    operators: OPERATORS.equality,
  });
const originalEstimate: Maker = (_context, name) =>
  numberField(name, secondsOf('timeoriginalestimate', 'originalEstimateSeconds'), { duration: true });
const remainingEstimate: Maker = (_context, name) =>
  numberField(name, secondsOf('timeestimate', 'remainingEstimateSeconds'), { duration: true });

/** System fields by every name that JQL knows for them, in lower case. */
const SYSTEM_FIELDS: Readonly<Record<string, Maker>> = {
  project,
  key,
  issuekey: key,
  issue: key,
  id: key,
  parent,
  'epic link': (context, name) => parentField(context, name, 'workItems'),
  'parent link': (context, name) => parentField(context, name, 'containers'),
  issuelinktype: linkTypeField,
  hierarchylevel: (context, name) => numberField(name, (issue) => hierarchyLevelOf(context, issue)),
  sprint,
  summary: (_context, name) => textField(name, 'summary'),
  description: (_context, name) => textField(name, 'description'),
  environment: (_context, name) => textField(name, 'environment'),
  comment: (_context, name) => commentField(name),
  text: anyTextField,
  status: ({ world }, name) =>
    namedField({
      name,
      fieldId: 'status',
      list: world.statuses,
      accepts: 'status',
      operators: OPERATORS.history,
      history: 'status',
    }),
  statuscategory: statusCategoryField,
  issuetype: issueType,
  type: issueType,
  priority: ({ world }, name) =>
    namedField({
      name,
      fieldId: 'priority',
      list: world.priorities,
      accepts: 'plain',
      operators: OPERATORS.orderedHistory,
      firstIsGreatest: true,
      descending: true,
      history: 'priority',
    }),
  resolution: ({ world }, name) =>
    namedField({
      name,
      fieldId: 'resolution',
      list: world.resolutions,
      accepts: 'plain',
      operators: OPERATORS.orderedHistory,
      history: 'resolution',
    }),
  assignee: (context, name) => userField(context, name, 'assignee', { changelogField: 'assignee', multiple: false }),
  reporter: (context, name) => userField(context, name, 'reporter', { changelogField: 'reporter', multiple: false }),
  creator: (context, name) => userField(context, name, 'creator', null),
  labels: (_context, name) => labelsField(name, 'labels'),
  component: (context, name) => occurringField(context, name, 'components'),
  level: (context, name) => occurringField(context, name, 'security'),
  fixversion: (context, name) =>
    versionField(context, name, 'fixVersions', { changelogField: 'fix version', multiple: true }),
  affectedversion: (context, name) => versionField(context, name, 'versions', null),
  category: projectCategoryField,
  created,
  createddate: created,
  updated,
  updateddate: updated,
  due,
  duedate: due,
  resolved,
  resolutiondate: resolved,
  statuscategorychangeddate: (_context, name) => dateField(name, 'statuscategorychangedate', 'instant', true),
  originalestimate: originalEstimate,
  timeoriginalestimate: originalEstimate,
  remainingestimate: remainingEstimate,
  timeestimate: remainingEstimate,
  timespent: (_context, name) => numberField(name, secondsOf('timespent', 'timeSpentSeconds'), { duration: true }),
  workratio: (_context, name) => numberField(name, numberOf('workratio')),
  votes: (_context, name) =>
    numberField(name, (issue) => countOf(issue.fields['votes'], 'votes'), { descending: true }),
  watchers: (_context, name) =>
    numberField(name, (issue) => countOf(issue.fields['watches'], 'watchCount'), { descending: true }),
  attachments: (_context, name) => attachmentsField(name),
  rank: rankField,
};

/** JQL has these; this sandbox holds nothing that could answer them. */
const UNSUPPORTED_FIELDS = new Set(
  [
    'approvals, cascade, customer request type, development, filter, issuehistory, lastviewed, organizations',
    'parentepic, parentproject, projecttype, request, request channel type, request last activity time, savedfilter',
    'searchrequest, team, voter, watcher, workitemhistory, worklogauthor, worklogcomment, worklogdate',
  ].flatMap((line) => line.split(', ')),
);

/** The field of a search restriction; throws Jira's words when it does not exist. */
export function resolveField(context: JqlContext, name: string): Field {
  const lower = name.toLowerCase();
  if (Object.hasOwn(SYSTEM_FIELDS, lower)) return SYSTEM_FIELDS[lower](context, name);
  const custom = findCustomField(context, name);
  if (custom) return customField(context, name, custom);
  if (UNSUPPORTED_FIELDS.has(lower)) throw unsupported(`Searching by the field '${name}'`);
  throw unknownField(name);
}

/** Custom field id of the site's sprints. */
export function sprintFieldId(context: JqlContext): string {
  return context.world.customFields.find((field) => /:gh-sprint$/.test(field.schema.custom ?? ''))?.id ?? FIELD.sprint;
}

function countOf(value: Parameters<typeof asObject>[0], member: string): number | null {
  const count = asObject(value)?.[member];
  return typeof count === 'number' ? count : null;
}
