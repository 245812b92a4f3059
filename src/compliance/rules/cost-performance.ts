import { unreadFields } from '../awaited-field';
import type { ProjectView } from '../project-view';
import { WEIGHT, type ProjectRule } from '../rule';

export const costPerformance: ProjectRule = {
  id: 'cost-performance',
  version: 1,
  theme: 'plan',
  title: 'Work is worth what it cost, and comes as planned',
  checks: 'Both the schedule and the cost performance index are at least 0.95.',
  denominator: '1: the project itself, if there are sums to divide.',
  numerator:
    'The smaller of SPI = earned ÷ planned value and CPI = earned value ÷ actual cost, each as far as its divisor is above 0; below 0 it is 0.',
  rationale:
    'An index that once falls below 0.9 hardly ever recovers. It says months ahead what the work will have cost in the end.',
  source: 'EIA-748: earned value management',
  remediation: 'Find where work costs more or comes later than planned, and decide what is left out or paid for.',
  fixLabel: 'Review the costs',
  needs: ['planned value', 'earned value', 'actual cost'],
  reads: ['plannedValue', 'earnedValue', 'actualCost'],
  reasons: {},
  notes: [
    'The sums are over all issues of the project that have a value. Whoever enters values on epics should not do so on what is below them.',
    'It does not apply where no field is mapped to earned value, or none to planned value and actual cost, or both of their sums are 0.',
  ],
  defaults: { weight: WEIGHT.medium, target: 0.95, level: 'assured', critical: false, lifecycle: 'shadow' },
  judges: 'project',
  phrases: {
    pass: 'The project earns what was planned and what it costs',
    fail: 'The project earns less than was planned, or than it costs',
  },
  missing: (project, context) => unreadFields(project, context, ['plannedValue', 'earnedValue', 'actualCost']),
  measure: (project) => {
    if (project.mapped.earnedValue === undefined) return { numerator: 0, denominator: 0 };
    const earned = sumOf(project, 'earnedValue');
    const divisors = [sumOf(project, 'plannedValue'), sumOf(project, 'actualCost')].filter((sum) => sum > 0);
    if (divisors.length === 0) return { numerator: 0, denominator: 0 };
    return { numerator: Math.max(0, earned / Math.max(...divisors)), denominator: 1 };
  },
};

/** In hundredths, in which sums are exact. */
function sumOf({ mapped }: ProjectView, meaning: 'plannedValue' | 'earnedValue' | 'actualCost'): number {
  return (mapped[meaning]?.value ?? new Float64Array(0)).reduce((sum, value) => sum + Math.round(value * 100), 0);
}
