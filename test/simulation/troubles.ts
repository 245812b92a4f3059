import type { Random } from '../../sandbox/demo/random';
import type { JiraAnswers } from '../support/forge';
import { reply, textReply, type Reply } from '../support/reply';
import { CALM, type Conduct } from './conduct';
import type { VirtualClock } from './virtual-clock';

/** Shares from 0 to 1 of calls, or of invocations, that go wrong in each way. */
export interface Plan {
  /** 5xx and lost connections. */
  readonly errors?: number;
  /** 429 of each kind: the quota until the hour, a burst on one endpoint, a gateway that does not say when. */
  readonly quota?: number;
  readonly burst?: number;
  readonly gateway?: number;
  /** 401, 403 or 404 for something that is there. */
  readonly refusals?: number;
  /** Pages hold at most so many issues, by chance for each. */
  readonly shortPages?: readonly [least: number, most: number];
  /** Page tokens that Jira does not know any more. */
  readonly expiredTokens?: number;
  /** Whole readings that end too early, as if they were whole. */
  readonly truncation?: number;
  /** Storage operations that are refused, and that are done while the reply gets lost. */
  readonly storageRefused?: number;
  readonly storageLost?: number;
  readonly pushes?: number;
  readonly kills?: number;
  readonly lostWithKill?: number;
  readonly queueDuplication?: number;
  readonly queueLateness?: number;
  readonly eventLoss?: number;
}

const WHOLE_READING = /^project = \d+ ORDER BY key ASC$/;

type Call = Parameters<JiraAnswers['answer']>;

/** The conduct of a platform and a Jira in the given troubles. */
export function troubled(plan: Plan, random: Random, clock: VirtualClock): Conduct {
  const jira = new TroubledJira(plan, random, clock);
  return {
    ...CALM,
    eventLoss: plan.eventLoss ?? 0.05,
    eventDuplication: 0.1,
    eventDelay: (source) => source.int(100, 60_000),
    queueDuplication: plan.queueDuplication ?? 0.05,
    queueLateness: plan.queueLateness ?? 0.1,
    queryLag: 10_000,
    kills: plan.kills ?? 0,
    lostWithKill: plan.lostWithKill ?? 0.2,
    storageFault: (source) => {
      if (source.chance(plan.storageRefused ?? 0)) return 'INTERNAL_ERROR';
      return source.chance(plan.storageLost ?? 0) ? { lost: true } : null;
    },
    pushFault: (source) =>
      source.chance(plan.pushes ?? 0) ? reply(source.pick([400, 429, 500]), { errorMessage: 'not now' }) : null,
    errorsExpected: true,
    jira: (site, ...call) => jira.answer(site, call),
  };
}

class TroubledJira {
  private quotaUntil = 0;
  private readonly burstUntil = new Map<string, number>();

  constructor(
    private readonly plan: Plan,
    private readonly random: Random,
    private readonly clock: VirtualClock,
  ) {}

  async answer(site: JiraAnswers, [method, path, body, as]: Call): Promise<Reply> {
    const { plan, random } = this;
    const limited = as.kind === 'app' ? this.limited(path) : null;
    if (limited !== null) return limited;
    if (random.chance(plan.errors ?? 0)) {
      const status = random.pick([500, 502, 503, 504, 0, 0]);
      if (status === 0) throw new TypeError('fetch failed');
      return reply(status, { errorMessages: ['injected'], errors: {} });
    }
    if (random.chance(plan.refusals ?? 0)) {
      return reply(random.pick([401, 403, 404]), { errorMessages: ['injected'], errors: {} });
    }
    if (!path.endsWith('/search/jql')) return site.answer(method, path, body, as);
    return this.search(site, method, path, body as SearchBody, as);
  }

  private limited(path: string): Reply | null {
    const { plan, random } = this;
    const { now } = this.clock;
    if (random.chance(plan.quota ?? 0)) this.quotaUntil = (Math.floor(now / 3_600_000) + 1) * 3_600_000;
    if (this.quotaUntil > now) return tooMany('jira-quota-global-based', this.quotaUntil - now);
    if (random.chance(plan.burst ?? 0)) this.burstUntil.set(path, now + random.int(1, 30) * 1000);
    const burst = this.burstUntil.get(path) ?? 0;
    if (burst > now) return tooMany('jira-burst-based', burst - now);
    return random.chance(plan.gateway ?? 0) ? reply(429, { message: 'Too many requests' }) : null;
  }

  private async search(
    site: JiraAnswers,
    method: string,
    path: string,
    asked: SearchBody,
    as: Call[3],
  ): Promise<Reply> {
    const { plan, random } = this;
    if (asked.nextPageToken !== undefined && random.chance(plan.expiredTokens ?? 0)) {
      return reply(400, { errorMessages: ['The provided next page token is invalid or expired.'], errors: {} });
    }
    const maxResults = Math.min(asked.maxResults, plan.shortPages ? random.int(...plan.shortPages) : Infinity);
    const answer = await site.answer(method, path, { ...asked, maxResults }, as);
    if (!answer.ok || !WHOLE_READING.test(asked.jql) || !random.chance(plan.truncation ?? 0)) return answer;
    const { issues } = (await answer.json()) as { issues: unknown[] };
    const left = issues.slice(0, Math.ceil(issues.length / 2));
    return textReply(200, JSON.stringify({ issues: left, isLast: true }));
  }
}

interface SearchBody {
  readonly jql: string;
  readonly maxResults: number;
  readonly nextPageToken?: string;
}

function tooMany(reason: string, milliseconds: number): Reply {
  const headers = { 'retry-after': String(Math.ceil(milliseconds / 1000)), 'ratelimit-reason': reason };
  return reply(429, { errorMessages: ['Rate limit exceeded.'] }, headers);
}
