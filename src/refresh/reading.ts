import {
  deleteStagedPage,
  getRun,
  readStagedPage,
  setRun,
  stagePage,
  type PackedFacts,
  type RefreshRun,
} from '../store';
import { inBursts, type Bursts } from './in-parallel';

/**
 * A staged page is one read or write, and storage gives 4,000 of each a minute: at most three quarters of them are used.
 * As fast as it goes, the pages of more than 400,000 issues could never be put together.
 */
const STAGED_PAGES: Bursts = { items: 300, pauseMilliseconds: 6000 };

/**
 * The pages of a run, as far as they are read. A page behind which there is more is staged before the run's record
 * moves on, so that a kill costs one page; the last one only stays in memory, so that a small run writes none.
 */
export class Reading {
  private readonly pages: PackedFacts[] = [];
  private readonly stagedBefore: number;

  constructor(
    readonly projectId: number,
    public run: RefreshRun,
  ) {
    this.stagedBefore = run.pages;
  }

  /** Keeps a page and what the run's record says then. False when the run's twin is ahead: leave the work to it. */
  async keep(page: PackedFacts, issues: number, next: Partial<RefreshRun>): Promise<boolean> {
    const { projectId, run } = this;
    const stored = await getRun(projectId);
    if (stored?.runId !== run.runId || stored.pages !== run.pages) return false;
    await stagePage(projectId, run.runId, run.pages, page);
    this.pages.push(page);
    this.run = {
      ...run,
      pages: run.pages + 1,
      issuesRead: run.issuesRead + issues,
      aliveAt: Date.now(),
      deferrals: 0,
      ...next,
    };
    await setRun(projectId, this.run);
    return true;
  }

  /** Keeps the last page, and everything else that needs no other job to go on. */
  keepLast(page: PackedFacts, issues: number): void {
    this.pages.push(page);
    this.run = { ...this.run, issuesRead: this.run.issuesRead + issues };
  }

  /** All pages in the order in which they were read; `null` when one that was staged is gone. */
  async all(): Promise<readonly PackedFacts[] | null> {
    const { projectId, run } = this;
    const staged = await inBursts(numbersTo(this.stagedBefore), STAGED_PAGES, (page) =>
      readStagedPage(projectId, run.runId, page),
    );
    const whole = staged.flatMap((page) => (page === null ? [] : [page]));
    return whole.length === staged.length ? [...whole, ...this.pages] : null;
  }
}

/** Deletes the pages that a run has staged. */
export async function dropStagedPages(projectId: number, { runId, pages }: RefreshRun): Promise<void> {
  await inBursts(numbersTo(pages), STAGED_PAGES, (page) => deleteStagedPage(projectId, runId, page));
}

function numbersTo(end: number): readonly number[] {
  return Array.from({ length: end }, (_, number) => number);
}
