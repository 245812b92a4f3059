import type { PortfolioView } from '../../src/contract';
import type { Source } from '../dependencies/export-stamp';
import type { ListedProject } from './listed';

const AN_HOUR = 3_600_000;

/** What the figures of these projects are of: of each that was read, one. */
export function sourcesOf({ rolledUpAt }: PortfolioView, projects: readonly ListedProject[]): readonly Source[] {
  return projects.flatMap(({ standing, playbook }) => {
    if (standing === null || playbook === null || rolledUpAt === null) return [];
    const hoursBefore = (hours: number): string => new Date(Date.parse(rolledUpAt) - hours * AN_HOUR).toISOString();
    return {
      playbook: `${playbook.title} v${playbook.version}`,
      // The hours are whole.
      ...{ readFrom: hoursBefore(standing.hoursOld + 1), readTo: hoursBefore(standing.hoursOld) },
    };
  });
}

/** What every file of the page is about: when its figures were put together. */
export function aboutPortfolio({ rolledUpAt }: PortfolioView): Readonly<Record<string, unknown>> {
  return { figuresOf: rolledUpAt };
}
