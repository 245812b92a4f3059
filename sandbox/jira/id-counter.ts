/** Hands out ids above all that it has seen; those of a new site begin above 10,000, as Jira's do. */
export class IdCounter {
  private last = 10_000;

  seen(id: string): void {
    this.last = Math.max(this.last, Number(id) || 0);
  }

  next(): string {
    this.last += 1;
    return String(this.last);
  }
}
