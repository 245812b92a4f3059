import type { Day } from '../../model';
import { readShare, type ProjectShare } from '../../store';

/** Projects whose shares one answer reads at most: beyond, it says what it left out. */
const MOST_SHARES = 40;

/** What the last merge told of projects, each read once. */
export class Shares {
  private readonly shares = new Map<number, ProjectShare | null>();

  /** `asOf`: the day of the forecast. */
  constructor(private readonly asOf: Day) {}

  /** Those that were read and exist. */
  get all(): readonly ProjectShare[] {
    return [...this.shares.values()].flatMap((share) => share ?? []);
  }

  of(projectId: number): ProjectShare | null {
    return this.shares.get(projectId) ?? null;
  }

  /** Reads those that were not read, as long as they fit. True when any share was found. */
  async load(projectIds: Iterable<number>): Promise<boolean> {
    const wanted = [...new Set(projectIds)].filter((id) => !this.shares.has(id));
    const fitting = wanted.slice(0, MOST_SHARES - this.shares.size);
    const found = await Promise.all(fitting.map(async (id) => [id, await readShare(id, this.asOf)] as const));
    for (const [id, share] of found) this.shares.set(id, share);
    return found.some(([, share]) => share !== null);
  }
}
