import { createHash } from 'node:crypto';
import { asRulesSee } from '../compliance';
import type { ProjectSchedule } from '../model';

/** Equal digests, equal findings: of schedules that differ only in what no rule looks at. Empty for none. */
export function scheduleDigest(schedule: ProjectSchedule | null): string {
  if (schedule === null) return '';
  const hash = createHash('sha256');
  for (const bytes of asRulesSee(schedule)) hash.update(bytes);
  return hash.digest('base64url').slice(0, 8);
}
