export type { DocumentHeader } from './documents';
export type { PackedFacts } from './packing';
export * from './portfolio-documents';
export * from './project-documents';
export * from './run-records';
export { isStorageFailure } from './records';
