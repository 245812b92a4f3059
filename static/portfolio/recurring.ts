import type { PatternRule, PatternTrend, PatternView, PortfolioView } from '../../src/contract';

/** One thing that recurs: a rule of a pattern, or that those who wait for a project wait too long. */
export interface Recurring {
  /** The same for as long as it recurs. It stands in addresses, where a name would tell of what its reader may not know. */
  readonly id: string;
  readonly pattern: PatternView;
  /** `null` where it is no rule. */
  readonly rule: PatternRule | null;
  /** Those that show it, as places in the view's projects. */
  readonly projects: readonly number[];
  /** Of so many that could. */
  readonly of: number;
  readonly trend: PatternTrend;
}

/** All that recurs, as it is listed on the page. */
export function recurringOf(view: PortfolioView): readonly Recurring[] {
  return view.patterns.flatMap((pattern) => recurringIn(pattern, view));
}

/** What a pattern consists of: a rule or several. */
export function recurringIn(pattern: PatternView, view: PortfolioView): readonly Recurring[] {
  const ofRule = (trait: string, rule: PatternRule): Recurring => ({
    id: digestOf(`${trait} ${view.rules[rule.rule].id}`),
    ...{ pattern, rule, projects: rule.projects, of: rule.of, trend: rule.trend },
  });
  switch (pattern.in) {
    case 'portfolio':
      return [ofRule('portfolio', pattern)];
    case 'group':
      return pattern.rules.map((rule) => ofRule(`${pattern.group.kind} ${pattern.group.name}`, rule));
    case 'place':
      return pattern.rules.map((rule) => ofRule(`${pattern.place.kind} ${pattern.place.name}`, rule));
    case 'waiting': {
      const { projects, of, provider, trend } = pattern;
      return [{ id: digestOf(`waiting ${view.projects[provider].id}`), pattern, rule: null, projects, of, trend }];
    }
  }
}

/** FNV-1a of its UTF-16 units, in 32 bits: there are dozens of patterns at most. */
function digestOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  return (hash >>> 0).toString(36);
}
