export * from './admin-page';
export * from './project-page';
export type { Refusal, Reply, ValueOf } from './reply';
