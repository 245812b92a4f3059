import {
  countIssues,
  listChangesPage,
  listIssueIdsPage,
  listProjects,
  listVersions,
  readChangedPage,
  readIssuePage,
  readIssues,
  readLinkedPage,
  readProject,
  readSiteSettings,
  readDueChangesPage,
  readStatusChanges,
  readVersionedPage,
} from '../../../src/jira';
import { FakeForge, type Outcome } from '../../support/forge';
import { aProject, block } from '../../support/issues';

/** Everything that the app's jobs ask of Jira, each as one call (site settings: three), on the site of {@link aSite}. */
export const JOB_CALLS: Readonly<Record<string, () => Promise<unknown>>> = {
  readIssuePage: () => readIssuePage(10001, ['status'], null),
  readChangedPage: () => readChangedPage(10001, 60, ['status'], null),
  readLinkedPage: () => readLinkedPage(10001, ['status'], null),
  readVersionedPage: () => readVersionedPage(10001, [900], ['status'], null),
  readIssues: () => readIssues([10001001, 10001002, 10001999], ['project']),
  listIssueIdsPage: () => listIssueIdsPage(10001, null),
  listChangesPage: () => listChangesPage(60, null),
  listVersions: () => listVersions(10001),
  countIssues: () => countIssues(10001),
  listProjects: () => listProjects('app'),
  readProject: () => readProject(10001, 'app'),
  readSiteSettings: () => readSiteSettings(),
  readStatusChanges: () => readStatusChanges([10001001, 10001002]),
  readDueChangesPage: () => readDueChangesPage([10001001, 10001002], null),
};

/** One project PAY of seven issues: 1 blocks 2, 3 is planned for version 900, 4 has just changed. */
export function aSite(): FakeForge {
  const forge = new FakeForge();
  const project = aProject('10001', 'PAY', 7);
  project.versions = [
    { id: '900', name: '1.0', releaseDate: '2026-09-30' },
    { id: '901', name: '2.0' },
  ];
  block(project.issues[0], project.issues[1]);
  project.issues[2].fields.fixVersions = [{ id: '900', name: '1.0' }];
  project.issues[3].fields.updated = new Date().toISOString().replace('Z', '+0000');
  forge.jira.projects = [project];
  forge.jira.histories.set('10001001', [{ created: '2026-03-01T09:12:00.000+0000', to: '3' }]);
  forge.jira.dueHistories.set('10001001', [
    { created: '2026-02-02T09:00:00.000+0000', from: '2026-03-01', to: '2026-04-01' },
  ]);
  return forge;
}

/** What a piece of work answers as a process of its own; nothing kills it here. */
export async function answerOf<T>(forge: FakeForge, work: () => Promise<T>, accountId?: string): Promise<T> {
  const outcome: Outcome<T> = await forge.run(work, accountId === undefined ? {} : { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

/** The same on a clock that jumps over every pause; the error is an answer, too. */
export async function onFastClock<T>(
  forge: FakeForge,
  work: () => Promise<T>,
  accountId?: string,
): Promise<{ readonly result: unknown; readonly took: number }> {
  jest.useFakeTimers({ now: 0, doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate'] });
  try {
    const running = answerOf(forge, work, accountId).catch((error: unknown) => error);
    await jest.runAllTimersAsync();
    return { result: await running, took: Date.now() };
  } finally {
    jest.useRealTimers();
  }
}
