export * from './project-page';
