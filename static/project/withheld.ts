import type { FindingInWords, SnapshotInWords } from '../../src/contract';
import { isEnforced, LEAST_APPLICABLE, LEAST_COVERAGE } from './words';

/** Which of the two conditions of a score fails, and why. */
export function reasonForNoScore({ withheld, findings }: SnapshotInWords, percent: (share: number) => string): string {
  if (withheld === null) return 'No rule of the playbook counts for this project.';
  if (withheld.because === 'lowCoverage') {
    return `Only ${percent(withheld.coverage)} of what applies here can be assessed, and a score needs ${percent(LEAST_COVERAGE)}. The findings say what is missing.`;
  }
  const why = withheld.dormant
    ? 'The project is dormant: nothing is open, and nothing was finished in the last 90 days.'
    : findings.some((finding) => isEnforced(finding) && finding.status === 'exempt')
      ? 'The other rules are waived, or find nothing to check.'
      : 'The other rules find nothing to check.';
  return `Only ${percent(withheld.applicableShare)} of the playbook applies here, and a score needs ${percent(LEAST_APPLICABLE)}. ${why}`;
}

/** The findings as they are shown beside the score: without one, there are no points to speak of. */
export function findingsToShow({ findings, score }: SnapshotInWords): readonly FindingInWords[] {
  if (score !== null) return findings;
  return findings.map((finding) => ({ ...finding, contribution: null, loss: null }));
}
