import { numericId } from './json';
import type { FarMention, ParsedIssue } from './parse-issue';

/**
 * The numeric id of every issue that an export holds or mentions. An issue without one gets the next above the
 * greatest id seen: first the issues of the export in their order, then those that are only mentioned.
 */
export class IssueIds {
  private readonly byKey = new Map<string, string>();
  private readonly byGivenId = new Map<string, ParsedIssue>();
  private readonly outside = new Map<string, string>();
  private last = 0;

  constructor(
    issues: readonly ParsedIssue[],
    private readonly formerKeys: ReadonlyMap<string, string>,
  ) {
    for (const issue of issues) {
      if (issue.id !== null) this.byGivenId.set(issue.id, issue);
      this.see(issue.id);
      for (const far of [issue.parent, ...issue.links.map((link) => link.far)]) {
        const given = this.see(far?.id ?? null);
        if (given !== null && far?.key) this.outside.set(far.key, given);
      }
    }
    for (const issue of issues) this.byKey.set(issue.key, numericId(issue.id) ?? String(++this.last));
  }

  of(issue: ParsedIssue): string {
    return this.byKey.get(issue.key) ?? '';
  }

  /** The issue that a link or a parent means: by id, else by its key or the key it now has. */
  resolve(far: FarMention): { readonly id: string; readonly key: string | null; readonly held: boolean } {
    const issue = far.id === null ? undefined : this.byGivenId.get(far.id);
    if (issue) return { id: this.of(issue), key: issue.key, held: true };
    if (far.key !== null) {
      let key = far.key;
      while (!this.byKey.has(key) && this.formerKeys.has(key)) key = this.formerKeys.get(key) ?? '';
      const id = this.byKey.get(key);
      if (id !== undefined) return { id, key, held: true };
    }
    const name = far.key ?? `#${far.id}`;
    const id = numericId(far.id) ?? this.outside.get(name) ?? String(++this.last);
    this.outside.set(name, id);
    return { id, key: far.key, held: false };
  }

  private see(id: string | null): string | null {
    const given = numericId(id);
    if (given !== null) this.last = Math.max(this.last, Number(given));
    return given;
  }
}
