import type { StoryLink } from './project-spec';

/** Who waits for whom among the key items. */
export const STORY_LINKS: readonly StoryLink[] = [
  // The signalling upgrade waits for the data platform; its whole critical path follows.
  { provider: 'data-register', dependent: 'sig-import' },
  { provider: 'sig-import', dependent: 'sig-freeze' },
  { provider: 'sig-freeze', dependent: 'sig-factory' },
  { provider: 'sig-factory', dependent: 'sig-install' },
  { provider: 'sig-install', dependent: 'sig-dynamic', type: 'endToStart' },
  { provider: 'sig-dynamic', dependent: 'sig-cutover' },
  { provider: 'sig-cutover', dependent: 'sig-safety', type: 'endToStart' },
  { provider: 'data-ownership', dependent: 'data-register' },
  { provider: 'data-ownership', dependent: 'sig-gradients' },
  { provider: 'data-register', dependent: 'data-history' },

  // Payroll and HR hold a cycle: load master → confirm scales → convert grades → freeze master → load master.
  { provider: 'pay-master', dependent: 'pay-scales' },
  { provider: 'pay-scales', dependent: 'hr-grades' },
  { provider: 'hr-grades', dependent: 'hr-freeze' },
  { provider: 'hr-freeze', dependent: 'pay-master' },
  { provider: 'pay-master', dependent: 'pay-parallel' },
  { provider: 'pay-parallel', dependent: 'pay-golive' },

  // What the others wait for.
  { provider: 'pay-golive', dependent: 'lan-payroll' },
  { provider: 'data-history', dependent: 'dep-windows' },
  { provider: 'data-stream', dependent: 'flt-stream' },
  { provider: 'data-counts', dependent: 'tick-coaches' },
  { provider: 'time-interface', dependent: 'tick-departures' },
  { provider: 'time-interface', dependent: 'flt-positions' },
  { provider: 'sig-headways', dependent: 'time-etcs' },
  { provider: 'time-etcs', dependent: 'time-winter' },
  { provider: 'hr-feed', dependent: 'acc-joiners' },
  { provider: 'acc-depots', dependent: 'dep-gates' },
  { provider: 'acc-accounts', dependent: 'tick-signon' },
  { provider: 'wifi-masts', dependent: 'dep-network' },
  // Recorded with a link type that says the same in both directions.
  { provider: 'dep-windows', dependent: 'flt-portal', type: 'dependency' },
];

/** What the milestones wait for. */
export const MILESTONE_LINKS: readonly StoryLink[] = [
  { provider: 'data-register', dependent: 'data-live' },
  { provider: 'sig-cutover', dependent: 'sig-harbour' },
  { provider: 'sig-safety', dependent: 'sig-authorised' },
  { provider: 'pay-golive', dependent: 'pay-first' },
];
