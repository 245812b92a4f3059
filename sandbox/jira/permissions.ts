/** A permission of Jira Cloud and who holds it here. */
export interface Permission {
  readonly id: string;
  readonly name: string;
  readonly type: 'GLOBAL' | 'PROJECT';
  readonly description: string;
  /** By which of the project's grants, or the site's groups, it is held. */
  readonly rule: 'administrator' | 'anyone' | 'administer' | 'browse' | 'edit';
}

type Row = readonly [key: string, id: string, name: string, description: string, rule: Permission['rule']];

const GLOBAL: readonly Row[] = [
  [
    'ADMINISTER',
    '0',
    'Administer Jira',
    'Create and administer projects, issue types, fields and users.',
    'administrator',
  ],
  ['SYSTEM_ADMIN', '44', 'System Administer Jira', 'Perform all administration functions.', 'administrator'],
  ['BULK_CHANGE', '33', 'Make bulk changes', 'Modify a collection of issues at once.', 'anyone'],
  [
    'CREATE_PROJECT',
    '45',
    'Create team-managed projects',
    'Create projects separate from shared configurations.',
    'anyone',
  ],
  [
    'CREATE_SHARED_OBJECTS',
    '22',
    'Share dashboards and filters',
    'Share dashboards and filters with others.',
    'anyone',
  ],
  [
    'MANAGE_GROUP_FILTER_SUBSCRIPTIONS',
    '24',
    'Manage group filter subscriptions',
    'Manage group filter subscriptions.',
    'anyone',
  ],
  ['USER_PICKER', '27', 'Browse users and groups', 'Select users or groups from a popup window.', 'anyone'],
];

const PROJECT: readonly Row[] = [
  ['ADMINISTER_PROJECTS', '23', 'Administer Projects', 'Ability to administer a project in Jira.', 'administer'],
  ['BROWSE_PROJECTS', '10', 'Browse Projects', 'Ability to browse projects and the issues within them.', 'browse'],
  ['VIEW_AGGREGATED_DATA', '51', 'View aggregated data', 'Ability to view aggregated data of the project.', 'browse'],
  ['VIEW_DEV_TOOLS', '29', 'View Development Tools', 'Ability to view development tools in the issue.', 'browse'],
  ['VIEW_READONLY_WORKFLOW', '45', 'View Read-Only Workflow', 'Ability to view the read-only workflow.', 'browse'],
  ['ADD_COMMENTS', '15', 'Add Comments', 'Ability to comment on issues.', 'browse'],
  ['CREATE_ISSUES', '11', 'Create Issues', 'Ability to create issues.', 'edit'],
  ['EDIT_ISSUES', '12', 'Edit Issues', 'Ability to edit issues.', 'edit'],
  ['TRANSITION_ISSUES', '46', 'Transition Issues', 'Ability to transition issues.', 'edit'],
  ['SCHEDULE_ISSUES', '28', 'Schedule Issues', "Ability to view or edit an issue's due date.", 'edit'],
  ['MOVE_ISSUES', '25', 'Move Issues', 'Ability to move issues between projects.', 'edit'],
  ['ASSIGN_ISSUES', '13', 'Assign Issues', 'Ability to assign issues to other people.', 'edit'],
  ['ASSIGNABLE_USER', '17', 'Assignable User', 'Users with this permission may be assigned to issues.', 'edit'],
  ['RESOLVE_ISSUES', '14', 'Resolve Issues', 'Ability to resolve and reopen issues.', 'edit'],
  ['CLOSE_ISSUES', '18', 'Close Issues', 'Ability to close issues.', 'edit'],
  ['MODIFY_REPORTER', '30', 'Modify Reporter', 'Ability to modify the reporter.', 'edit'],
  ['DELETE_ISSUES', '16', 'Delete Issues', 'Ability to delete issues.', 'edit'],
  ['LINK_ISSUES', '21', 'Link Issues', 'Ability to link issues together.', 'edit'],
  ['SET_ISSUE_SECURITY', '26', 'Set Issue Security', 'Ability to set the level of security on an issue.', 'administer'],
  ['MANAGE_SPRINTS_PERMISSION', '50', 'Manage sprints', 'Ability to manage sprints.', 'edit'],
  ['WORK_ON_ISSUES', '20', 'Work On Issues', 'Ability to log work done against an issue.', 'edit'],
];

function rows(table: readonly Row[], type: Permission['type']): readonly [string, Permission][] {
  return table.map(([key, id, name, description, rule]) => [key, { id, name, type, description, rule }]);
}

/** By key. */
export const PERMISSIONS: ReadonlyMap<string, Permission> = new Map([
  ...rows(GLOBAL, 'GLOBAL'),
  ...rows(PROJECT, 'PROJECT'),
]);
