import { catalogue } from '../src/compliance';
import { portfolioPageRequests, type PortfolioPageFunction, type Reply } from '../src/contract';
import { parseDay, type Day, type FindingStatus, type PortfolioRow, type RowFinding } from '../src/model';
import { portfolioDay } from '../src/portfolio';
import { portfolioPageResolver } from '../src/resolvers/portfolio-page';
import { commitIndex, commitRows, writePortfolioDay } from '../src/store';
import { FakeForge } from '../test/support/forge';
import { seededRandom } from './generate';

const READER = 'reader';
const [RECENT_DAYS, KEPT_DAYS] = [28, 2 * 365];
const A_DAY = 86_400_000;
const STAGES = ['Initiate', 'Plan', 'Build', 'Close'];

/** An installation in memory that has a portfolio stored: what the app's own resolver answers about it. */
export interface StoredPortfolio {
  /** @throws Error when the platform would have killed it */
  readonly ask: (functionKey: PortfolioPageFunction, payload: unknown) => Promise<Reply<unknown>>;
}

/** Whether the portfolio's resolver answers a function, rather than another page's. */
export function isOfPortfolio(functionKey: string): functionKey is PortfolioPageFunction {
  return functionKey in portfolioPageRequests;
}

/** Stores so many projects as the app does, with a row and two years of days each, all of which the reader may browse. */
export async function storedPortfolio(size: number): Promise<StoredPortfolio> {
  const forge = new FakeForge();
  const random = seededRandom(size);
  const ids = Array.from({ length: size }, (_, place) => 10_001 + place);
  const now = Date.now();
  const today = parseDay(new Date(now).toISOString().slice(0, 10)) ?? 0;
  const rows = ids.map((id) => aRow(id, today, now, random));
  forge.jira.projects = ids.map((id) => {
    return { id: String(id), key: `P${id}`, name: nameOf(id), lead: { active: true }, issues: [] };
  });
  forge.jira.browse.set(READER, new Set(ids.map(String)));
  await forge.run(async () => {
    await commitIndex(
      ids.map((id) => ({ id, key: `P${id}`, name: nameOf(id), lead: 'active' as const, category: 500 + (id % 8) })),
      now,
    );
    await commitRows(rows, { madeAt: now });
    await writePortfolioDay(portfolioDay(today, rows, new Map()));
  });
  // Every day of the past is as today, at the price of a copy.
  const [key] = forge.keys('portfolio-day');
  const stored = forge.storage.get(key) ?? '';
  for (let back = 1; back <= KEPT_DAYS; back++) forge.storage.set(`portfolio-day:${today - back}`, stored);
  return {
    async ask(functionKey, payload) {
      const event = { call: { functionKey, payload }, context: {} };
      const principal = { accountId: READER };
      const outcome = await forge.run(() => portfolioPageResolver(event as never, { principal } as never), principal);
      if (outcome.killed) throw new Error('killed');
      return outcome.value as Reply<unknown>;
    },
  };
}

function nameOf(id: number): string {
  return `${['Renewal of the platform', 'Depot and fleet', 'Launch of the timetable'][id % 3]} ${id}`;
}

function aRow(id: number, today: Day, now: number, random: () => number): PortfolioRow {
  const findings = catalogue.map(({ id: rule }, place) => aFinding(rule, place, random));
  const score = 100 * random();
  const stage = STAGES[Math.floor(random() * STAGES.length)];
  return {
    ...{ projectId: id, evaluatedOn: today, readAt: now - Math.floor(random() * 2 * A_DAY), findings, score },
    ...{ playbook: { id: 'predictive', version: 1 + (id % 2), title: 'Predictive' }, coverage: 0.7 + 0.3 * random() },
    ...{ level: random() < 0.3 ? 'managed' : null, withheld: null, places: [] },
    nextLevel: { level: 'assured', rules: [], issues: Math.floor(40 * random()) },
    issues: { read: 1000, evaluated: 1000, unreadable: 0, open: Math.floor(400 * random()), uncategorised: 0 },
    gate: {
      ...{ stage, next: { title: `${stage} done`, planned: today + Math.floor(90 * random()) - 20, forecast: null } },
      ...{ standing: { asked: 9, settled: Math.floor(10 * random()), uncounted: 0 }, gateReady: null },
    },
    weekAgo: {
      ...{ score: 100 * random(), level: null, playbook: `predictive@${1 + (id % 2)}` },
      attainments: Object.fromEntries(findings.map(({ rule, attainment }) => [rule, attainment])),
    },
    recent: Array.from({ length: RECENT_DAYS }, () => 100 * random()),
  };
}

function aFinding(rule: string, place: number, random: () => number): RowFinding {
  const attainment = random() < 0.2 ? null : Math.min(1, 2 * random());
  const status: FindingStatus =
    attainment === null ? 'notApplicable' : attainment === 1 ? 'pass' : attainment < 0.5 ? 'fail' : 'partial';
  return {
    ...{ rule, lifecycle: 'enforced', status, attainment, weight: 2.5 * (1 + (place % 4)) },
    ...{ loss: attainment === null ? null : 1 - attainment, toMend: Math.floor(20 * random()) },
  };
}
