import { formatDay, parseDay, type Day } from '../model/calendar';
import { LEVELS, TIERS } from '../model/playbook';
import { DigitReader, DigitWriter } from './digits';
import type {
  CrossProjectDependencies,
  PackedPortfolio,
  PortfolioCell,
  PortfolioCriteria,
  PortfolioGate,
  PortfolioProject,
  PortfolioStanding,
  PortfolioView,
} from './portfolio-page';

/** Steps of the scale in which recent scores are told: one character each. */
const RECENT_STEPS = 30;
const STATUSES = ['pass', 'partial', 'fail', 'notApplicable', 'notAssessable', 'exempt'] as const;
const WITHHELD = [null, 'lowCoverage', 'littleApplies', 'dormant'] as const;

/** {@link unpackPortfolio} gives back the same view, figures rounded as the view says. */
export function packPortfolio({ projects, ...rest }: PortfolioView): PackedPortfolio {
  const out = new DigitWriter();
  const today = dayOf(rest.today);
  const titles = new Map<string, number>();
  for (const { category, tier, standing, dependencies } of projects) {
    out.nullable(category);
    packChoice(out, TIERS, tier);
    for (const count of countsOf(dependencies)) out.unsigned(count);
    out.unsigned(standing === null ? 0 : 1);
    if (standing !== null) {
      packStanding(out, standing, today);
      packGate(out, standing.gate, titles, today);
    }
  }
  return {
    ...rest,
    projects: {
      id: projects.map(({ id }) => id),
      key: projects.map(({ key }) => key),
      name: projects.map(({ name }) => name),
      titles: [...titles.keys()],
      figures: out.text(),
    },
  };
}

/** What the page works with. Throws RangeError on anything that {@link packPortfolio} did not make. */
export function unpackPortfolio({ projects, ...rest }: PackedPortfolio): PortfolioView {
  const input = new DigitReader(projects.figures);
  const today = dayOf(rest.today);
  return {
    ...rest,
    projects: projects.id.map((id, place): PortfolioProject => {
      const category = input.nullable();
      const tier = unpackChoice(input, TIERS);
      const [waitsFor, waitsForLate, waitedFor, waitedForLate] = times(4, () => input.unsigned());
      const dependencies = { waitsFor, waitsForLate, waitedFor, waitedForLate };
      const isKnown = input.unsigned() === 1;
      const standing = isKnown ? unpackStanding(input, today, rest.rules.length, projects.titles) : null;
      return { id, key: projects.key[place], name: projects.name[place], category, tier, standing, dependencies };
    }),
  };
}

function countsOf(dependencies: CrossProjectDependencies): readonly number[] {
  const { waitsFor, waitsForLate, waitedFor, waitedForLate } = dependencies;
  return [waitsFor, waitsForLate, waitedFor, waitedForLate];
}

/** Titles by their places, from 1 on; the same ones stand in many projects. */
function packGate(out: DigitWriter, gate: PortfolioGate | null, titles: Map<string, number>, today: Day): void {
  out.unsigned(gate === null ? 0 : 1);
  if (gate === null) return;
  const place = (title: string | null): number => {
    if (title === null) return 0;
    if (!titles.has(title)) titles.set(title, titles.size + 1);
    return titles.get(title) ?? 0;
  };
  const { stage, next } = gate;
  packCriteria(out, gate.standing);
  packCriteria(out, gate.gateReady);
  out.unsigned(place(stage));
  out.unsigned(place(next?.title ?? null));
  if (next === null) return;
  for (const day of [next.planned, next.forecast]) out.nullable(day === null ? null : dayOf(day) - today);
}

function unpackGate(input: DigitReader, titles: readonly string[], today: Day): PortfolioGate | null {
  if (input.unsigned() === 0) return null;
  const titleAt = (place: number): string | null => (place === 0 ? null : pick(titles, place - 1));
  const [standing, gateReady] = times(2, () => unpackCriteria(input));
  const [stage, title] = [titleAt(input.unsigned()), titleAt(input.unsigned())];
  if (title === null) return { stage, next: null, standing, gateReady };
  const [planned, forecast] = times(2, () => {
    const days = input.nullable();
    return days === null ? null : formatDay(today + days);
  });
  return { stage, next: { title, planned, forecast }, standing, gateReady };
}

function packCriteria(out: DigitWriter, criteria: PortfolioCriteria | null): void {
  out.unsigned(criteria === null ? 0 : 1);
  if (criteria === null) return;
  for (const count of [criteria.asked, criteria.settled, criteria.uncounted]) out.unsigned(count);
}

function unpackCriteria(input: DigitReader): PortfolioCriteria | null {
  if (input.unsigned() === 0) return null;
  const [asked, settled, uncounted] = times(3, () => input.unsigned());
  return { asked, settled, uncounted };
}

