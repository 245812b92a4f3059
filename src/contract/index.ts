export * from './admin-page';
export * from './dependency-map';
export * from './packed-map';
export * from './project-page';
export type { Refusal, Reply, ValueOf } from './reply';
