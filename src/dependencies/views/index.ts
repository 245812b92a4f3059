export { KnownGraph, type ScheduledDependency, type ScheduledIssue, type Share } from './known-graph';
export {
  chainScope,
  criticalPathScope,
  cycleScope,
  mostPressing,
  pairScope,
  projectScope,
  type ScopeOfIssues,
} from './scopes';
