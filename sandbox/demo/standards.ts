import { FIELD, type Json, type SiteData } from '../jira/site-data';

const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
} as const;

/** The workflow's steps, by the name the generator uses. */
export const STATUSES = {
  backlog: { id: '10000', name: 'Backlog', category: 'new' },
  todo: { id: '10001', name: 'To Do', category: 'new' },
  inProgress: { id: '10002', name: 'In Progress', category: 'indeterminate' },
  inReview: { id: '10003', name: 'In Review', category: 'indeterminate' },
  acceptance: { id: '10004', name: 'Ready for Acceptance', category: 'indeterminate' },
  done: { id: '10005', name: 'Done', category: 'done' },
  cancelled: { id: '10006', name: 'Cancelled', category: 'done' },
} as const satisfies Record<string, SiteData['statuses'][number]>;

export type StatusName = keyof typeof STATUSES;

export const ISSUE_TYPES = {
  epic: { id: '10000', name: 'Epic', subtask: false, hierarchyLevel: 1 },
  story: { id: '10001', name: 'Story', subtask: false, hierarchyLevel: 0 },
  task: { id: '10002', name: 'Task', subtask: false, hierarchyLevel: 0 },
  subtask: { id: '10003', name: 'Sub-task', subtask: true, hierarchyLevel: -1 },
  bug: { id: '10004', name: 'Bug', subtask: false, hierarchyLevel: 0 },
  milestone: { id: '10005', name: 'Milestone', subtask: false, hierarchyLevel: 0 },
  risk: { id: '10006', name: 'Risk', subtask: false, hierarchyLevel: 0 },
} as const satisfies Record<string, SiteData['issueTypes'][number]>;

export type TypeName = keyof typeof ISSUE_TYPES;

export const PRIORITIES = [
  { id: '1', name: 'Highest' },
  { id: '2', name: 'High' },
  { id: '3', name: 'Medium' },
  { id: '4', name: 'Low' },
  { id: '5', name: 'Lowest' },
] as const;

export const RESOLUTIONS = {
  done: { id: '10000', name: 'Done' },
  wontDo: { id: '10001', name: "Won't Do" },
  duplicate: { id: '10002', name: 'Duplicate' },
} as const;

export type ResolutionName = keyof typeof RESOLUTIONS;

/** Those of a new Jira site, and two that companies add: one clear, one that says the same in both directions. */
export const LINK_TYPES = {
  blocks: { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  cloners: { id: '10001', name: 'Cloners', inward: 'is cloned by', outward: 'clones' },
  duplicate: { id: '10002', name: 'Duplicate', inward: 'is duplicated by', outward: 'duplicates' },
  relates: { id: '10003', name: 'Relates', inward: 'relates to', outward: 'relates to' },
  endToStart: {
    id: '10100',
    name: 'Gantt End to Start',
    inward: 'has to be done after',
    outward: 'has to be done before',
  },
  dependency: { id: '10101', name: 'Dependency', inward: 'dependency', outward: 'dependency' },
} as const satisfies Record<string, SiteData['linkTypes'][number]>;

export type LinkTypeName = keyof typeof LINK_TYPES;

const CUSTOM = 'com.atlassian.jira.plugin.system.customfieldtypes:';

export const CUSTOM_FIELDS: SiteData['customFields'] = [
  {
    id: FIELD.startDate,
    name: 'Start date',
    custom: true,
    schema: { type: 'date', custom: `${CUSTOM}datepicker`, customId: 10015 },
  },
  {
    id: FIELD.storyPoints,
    name: 'Story point estimate',
    custom: true,
    schema: { type: 'number', custom: 'com.pyxis.greenhopper.jira:jsw-story-points', customId: 10016 },
  },
  {
    id: FIELD.sprint,
    name: 'Sprint',
    custom: true,
    schema: { type: 'array', items: 'json', custom: 'com.pyxis.greenhopper.jira:gh-sprint', customId: 10020 },
  },
  {
    id: FIELD.team,
    name: 'Team',
    custom: true,
    schema: { type: 'team', custom: `${CUSTOM}atlassian-team`, customId: 10001 },
  },
];

/** A status as REST serves it. */
export function servedStatus(name: StatusName): Json {
  const { id, name: label, category } = STATUSES[name];
  return { id, name: label, description: '', statusCategory: CATEGORIES[category] };
}

export function categoryOf(name: StatusName): 'new' | 'indeterminate' | 'done' {
  return STATUSES[name].category;
}

/** What a Jira site has before anybody makes a project: the part of its data that is the same on all sites here. */
export const STANDARD_CATALOGUE = {
  statuses: Object.values(STATUSES),
  issueTypes: Object.values(ISSUE_TYPES),
  priorities: PRIORITIES,
  resolutions: Object.values(RESOLUTIONS),
  linkTypes: Object.values(LINK_TYPES),
  customFields: CUSTOM_FIELDS,
} as const;
