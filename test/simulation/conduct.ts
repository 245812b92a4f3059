import type { Random } from '../../sandbox/demo/random';
import type { JiraAnswers } from '../support/forge';
import type { StorageFault } from '../support/fake-kvs';
import type { Reply } from '../support/reply';

/** How the platform and Jira behave. Shares are probabilities from 0 to 1, times milliseconds. */
export interface Conduct {
  readonly jiraLatency: readonly [least: number, most: number];
  /** Of storage and queue. */
  readonly platformLatency: readonly [least: number, most: number];
  readonly eventLoss: number;
  readonly eventDuplication: number;
  readonly eventDelay: (random: Random) => number;
  readonly queueDuplication: number;
  /** Share of jobs that come up to ten minutes late. */
  readonly queueLateness: number;
  /** Longest time until queries of the storage see a write. */
  readonly queryLag: number;
  /** Share of invocations that are killed at some call, and share of those whose job never comes again. */
  readonly kills: number;
  readonly lostWithKill: number;
  /** Instead of taking a push to the queue. */
  readonly pushFault: (random: Random) => Reply | null;
  readonly storageFault: (random: Random) => StorageFault | null;
  /** Whether a function may end with an error: in trouble it may, since the platform shows that to nobody. */
  readonly errorsExpected: boolean;
  /** Answers for the site, or lets it answer. */
  readonly jira: (site: JiraAnswers, ...call: Parameters<JiraAnswers['answer']>) => Promise<Reply> | Reply;
}

/** Nothing goes wrong: for the installation that says what is right. */
export const CALM: Conduct = {
  jiraLatency: [50, 400],
  platformLatency: [2, 20],
  eventLoss: 0,
  eventDuplication: 0,
  eventDelay: () => 1000,
  queueDuplication: 0,
  queueLateness: 0,
  queryLag: 0,
  kills: 0,
  lostWithKill: 0,
  pushFault: () => null,
  storageFault: () => null,
  errorsExpected: false,
  jira: (site, ...call) => site.answer(...call),
};

/** What Atlassian says of its platform on an ordinary day: events late, twice, out of order or never; queries behind. */
export const ORDINARY: Conduct = {
  ...CALM,
  eventLoss: 0.05,
  eventDuplication: 0.1,
  eventDelay: (random) => (random.chance(0.3) ? random.int(0, 180_000) : random.int(100, 5000)),
  queueDuplication: 0.05,
  queueLateness: 0.1,
  queryLag: 2000,
};
