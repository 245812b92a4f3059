import type { FindingInWords } from '../../src/contract';

/** A finding with the title of its rule. */
export interface TitledFinding extends FindingInWords {
  readonly title: string;
}
