/** Statuses of the simulated site, one for each category, as Jira's REST API has them. */
export const toDo = { id: '1', name: 'To do', statusCategory: { id: 2, key: 'new', name: 'To Do' } };
export const inProgress = {
  id: '3',
  name: 'Doing',
  statusCategory: { id: 4, key: 'indeterminate', name: 'In Progress' },
};
export const done = { id: '5', name: 'Done', statusCategory: { id: 3, key: 'done', name: 'Done' } };
