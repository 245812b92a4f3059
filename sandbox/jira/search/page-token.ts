import { createHash } from 'node:crypto';

/** Where the next page of a search begins. */
interface PagePosition {
  /** How many issues came before. */
  readonly offset: number;
  /** The last issue that was served: the next page goes on behind it, even when issues before it came or went. */
  readonly lastIssueId: string;
}

const WEEK_MILLISECONDS = 7 * 24 * 3600 * 1000;

/**
 * A token that only this code reads: position, query and the time of issue under a checksum. It holds all that the next
 * page needs, so it outlives a restart of the site.
 */
export function writePageToken(position: PagePosition, query: string, now: Date): string {
  const payload = JSON.stringify([position.offset, position.lastIssueId, digest(query), now.getTime()]);
  return Buffer.from(`${digest(payload)}${payload}`).toString('base64url');
}

/** `null` for a token that is none, belongs to another query, or is older than seven days. */
export function readPageToken(token: string, query: string, now: Date): PagePosition | null {
  const decoded = Buffer.from(token, 'base64url').toString();
  const payload = decoded.slice(DIGEST_LENGTH);
  if (digest(payload) !== decoded.slice(0, DIGEST_LENGTH)) return null;
  const [offset, lastIssueId, queryDigest, issuedAt] = JSON.parse(payload) as [number, string, string, number];
  if (queryDigest !== digest(query) || now.getTime() - issuedAt > WEEK_MILLISECONDS) return null;
  return { offset, lastIssueId };
}

const DIGEST_LENGTH = 16;

function digest(content: string): string {
  return createHash('sha256').update(`page token: ${content}`).digest('hex').slice(0, DIGEST_LENGTH);
}
