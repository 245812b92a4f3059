export * from './admin-page';
export * from './dependency-map';
export * from './mentions';
export * from './packed-map';
export * from './playbooks';
export * from './packed-portfolio';
export * from './portfolio-page';
export * from './project-page';
export type { Refusal, Reply, ValueOf } from './reply';
