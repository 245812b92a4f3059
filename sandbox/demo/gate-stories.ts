import { dayNumber, dayText, type DayNumber } from './days';
import { accountIdOf, type Person } from './people';

/** Something that a person does about a project's gates: a function of the app's project page, with its payload. */
export interface GateStep {
  readonly accountId: string;
  readonly does: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How far a project has come with its stage gates, told as what people did. */
export interface GateStory {
  readonly projectId: string;
  /** Who sets the gates up, as an admin of the project. */
  readonly admin: string;
  readonly template: string;
  /** By the gates' places. */
  readonly planned: readonly DayNumber[];
  /** Decides on every gate. */
  readonly decider: string;
  /** A decision is about the review that waits at that time. */
  readonly steps: readonly GateStep[];
}

/**
 * The signalling upgrade has its charter approved and its plan ahead; the payroll move may go on although its scope is
 * not agreed, and its next gate is overdue; the ticketing app waits for the PMO's decision on its release.
 * @param today `YYYY-MM-DD`: everything is told relative to it.
 * @throws RangeError when `today` is no day.
 */
export function gateStories(today: string): readonly GateStory[] {
  const first = dayNumber(today);
  const day = (days: number): string => dayText(first + days);
  const step = (by: Person, does: string, payload: GateStep['payload']): GateStep => {
    return { accountId: accountIdOf(by), does, payload };
  };
  const attach = (by: Person, criterion: string, title: string, page: string, daysAgo: number): GateStep =>
    step(by, 'attachEvidence', {
      ...{ criterion, title, link: `https://wiki.harbourrail.example/${page}`, datedOn: day(-daysAgo) },
    });
  const request = (by: Person, gate: string, note: string): GateStep => step(by, 'requestReview', { gate, note });
  const decide = (decision: string, reason: string, conditions: readonly object[] = []): GateStep =>
    step('judith', 'decideReview', { decision, reason, conditions });
  const decider = accountIdOf('judith');
  return [
    {
      ...{ projectId: '10000', admin: accountIdOf('marit'), template: 'pmbok', decider },
      planned: [first - 150, first + 22, first + 150, first + 200],
      steps: [
        attach('marit', 'c1-1', 'Project charter, signed', 'signalling/charter', 160),
        attach('pieter', 'c1-2', 'Stakeholder register', 'signalling/stakeholders', 155),
        request('marit', 'g1', 'The board has read both pages.'),
        decide('go', 'The charter says what the line gains, and who answers for it.'),
        attach('tomasz', 'c2-1', 'Project management plan, third issue', 'signalling/plan', 12),
      ],
    },
    {
      ...{ projectId: '10004', admin: accountIdOf('bram'), template: 'hybrid', decider },
      planned: [first - 40, first - 4, first + 70, first + 115],
      steps: [
        attach('bram', 'c1-1', 'Business case', 'payroll/business-case', 45),
        request('bram', 'g1', 'HR and we still differ about the parallel run.'),
        decide('conditionalGo', 'The case stands. The scope has to be agreed before the blueprint is signed.', [
          {
            text: 'Agree the scope of the parallel run with HR',
            ...{ criterion: 'c1-2', owner: accountIdOf('bram'), due: day(9) },
          },
        ]),
      ],
    },
    {
      ...{ projectId: '10002', admin: accountIdOf('sanne'), template: 'agile-release', decider },
      planned: [first - 120, first + 3, first + 14],
      steps: [
        attach('sanne', 'c1-1', 'Product vision', 'ticketing/vision', 130),
        step('yusuf', 'confirmStatement', { criterion: 'c1-2', holds: true }),
        request('sanne', 'g1', ''),
        decide('go', 'Clear enough to build.'),
        request('sanne', 'g2', 'Everything for the next release is in test.'),
      ],
    },
  ];
}
