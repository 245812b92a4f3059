const A_MINUTE = 60_000;
const [SOON, LATER] = [15_000, 60_000];

/**
 * What a page shows is asked for again after so long (milliseconds) although nothing seems to be new: what the reader may no
 * longer browse is gone from the page then.
 */
export const SHOWN_AT_MOST = 10 * A_MINUTE;

/**
 * How often a page asks for news. Every question costs points of the quota that Jira gives the app for all its
 * readers: the longer nothing was new and nobody turned to the page, the longer it waits.
 */
export class Pace {
  private news = '';
  private since = Date.now();

  /** Milliseconds until the next question; `news` says in any words what there is, `soonest` is for lively times. */
  wait(news: string, soonest: number): number {
    if (news !== this.news) this.quicken();
    this.news = news;
    const quiet = Date.now() - this.since;
    if (quiet < A_MINUTE) return soonest;
    return Math.max(soonest, quiet < 10 * A_MINUTE ? SOON : LATER);
  }

  /** Somebody turned to the page or started something: news are to be expected. */
  quicken(): void {
    this.since = Date.now();
  }
}
