export { accountsOf, actorOf, knownActorOf } from './actors';
export { forgetAccount, listStoredAccounts } from './accounts';
export * from './application';
export { getViewedAt, listViewed, noteViewed } from './attention';
export { createCampaign, getCampaign, getCampaignNext, setCampaign, setCampaignNext, type Campaign } from './campaign';
export * from './claims';
export type { DocumentHeader } from './documents';
export * from './failures';
export * from './hints';
export { readHistory, readHistoryOn, writeHistory, type HistoryRow } from './history';
export { addJobEntry, listJobEntries, type JobEntry } from './job-log';
export * from './markers';
export type { PackedFacts } from './packing';
export * from './playbook-preview';
export * from './playbooks';
export { readPmoRole, savePmoRole, type PmoRole } from './pmo-role';
export { getPauses, setPause, type Pause } from './pauses';
export { ledgerEntries, pointsOf, reservePoints } from './points-ledger';
export * from './portfolio-documents';
export {
  commitRows,
  forgetFreshRow,
  hasFreshRows,
  listFreshRows,
  readRows,
  setFreshRow,
} from './portfolio-rows';
export * from './project-documents';
export { listReconciliations, setReconciliation, type Reconciliation } from './reconciliations';
export { isStorageFailure } from './records';
export * from './run-records';
export * from './rounds';
export { readSettings, saveSettings, type StoredSettings } from './settings';
export * from './site-record';
export type { StoredSnapshot } from './snapshot-packing';
export { sweepStore } from './sweep';
export * from './upkeep-records';
export * from './waivers';
