import { FIELD } from '../jira/site-data';

/** The display name (lower case) of each field that Jira has from the start, with its id. */
const IDS_BY_NAME: Readonly<Record<string, string>> = {
  summary: 'summary',
  status: 'status',
  'issue type': 'issuetype',
  'work type': 'issuetype',
  project: 'project',
  space: 'project',
  priority: 'priority',
  resolution: 'resolution',
  resolved: 'resolutiondate',
  assignee: 'assignee',
  reporter: 'reporter',
  creator: 'creator',
  created: 'created',
  updated: 'updated',
  'due date': 'duedate',
  description: 'description',
  environment: 'environment',
  labels: 'labels',
  components: 'components',
  'fix versions': 'fixVersions',
  'fix version/s': 'fixVersions',
  'affects versions': 'versions',
  'affects version/s': 'versions',
  'linked issues': 'issuelinks',
  'linked work items': 'issuelinks',
  'sub-tasks': 'subtasks',
  subtasks: 'subtasks',
  parent: 'parent',
  comment: 'comment',
  attachment: 'attachment',
  'log work': 'worklog',
  watchers: 'watches',
  votes: 'votes',
  'time tracking': 'timetracking',
  'original estimate': 'timeoriginalestimate',
  'remaining estimate': 'timeestimate',
  'time spent': 'timespent',
  'σ original estimate': 'aggregatetimeoriginalestimate',
  'σ remaining estimate': 'aggregatetimeestimate',
  'σ time spent': 'aggregatetimespent',
  progress: 'progress',
  'σ progress': 'aggregateprogress',
  'work ratio': 'workratio',
  'last viewed': 'lastViewed',
  'security level': 'security',
  'status category changed': 'statuscategorychangedate',
  'status category': 'statusCategory',
  'restrict to': 'issuerestriction',
  images: 'thumbnail',
  'start date': FIELD.startDate,
  sprint: FIELD.sprint,
  'story points': FIELD.storyPoints,
  'story point estimate': FIELD.storyPoints,
};

const SYSTEM_IDS = new Set(Object.values(IDS_BY_NAME));

/** What Jira Software's own API adds to an issue; `sprint` and `closedSprints` are carried over. */
const AGILE_IDS = new Set(['sprint', 'closedSprints', 'epic', 'flagged']);

const CUSTOM_ID = /^customfield_[1-9]\d{0,8}$/;

/** How a key of `fields` is meant. */
type FieldKey =
  | { readonly as: 'id'; readonly id: string }
  | { readonly as: 'agile'; readonly id: string }
  | { readonly as: 'name'; readonly id: string }
  | { readonly as: 'unknown' };

export function readFieldKey(key: string): FieldKey {
  if (AGILE_IDS.has(key)) return { as: 'agile', id: key };
  if (SYSTEM_IDS.has(key) || CUSTOM_ID.test(key)) return { as: 'id', id: key };
  const id = idOfName(key);
  return id === undefined ? { as: 'unknown' } : { as: 'name', id };
}

/** The id of a field that Jira has from the start, by its display name in English. */
function idOfName(name: string): string | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(IDS_BY_NAME, key) ? IDS_BY_NAME[key] : undefined;
}

export function isCustomFieldId(id: string): boolean {
  return CUSTOM_ID.test(id);
}
