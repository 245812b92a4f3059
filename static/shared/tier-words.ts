import type { PortfolioProject } from '../../src/contract';

export type Tier = NonNullable<PortfolioProject['tier']>;

/** The heaviest first. */
export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  directive: 'Directive',
  controlling: 'Controlling',
  supportive: 'Supportive',
  exempt: 'Exempt',
};
export const TIERS = Object.keys(TIER_WORDS) as readonly Tier[];
