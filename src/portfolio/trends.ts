import { LEVELS, type Day, type Level, type PortfolioDay, type ProjectOnDay, type RuleId } from '../model';

/** How a group of projects stood on a day. */
export interface GroupOnDay {
  readonly day: Day;
  /** How many of them had been evaluated by then. */
  readonly projects: number;
  /** The mean of those that have one; `null` where none has. */
  readonly score: number | null;
  readonly coverage: number | null;
  /** How many had reached each level; the others had none. */
  readonly levels: Readonly<Record<Level, number>>;
  /** Dependencies that were late. */
  readonly late: number;
  /** By the rules that were asked for: the mean of the projects for which the rule had a result. */
  readonly attainments: readonly (number | null)[];
}

/** Who sees what: rules in shadow are for the PMO. */
export interface TrendReader {
  readonly isPmo: boolean;
}

/** Rules that had a result on any of the days, as far as this reader may know of them. */
export function rulesIn(days: readonly PortfolioDay[], members: ReadonlySet<number>, reader: TrendReader): Set<RuleId> {
  const found = new Set<RuleId>();
  for (const day of days) {
    const hidden = hiddenRules(day, reader);
    for (const { projectId, playbook, attainments } of day.projects) {
      if (!members.has(projectId)) continue;
      attainments.forEach((share, place) => {
        if (share !== null && !hidden[playbook].has(place)) found.add(day.rules[place]);
      });
    }
  }
  return found;
}

/** How the members stood on each day. Linear in days × members × rules. */
export function trendOf(
  days: readonly PortfolioDay[],
  members: ReadonlySet<number>,
  rules: readonly RuleId[],
  reader: TrendReader,
): readonly GroupOnDay[] {
  return days.map((day): GroupOnDay => {
    const hidden = hiddenRules(day, reader);
    const present = day.projects.filter(({ projectId }) => members.has(projectId));
    const shareOf = ({ playbook, attainments }: ProjectOnDay, place: number): number | null =>
      hidden[playbook].has(place) ? null : (attainments[place] ?? null);
    return {
      ...{ day: day.day, projects: present.length },
      score: mean(present.map(({ score }) => score)),
      coverage: mean(present.map(({ coverage }) => coverage)),
      levels: Object.fromEntries(
        LEVELS.map((level) => [level, present.filter((each) => each.level === level).length]),
      ) as Record<Level, number>,
      late: present.reduce((sum, { late }) => sum + late, 0),
      attainments: rules.map((rule) => {
        const place = day.rules.indexOf(rule);
        return place < 0 ? null : mean(present.map((each) => shareOf(each, place)));
      }),
    };
  });
}

/** What changed by which figures before and after cannot simply be compared, or what they led to. */
export interface Turn {
  /** The first of the days that shows it. */
  readonly day: Day;
  readonly what: 'playbook' | 'stage';
  /** `null`: it had none before, or has none any more. */
  readonly from: string | null;
  readonly to: string | null;
  /** How many projects went this way. */
  readonly projects: number;
}

/** Which projects came to follow another playbook, or passed into another stage, from one of the days to the next. */
export function turnsOf(days: readonly PortfolioDay[], members: ReadonlySet<number>): readonly Turn[] {
  return days.slice(1).flatMap((day, place) => {
    const before = new Map(days[place].projects.map((each) => [each.projectId, each]));
    const turns = new Map<string, Turn>();
    const note = (what: Turn['what'], from: string | null, to: string | null): void => {
      if (from === to) return;
      const key = JSON.stringify([what, from, to]);
      turns.set(key, { day: day.day, what, from, to, projects: (turns.get(key)?.projects ?? 0) + 1 });
    };
    for (const now of day.projects) {
      const earlier = before.get(now.projectId);
      if (earlier === undefined || !members.has(now.projectId)) continue;
      note('playbook', playbookOf(days[place], earlier), playbookOf(day, now));
      // Its stage has another name: no gate was passed.
      const isRenamed = now.passed !== null && now.passed === earlier.passed;
      if (!isRenamed) note('stage', stageOf(days[place], earlier), stageOf(day, now));
    }
    return [...turns.values()].sort((a, b) => b.projects - a.projects);
  });
}

function playbookOf({ playbooks }: PortfolioDay, { playbook }: ProjectOnDay): string {
  const { title, version } = playbooks[playbook];
  return `${title} v${version}`;
}

function stageOf({ stages }: PortfolioDay, { stage }: ProjectOnDay): string | null {
  return stage === null ? null : stages[stage];
}

/** By the day's playbooks: places of the rules of which the reader may not know. */
function hiddenRules({ playbooks }: PortfolioDay, { isPmo }: TrendReader): readonly ReadonlySet<number>[] {
  return playbooks.map(({ shadow }) => new Set(isPmo ? [] : shadow));
}

/** The mean of nothing is `null`. */
function mean(values: readonly (number | null)[]): number | null {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (value === null) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}
