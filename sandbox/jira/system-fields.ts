import type { Json } from './site-data';

/** A field that every Jira site has. */
export interface SystemField {
  readonly id: string;
  readonly name: string;
  readonly navigable: boolean;
  readonly orderable: boolean;
  readonly searchable: boolean;
  readonly clauseNames: readonly string[];
  readonly schema: { readonly type: string; readonly items?: string };
  /** What an issue without a value shows. */
  readonly empty: Json;
}

type Trait = 'hidden' | 'fixed' | 'unsearchable';

function field(
  id: string,
  name: string,
  type: string,
  clauseNames: readonly string[],
  ...traits: readonly Trait[]
): SystemField {
  const [kind, items] = type.split(' of ');
  return {
    id,
    name,
    navigable: !traits.includes('hidden'),
    orderable: !traits.includes('fixed'),
    searchable: !traits.includes('unsearchable'),
    clauseNames,
    schema: items === undefined ? { type: kind } : { type: kind, items },
    empty: kind === 'array' ? [] : null,
  };
}

const NO_PROGRESS = { progress: 0, total: 0 };

/** Names, types and clause names as `GET /rest/api/3/field` of a Jira Cloud site gives them. */
export const SYSTEM_FIELDS: readonly SystemField[] = [
  field('statuscategorychangedate', 'Status Category Changed', 'datetime', ['statusCategoryChangedDate'], 'fixed'),
  field('issuetype', 'Issue Type', 'issuetype', ['issuetype', 'type']),
  field('parent', 'Parent', 'parent', ['parent'], 'fixed'),
  field('timespent', 'Time Spent', 'number', ['timespent'], 'fixed'),
  field('project', 'Project', 'project', ['project'], 'fixed'),
  field('fixVersions', 'Fix versions', 'array of version', ['fixVersion']),
  field('statusCategory', 'Status Category', 'statusCategory', ['statusCategory'], 'fixed'),
  { ...field('aggregatetimespent', 'Σ Time Spent', 'number', [], 'fixed', 'unsearchable') },
  field('resolution', 'Resolution', 'resolution', ['resolution']),
  field('resolutiondate', 'Resolved', 'datetime', ['resolutiondate', 'resolved'], 'fixed'),
  { ...field('workratio', 'Work Ratio', 'number', ['workratio'], 'fixed'), empty: -1 },
  field('lastViewed', 'Last Viewed', 'datetime', ['lastViewed'], 'fixed'),
  { ...field('watches', 'Watchers', 'watches', ['watchers'], 'fixed'), empty: { watchCount: 0, isWatching: false } },
  field('created', 'Created', 'datetime', ['created', 'createdDate'], 'fixed'),
  field('priority', 'Priority', 'priority', ['priority']),
  field('labels', 'Labels', 'array of string', ['labels']),
  field('timeestimate', 'Remaining Estimate', 'number', ['remainingEstimate', 'timeestimate'], 'fixed'),
  field('aggregatetimeoriginalestimate', 'Σ Original Estimate', 'number', [], 'fixed', 'unsearchable'),
  field('versions', 'Affects versions', 'array of version', ['affectedVersion']),
  field('issuelinks', 'Linked Issues', 'array of issuelinks', ['issueLink']),
  field('assignee', 'Assignee', 'user', ['assignee']),
  field('updated', 'Updated', 'datetime', ['updated', 'updatedDate'], 'fixed'),
  field('status', 'Status', 'status', ['status'], 'fixed'),
  field('components', 'Components', 'array of component', ['component']),
  field('timeoriginalestimate', 'Original estimate', 'number', ['originalEstimate', 'timeoriginalestimate'], 'fixed'),
  field('description', 'Description', 'string', ['description']),
  { ...field('timetracking', 'Time tracking', 'timetracking', [], 'hidden'), empty: {} },
  field('security', 'Security Level', 'securitylevel', ['level']),
  { ...field('attachment', 'Attachment', 'array of attachment', ['attachments'], 'hidden') },
  field('aggregatetimeestimate', 'Σ Remaining Estimate', 'number', [], 'fixed', 'unsearchable'),
  field('summary', 'Summary', 'string', ['summary']),
  field('creator', 'Creator', 'user', ['creator'], 'fixed'),
  field('subtasks', 'Sub-tasks', 'array of issuelinks', ['subtasks'], 'fixed'),
  field('reporter', 'Reporter', 'user', ['reporter']),
  { ...field('aggregateprogress', 'Σ Progress', 'progress', [], 'fixed', 'unsearchable'), empty: NO_PROGRESS },
  field('environment', 'Environment', 'string', ['environment']),
  field('duedate', 'Due date', 'date', ['due', 'duedate']),
  { ...field('progress', 'Progress', 'progress', ['progress'], 'fixed'), empty: NO_PROGRESS },
  { ...field('votes', 'Votes', 'votes', ['votes'], 'fixed'), empty: { votes: 0, hasVoted: false } },
  {
    ...field('comment', 'Comment', 'comments-page', ['comment'], 'hidden'),
    empty: { comments: [], maxResults: 0, total: 0, startAt: 0 },
  },
  {
    ...field('worklog', 'Log Work', 'array of worklog', [], 'hidden'),
    empty: { startAt: 0, maxResults: 20, total: 0, worklogs: [] },
  },
];

const BY_ID = new Map(SYSTEM_FIELDS.map((entry) => [entry.id, entry]));

export function systemField(id: string): SystemField | undefined {
  return BY_ID.get(id);
}