function packStanding(out: DigitWriter, standing: PortfolioStanding, today: Day): void {
  const { weekAgo, moves, recent, cells } = standing;
  out.nullable(scaled(standing.score, 100));
  out.unsigned(WITHHELD.indexOf(standing.withheld));
  out.nullable(scaled(standing.coverage, 100));
  packChoice(out, LEVELS, standing.level);
  out.unsigned(weekAgo === null ? 0 : weekAgo.samePlaybook ? 1 : 2);
  if (weekAgo !== null) {
    out.nullable(scaled(weekAgo.score, 100));
    packChoice(out, LEVELS, weekAgo.level);
  }
  out.unsigned(moves.length);
  for (const { rule, points, countsSince } of moves) {
    out.unsigned(rule);
    out.nullable(scaled(points, 10));
    out.nullable(countsSince === null ? null : today - dayOf(countsSince));
  }
  out.unsigned(recent.length);
  for (const score of recent) out.unsigned(score === null ? 0 : 1 + Math.round((score / 100) * RECENT_STEPS));
  out.unsigned(standing.playbook);
  out.nullable(today - dayOf(standing.evaluatedOn));
  for (const count of [standing.hoursOld, standing.openIssues, standing.unreadableIssues]) out.unsigned(count);
  out.nullable(standing.toNextLevel);
  for (const cell of cells) packCell(out, cell);
}

function unpackStanding(input: DigitReader, today: Day, rules: number, titles: readonly string[]): PortfolioStanding {
  const score = divided(input.nullable(), 100);
  const withheld = pick(WITHHELD, input.unsigned());
  const coverage = divided(input.nullable(), 100);
  const level = unpackChoice(input, LEVELS);
  const compared = input.unsigned();
  const weekAgo =
    compared === 0
      ? null
      : {
          ...{ score: divided(input.nullable(), 100), level: unpackChoice(input, LEVELS) },
          samePlaybook: compared === 1,
        };
  const moves = times(input.unsigned(), () => ({
    rule: input.unsigned(),
    points: divided(input.nullable(), 10) ?? 0,
    countsSince: dayBefore(today, input.nullable()),
  }));
  const recent = times(input.unsigned(), () => {
    const step = input.unsigned();
    return step === 0 ? null : ((step - 1) / RECENT_STEPS) * 100;
  });
  const playbook = input.unsigned();
  const evaluatedOn = formatDay(today - (input.nullable() ?? 0));
  const [hoursOld, openIssues, unreadableIssues] = [input.unsigned(), input.unsigned(), input.unsigned()];
  const toNextLevel = input.nullable();
  const cells = times(rules, () => unpackCell(input));
  const gate = unpackGate(input, titles, today);
  return {
    ...{ score, withheld, coverage, level, weekAgo, moves, recent, playbook, evaluatedOn, hoursOld, openIssues },
    ...{ unreadableIssues, toNextLevel, cells, gate },
  };
}

/** One character for most cells: only what falls short has a share, or figures of few, that its status does not tell. */
function packCell(out: DigitWriter, cell: PortfolioCell | null): void {
  const few = cell?.few === undefined ? 0 : STATUSES.length;
  out.unsigned(cell === null ? 0 : 1 + STATUSES.indexOf(cell.status) + few);
  if (cell !== null && isShort(cell.status)) out.unsigned(scaled(cell.attainment, 100) ?? 0);
  for (const figure of cell?.few ?? []) out.unsigned(figure);
}

function unpackCell(input: DigitReader): PortfolioCell | null {
  const coded = input.unsigned();
  if (coded === 0) return null;
  const isOfFew = coded > STATUSES.length;
  const status = pick(STATUSES, coded - 1 - (isOfFew ? STATUSES.length : 0));
  if (isShort(status)) {
    const attainment = input.unsigned() / 100;
    return { status, attainment, ...(isOfFew && { few: [input.unsigned(), input.unsigned()] as const }) };
  }
  return { status, attainment: status === 'pass' ? 1 : null };
}

function isShort(status: PortfolioCell['status']): boolean {
  return status === 'partial' || status === 'fail';
}

function packChoice<T>(out: DigitWriter, choices: readonly T[], chosen: T | null): void {
  out.unsigned(chosen === null ? 0 : 1 + choices.indexOf(chosen));
}

function unpackChoice<T>(input: DigitReader, choices: readonly T[]): T | null {
  const coded = input.unsigned();
  return coded === 0 ? null : pick(choices, coded - 1);
}

function pick<T>(choices: readonly T[], place: number): T {
  if (place >= choices.length) throw new RangeError('A packed portfolio names a choice that does not exist');
  return choices[place];
}

function times<T>(count: number, one: () => T): T[] {
  return Array.from({ length: count }, one);
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : Math.round(value * factor);
}

function divided(value: number | null, factor: number): number | null {
  return value === null ? null : value / factor;
}

function dayBefore(today: Day, days: number | null): string | null {
  return days === null ? null : formatDay(today - days);
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new RangeError(`"${text}" is not a day`);
  return day;
}
