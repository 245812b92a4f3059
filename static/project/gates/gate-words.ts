import type { ConditionView, CriterionView, DecisionView, GateView } from '../../../src/contract';
import type { StageOnLine } from '../../shared/stage-line';

export const CRITERION_WORDS: Readonly<Record<CriterionView['status'], string>> = {
  met: 'Met',
  unmet: 'Not met yet',
  waived: 'Waived',
  notAssessable: 'Cannot be told',
};

export const GATE_WORDS: Readonly<Record<GateView['status'], string>> = {
  open: 'Ahead',
  inReview: 'In review',
  passed: 'Passed',
  passedWithConditions: 'Passed with conditions',
  blocked: 'Blocked: a condition is overdue',
  held: 'On hold',
  stopped: 'Stopped',
  bypassed: 'Not asked any more',
};

export const DECISION_WORDS: Readonly<Record<DecisionView['decision'], string>> = {
  go: 'Go',
  conditionalGo: 'Conditional go',
  hold: 'Hold',
  stop: 'Stop',
};

export const DECISION_MEANS: Readonly<Record<DecisionView['decision'], string>> = {
  go: 'the gate is passed',
  conditionalGo: 'it is passed, and what is left is done by a day; each condition becomes an issue in Jira',
  hold: 'not yet: mend what is missing and ask again',
  stop: 'the project does not go on',
};

export const CONDITION_WORDS: Readonly<Record<ConditionView['standing'], string>> = {
  done: 'Done',
  open: 'Open',
  overdue: 'Overdue',
};

/** How a gate stands on the line; the next one says when it is planned. */
export function toneOf({ id, status }: GateView, next: string | null): StageOnLine['tone'] {
  if (status === 'blocked' || status === 'stopped') return 'trouble';
  if (status === 'passed' || status === 'passedWithConditions') return 'passed';
  return id === next ? 'next' : 'ahead';
}

/** Met or waived: it keeps nothing from passing. */
export function isSettled({ status }: Pick<CriterionView, 'status'>): boolean {
  return status === 'met' || status === 'waived';
}
