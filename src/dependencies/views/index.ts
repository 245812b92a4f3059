export { KnownGraph, type ScheduledDependency, type ScheduledIssue } from './known-graph';
export {
  byUrgency,
  chainScope,
  criticalPathScope,
  cycleScope,
  mostPressing,
  pairScope,
  projectScope,
  type ScopeOfIssues,
} from './scopes';
