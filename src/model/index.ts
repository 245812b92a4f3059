export * from './calendar';
export * from './dependency';
export * from './dependency-slice';
export * from './graph';
export * from './issue-links';
export * from './playbook';
export * from './project-facts';
export * from './snapshot';
