import { privacy } from '@forge/api';
import * as z from 'zod';
import { JiraError } from './jira-error';
import { rateLimited } from './rate-limit';
import { recordUsage } from './usage';

/** An account whose id the app stores, and when what is stored of it was last written (milliseconds since 1970). */
export interface StoredAccount {
  readonly accountId: string;
  readonly updatedAt: number;
}

/** `closed`: everything stored of the account has to go. `updated`: what is stored of it besides its id is out of date. */
export interface AccountVerdict {
  readonly accountId: string;
  readonly status: 'closed' | 'updated';
}

/** https://developer.atlassian.com/platform/forge/runtime-reference/privacy-api/ */
const verdicts = z.array(z.object({ accountId: z.string(), status: z.enum(['closed', 'updated']) }));

/** Atlassian takes so many at once; @forge/api would send further ones all at the same time. */
const ACCOUNTS_AT_ONCE = 90;
const ENDPOINT = 'report-accounts';

/**
 * Reports to Atlassian whose account ids the app stores, and answers for whom something has to be done; all others
 * are in order. 1 call per 90, one after the other; none costs points of Jira's quota. Throws {@link JiraError}.
 */
export async function reportAccounts(accounts: readonly StoredAccount[]): Promise<readonly AccountVerdict[]> {
  const found: AccountVerdict[] = [];
  for (let from = 0; from < accounts.length; from += ACCOUNTS_AT_ONCE) {
    found.push(...(await report(accounts.slice(from, from + ACCOUNTS_AT_ONCE))));
  }
  return found;
}

async function report(accounts: readonly StoredAccount[]): Promise<readonly AccountVerdict[]> {
  let reply: unknown;
  try {
    reply = await privacy.reportPersonalData(
      accounts.map(({ accountId, updatedAt }) => ({ accountId, updatedAt: new Date(updatedAt).toISOString() })),
    );
  } catch (error) {
    throw failureOf(error);
  } finally {
    recordUsage({ calls: 1, points: 0, bytes: 0 });
  }
  const parsed = verdicts.safeParse(reply);
  if (parsed.success) return parsed.data;
  const field = `accounts.${parsed.error.issues[0]?.path.join('.')}`;
  throw new JiraError('unexpectedReply', { endpoint: ENDPOINT, field });
}

/** A refusal is thrown as the response itself. */
function failureOf(thrown: unknown): JiraError {
  if (!isResponse(thrown)) return new JiraError('unavailable', { endpoint: ENDPOINT });
  const { status, headers } = thrown;
  if (status === 429) return rateLimited(ENDPOINT, headers);
  if (status >= 500) return new JiraError('unavailable', { endpoint: ENDPOINT, status });
  return new JiraError(status === 401 || status === 403 ? 'forbidden' : 'badRequest', { endpoint: ENDPOINT, status });
}

function isResponse(thrown: unknown): thrown is Response {
  return typeof thrown === 'object' && thrown !== null && 'status' in thrown && 'headers' in thrown;
}
