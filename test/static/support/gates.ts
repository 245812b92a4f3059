import type { CriterionView, GatesView, GateView, ReviewView } from '../../../src/contract';

/** Of a project whose admins have set up no gates. */
export const NO_GATES: GatesView = {
  ...{ events: 0, today: '2026-11-20', brokenAt: null, tracker: null, mayContribute: true },
};

type Tracker = NonNullable<GatesView['tracker']>;

export function aCriterionView(id: string, overrides: Partial<CriterionView> = {}): CriterionView {
  return {
    ...{ id, title: `Criterion ${id}`, help: '', mandatory: true, status: 'unmet', found: 'Nothing is attached' },
    ...{ next: 'Attach the link.', look: { of: 'evidence', kind: 'page', freshDays: 30 }, evidence: null },
    ...{ mayConfirm: false, waiver: null },
    ...overrides,
  };
}

export function aGateView(id: string, overrides: Partial<GateView> = {}): GateView {
  return {
    ...{ id, title: `Gate ${id}`, stage: `Stage of ${id}`, status: 'open', planned: null, forecast: null },
    ...{ overdue: false, decisions: [], conditions: [] },
    ...overrides,
  };
}

export function aReviewView(overrides: Partial<ReviewView> = {}): ReviewView {
  return {
    ...{ id: 'r1', gate: 'g1', requestedBy: { name: 'Maya Okafor' }, requestedAt: '2026-11-19T09:00:00Z', note: '' },
    ...{ criteria: [], changed: [], decisions: [], quorum: 1, mayDecide: false, mayWithdraw: false },
    ...overrides,
  };
}

/** A project before its first of two gates; what is due so far and what the gate asks follow from the criteria. */
export function aTracker(criteria: readonly CriterionView[], overrides: Partial<Tracker> = {}): Tracker {
  const mandatory = criteria.filter((each) => each.mandatory);
  const settled = mandatory.filter(({ status }) => status === 'met' || status === 'waived').length;
  return {
    ...{ lifecycle: 'Hybrid', stage: 'Stage of g1', gates: [aGateView('g1'), aGateView('g2')], next: 'g1' },
    standing: { settled: 0, asked: 0, criteria: [] },
    gateReady: { settled, asked: mandatory.length, criteria },
    ...{ decidersMissing: 0, review: null },
    ...overrides,
  };
}
