import { listVersions, POINTS, type ProjectVersion } from '../jira';
import type { Allowance } from './allowance';

/** More than most projects have; one with more settles the difference afterwards. */
const LIKELY_VERSIONS = 50;

/** All versions of a project. 1 call. */
export function versionsOf(projectId: number, allowance: Allowance): Promise<readonly ProjectVersion[]> {
  return allowance.ask('project/versions', POINTS.versions(LIKELY_VERSIONS), () => listVersions(projectId));
}
