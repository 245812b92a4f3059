import type { PortfolioView, ProjectNames } from '../../src/contract';
import type { ListedProject } from './listed';
import type { Naming } from './queries';
import type { Moving } from './use-place';

/** What a view of the page is given: the portfolio, what the filters leave of it, and how to go elsewhere. */
export interface Shown {
  readonly view: PortfolioView;
  readonly names: ProjectNames | undefined;
  readonly naming: Naming;
  readonly all: readonly ListedProject[];
  readonly shown: readonly ListedProject[];
  readonly moving: Moving;
  /** Opens a project beside the view, at the finding of a rule if one is named. The same function always. */
  readonly onOpen: (projectId: string, rule?: string) => void;
}
