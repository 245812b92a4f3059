import type { OutsideIssue, SiteLink } from '../jira/site-data';
import type { IssueIds } from './issue-ids';
import { isObject, numericId, textOf } from './json';
import type { FarMention, ParsedIssue } from './parse-issue';

/**
 * Makes each link one: an export tells it on both its issues. Two mentions are the same link when type, source and
 * destination agree, and the ids too where both are Jira's own. An id alone proves nothing: exporters that make ids
 * up give one to both directions of a pair.
 */
export function assembleLinks(
  issues: readonly ParsedIssue[],
  ids: IssueIds,
): { readonly links: readonly SiteLink[]; readonly outsideIssues: readonly OutsideIssue[] } {
  const links = new Map<string, Omit<SiteLink, 'id'> & { readonly id: string | null }>();
  const outside = new Map<string, OutsideIssue>();
  const idsInUse = new Set<string>();
  for (const issue of issues) {
    for (const mention of issue.links) {
      const here = ids.of(issue);
      const far = ids.resolve(mention.far);
      if (!far.held) rememberOutside(outside, far, mention.far);
      const typeId = (isObject(mention.type) ? textOf(mention.type.id) : null) ?? '';
      const sourceId = mention.outward ? here : far.id;
      const destinationId = mention.outward ? far.id : here;
      const given = numericId(mention.id);
      const link = `${typeId} ${sourceId} ${destinationId}`;
      const identity = given === null ? link : `${link} ${given}`;
      if (links.has(identity)) continue;
      const id = given === null || idsInUse.has(given) ? null : given;
      if (id !== null) idsInUse.add(id);
      links.set(identity, { id, typeId, sourceId, destinationId });
    }
  }
  let last = Math.max(10_000, ...[...idsInUse].map(Number));
  return {
    links: [...links.values()].map((link) => ({ ...link, id: link.id ?? String(++last) })),
    outsideIssues: [...outside.values()].sort((a, b) => Number(a.id) - Number(b.id)),
  };
}

/** Keeps the first mention that tells a status, else the first. */
function rememberOutside(
  outside: Map<string, OutsideIssue>,
  far: { readonly id: string; readonly key: string | null },
  mention: FarMention,
): void {
  const known = outside.get(far.id);
  if (known && (known.fields.status !== undefined || mention.fields.status === undefined)) return;
  outside.set(far.id, { id: far.id, key: far.key ?? known?.key ?? `UNKNOWN-${far.id}`, fields: mention.fields });
}
