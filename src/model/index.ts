export * from './calendar';
export * from './dependency';
export * from './graph';
export * from './playbook';
export * from './project-facts';
export * from './snapshot';
