import type { PatternRule, PatternView } from '../../src/contract';
import type { ExportRow } from '../dependencies/export-files';
import type { Exported } from '../dependencies/export-menu';
import { aboutPortfolio, sourcesOf } from './portfolio-sources';
import type { Shown } from './shown';

const COLUMNS = [
  ...['recurs in', 'which', 'rule', 'projects that fall short', 'of projects'],
  ...['fell short a week ago', 'of them fall short now', 'projects'],
] as const;

/** What recurs, a row for each rule of each pattern that is shown. `named`: of a group, in words. */
export function patternsExport(
  page: Shown,
  patterns: readonly PatternView[],
  named: (group: (PatternView & { in: 'group' })['group']) => string,
): Exported {
  const { view } = page;
  const rowOf = (
    kind: string,
    which: string | null,
    of: Omit<PatternRule, 'rule' | 'trend'>,
    more: More,
  ): ExportRow => ({
    cells: [
      ...[kind, which, more.rule, of.projects.length, of.of, more.before, more.now],
      of.projects.map((place) => view.projects[place].name).join('; '),
    ],
    sources: sourcesOf(
      view,
      of.projects.map((place) => page.all[place]),
    ),
  });
  const ofRule = (kind: string, which: string | null, pattern: PatternRule): ExportRow =>
    rowOf(kind, which, pattern, { rule: view.rules[pattern.rule].title, ...pattern.trend });
  return {
    name: `plumbline-what-recurs-${view.today}`,
    about: { ...aboutPortfolio(view), patternsShown: patterns.length, patternsInAll: view.patterns.length },
    tables: () => [
      {
        name: 'patterns',
        columns: COLUMNS,
        rows: patterns.flatMap((pattern) => {
          switch (pattern.in) {
            case 'portfolio':
              return [ofRule('portfolio', null, pattern)];
            case 'group':
              return pattern.rules.map((rule) => ofRule(pattern.group.kind, named(pattern.group), rule));
            case 'place':
              return pattern.rules.map((rule) => ofRule(pattern.place.kind, pattern.place.name, rule));
            case 'waiting':
              return [rowOf('those who wait', view.projects[pattern.provider].name, pattern, NO_RULE)];
          }
        }),
      },
    ],
  };
}

interface More {
  readonly rule: string | null;
  readonly before: number | null;
  readonly now: number | null;
}

/** They wait too long for one project, which is no rule, and nobody kept how it was a week ago. */
const NO_RULE: More = { rule: null, before: null, now: null };
