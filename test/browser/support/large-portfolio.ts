import { TIERS } from '../../../src/model';
import { packPortfolio, type PackedPortfolio, type PortfolioCell, type PortfolioProject } from '../../../src/contract';

const RULES = 38;
const TITLES = ['Work in progress has an owner', 'Planned work is tied to what it needs', 'Dates are possible'];
/** As long as Jira lets a name be, and of the kinds that break layouts. */
export const HARD_NAMES = ['Renewal of the platform', 'مشروع الإشارات', 'Launch 🚀', 'x'.repeat(255)];

/**
 * A portfolio as large as asked, as the resolver replies it: of every state something, the same for the same size.
 * @param change makes another of each project, where all are to be alike
 */
export function largePortfolio(
  size: number,
  change: (project: PortfolioProject) => PortfolioProject = (project) => project,
): PackedPortfolio {
  const rules = Array.from({ length: RULES }, (_, rule) => {
    return { id: `rule-${rule}`, title: `${TITLES[rule % TITLES.length]} (${rule + 1})`, theme: 'plan' } as const;
  });
  return packPortfolio({
    ...{ revision: `large-${size}`, siteTimeZone: 'UTC', today: '2026-11-20', isBehind: false, isPmo: true },
    rolledUpAt: '2026-11-20T09:40:00.000Z',
    rules,
    playbooks: [
      {
        ...{ id: 'predictive', version: 4, title: 'Predictive' },
        rules: rules.map((_, rule) => ({ weight: rule % 2 === 0 ? 5 : 7.5, lifecycle: 'enforced' as const })),
      },
    ],
    projects: Array.from({ length: size }, (_, place) => change(aProject(place))),
    patterns: [],
  });
}

function aProject(place: number): PortfolioProject {
  const named = {
    id: String(20_000 + place),
    key: `P${place}`,
    name: `${HARD_NAMES[place % HARD_NAMES.length]} ${place}`,
  };
  const late = place % 7;
  const score = (place * 37) % 1000;
  return {
    ...{ ...named, category: 10_000 + (place % 5), tier: TIERS[place % 6] ?? null },
    dependencies: { waitsFor: late + 3, waitsForLate: late, waitedFor: place % 11, waitedForLate: place % 3 },
    standing:
      place % 50 === 49
        ? null
        : {
            ...{ score: score / 10, withheld: null, coverage: 0.9, level: place % 3 === 0 ? 'managed' : null },
            weekAgo: { score: ((score + 7) % 1000) / 10, level: null, samePlaybook: true },
            moves: [{ rule: place % RULES, points: -0.7, countsSince: null }],
            ...{ playbook: 0, evaluatedOn: '2026-11-20', hoursOld: 1 },
            recent: Array.from({ length: 28 }, (_, day) => ((place + day) % 30) * 3),
            ...{ openIssues: place, unreadableIssues: 0, toNextLevel: 12, gate: null },
            cells: Array.from({ length: RULES }, (_, rule) => aCell(place, rule)),
          },
  };
}

function aCell(place: number, rule: number): PortfolioCell {
  switch ((place * 7 + rule * 3) % 5) {
    case 0:
      return { status: 'fail', attainment: 0.2 };
    case 1:
      return { status: 'partial', attainment: 0.6 };
    case 2:
      return { status: 'notApplicable', attainment: null };
    default:
      return { status: 'pass', attainment: 1 };
  }
}
