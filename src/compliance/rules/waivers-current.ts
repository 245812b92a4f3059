import { awaits, NOTHING } from '../awaited-record';
import { WEIGHT, type ProjectRule } from '../rule';

export const waiversCurrent: ProjectRule = {
  id: 'waivers-current',
  version: 1,
  theme: 'governance',
  title: 'Waivers do not outlive their time',
  checks: 'No waiver of the project is past its expiry.',
  denominator: 'Waivers that are in force, and those that are past their expiry and were not closed.',
  numerator: 'In force.',
  rationale: 'An exception that nobody ends becomes the rule. It was granted for a time, and for a reason.',
  source: 'PMO practice: exemptions from policy',
  remediation: 'Close what has expired, or ask anew with the reason of today.',
  fixLabel: 'Review the waivers',
  needs: ['waivers'],
  reasons: {},
  notes: [],
  defaults: { weight: WEIGHT.high, target: 1, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: { pass: 'No waiver is past its expiry', fail: 'A waiver is past its expiry' },
  missing: awaits('waivers'),
  measure: ({ records: { waivers } }) =>
    waivers ? { numerator: waivers.inForce, denominator: waivers.inForce + waivers.pastExpiry } : NOTHING,
};
