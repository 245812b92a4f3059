export type { DocumentHeader, StoredDocument } from './documents';
export type { PackedFacts } from './packing';
export * from './portfolio-documents';
export * from './project-documents';
export * from './run-records';
export { StoreError } from './store-error';
export { isStorageFailure } from './records';
