export { KnownGraph, type ScheduledDependency, type ScheduledIssue } from './known-graph';
export {
  byUrgency,
  chainScope,
  criticalPathScope,
  cycleScope,
  mostPressing,
  pairScope,
  projectScope,
  targetPathScope,
  targetsOfProject,
  type ScheduledTarget,
  type ScopeOfIssues,
} from './scopes';
