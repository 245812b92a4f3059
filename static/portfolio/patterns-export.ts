import type { PatternView, PortfolioView, ProjectNames } from '../../src/contract';
import type { Exported } from '../dependencies/export-menu';
import { groupInWords } from './pattern-words';
import { aboutPortfolio, sourcesOf } from './portfolio-sources';
import { recurringIn } from './recurring';
import type { Shown } from './shown';

const COLUMNS = [
  ...['recurs in', 'which', 'rule', 'projects that fall short', 'of projects'],
  ...['fell short a week ago', 'of them fall short now', 'projects'],
] as const;

/** What recurs, a row for each rule of each pattern that is shown. */
export function patternsExport({ view, all, names, naming }: Shown, patterns: readonly PatternView[]): Exported {
  const isOfCategory = patterns.some((pattern) => pattern.in === 'group' && pattern.group.kind === 'category');
  return {
    name: `plumbline-what-recurs-${view.today}`,
    about: { ...aboutPortfolio(view), patternsShown: patterns.length, patternsInAll: view.patterns.length },
    isComing: naming === 'coming' && isOfCategory,
    tables: () => [
      {
        name: 'patterns',
        columns: COLUMNS,
        rows: patterns.flatMap((pattern) => {
          return recurringIn(pattern, view).map(({ rule, projects, of, trend }) => ({
            cells: [
              ...whereOf(pattern, view, names),
              rule && view.rules[rule.rule].title,
              ...[projects.length, of, trend.before, trend.now],
              projects.map((place) => view.projects[place].name).join('; '),
            ],
            sources: sourcesOf(
              view,
              projects.map((place) => all[place]),
            ),
          }));
        }),
      },
    ],
  };
}

function whereOf(
  pattern: PatternView,
  view: PortfolioView,
  names: ProjectNames | undefined,
): readonly [kind: string, which: string | null] {
  switch (pattern.in) {
    case 'portfolio':
      return ['portfolio', null];
    case 'group':
      return [pattern.group.kind, groupInWords(pattern.group, names)];
    case 'place':
      return [pattern.place.kind, pattern.place.name];
    case 'waiting':
      return ['those who wait', view.projects[pattern.provider].name];
  }
}
