import type { JiraError } from '../jira';

/** What a failed refresh tells its readers. */
export interface FailureWords {
  readonly cause: string;
  readonly remedy: string;
}

/** A failure of Jira in words: what happened, and what the reader can do. */
export function wordsOf({ failure, details }: JiraError): FailureWords {
  switch (failure) {
    case 'rateLimited':
      return {
        cause: 'Jira limited how much Plumbline may read, for longer than Plumbline waits.',
        remedy: 'Refresh again in an hour, when Jira grants a new allowance.',
      };
    case 'unavailable':
      return {
        cause: 'Jira did not answer, although Plumbline asked several times.',
        remedy: 'Plumbline tries again within the hour. status.atlassian.com tells whether Jira is up.',
      };
    case 'notFound':
    case 'forbidden':
      if (details.status === 401) {
        return {
          cause: 'Jira did not recognise Plumbline (401).',
          remedy:
            'Plumbline tries again within the hour. If it stays so, ask a Jira admin whether the app is still installed and up to date.',
        };
      }
      return {
        cause: `Jira refused to answer (${details.endpoint}).`,
        remedy: 'Ask a Jira admin whether Plumbline still has access to this project, then refresh again.',
      };
    case 'unknownField':
      return {
        cause: `Jira does not know the field ${details.field ?? ''} any more.`,
        remedy: 'Plumbline looks at the list of fields again. If the field was deleted by mistake, restore it in Jira.',
      };
    case 'badRequest':
      return {
        cause: `Jira did not accept a request (${details.endpoint}).`,
        remedy: 'Refresh again. If it stays so, report it to the maintainers with this text.',
      };
    case 'unexpectedReply':
      return {
        cause: `Jira's reply was not what its documentation promises (${details.endpoint}${details.field ? `, ${details.field}` : ''}).`,
        remedy: 'Refresh again. If it stays so, report it to the maintainers with this text.',
      };
  }
}
