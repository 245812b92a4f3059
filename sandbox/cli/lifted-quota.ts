import type { SiteData } from '../jira/site-data';
import type { PlatformTuning } from '../platform';

/** Points of the hour that reading a site takes at most: each issue once, and as much again for what is around them. */
const POINTS_PER_ISSUE = 4;
const TIER_1_POINTS = 65_000;

/**
 * A site that Jira's hourly quota would take hours to read is given a larger one, and the app is told of it as of any
 * grant by Atlassian: whoever tries an export here has no other tenants to share the hour with.
 */
export function liftedQuota(data: SiteData): Partial<PlatformTuning> {
  const points = Math.max(TIER_1_POINTS, data.issues.length * POINTS_PER_ISSUE);
  process.env.POINTS_PER_HOUR = String(points);
  return { jiraPointsPerHour: points };
}
