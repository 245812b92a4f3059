/** Counts units in a sliding window of time, to refuse what exceeds a quota. */
export class RateWindow {
  private readonly takes: { at: number; units: number }[] = [];
  private sum = 0;

  constructor(
    private readonly limit: number,
    private readonly milliseconds: number,
  ) {}

  /** Takes `units` of the quota, all or nothing; `false` when they do not fit into the current window. */
  take(units: number): boolean {
    const now = performance.now();
    while (this.takes.length > 0 && this.takes[0].at <= now - this.milliseconds) {
      this.sum -= this.takes.shift()?.units ?? 0;
    }
    if (this.sum + units > this.limit) return false;
    this.takes.push({ at: now, units });
    this.sum += units;
    return true;
  }

  /** How much was taken in the window that ended with the last `take`. */
  taken(): number {
    return this.sum;
  }
}
