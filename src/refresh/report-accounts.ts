import { reportAccounts } from '../jira';
import { forgetAccount, listStoredAccounts } from '../store';

/**
 * Meets the duty to report personal data (https://developer.atlassian.com/platform/forge/user-privacy-guidelines/):
 * tells Atlassian whose account ids are stored, and forgets those whose accounts are closed. Nothing else about people
 * is stored that could be out of date.
 */
export async function reportStoredAccounts(): Promise<void> {
  const verdicts = await reportAccounts(await listStoredAccounts());
  for (const { accountId, status } of verdicts) if (status === 'closed') await forgetAccount(accountId);
}
