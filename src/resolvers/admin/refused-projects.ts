import type { FailureView } from '../../contract';
import { JiraError, readProject } from '../../jira';
import { listRemoved } from '../../store';
import type { HealthRecords } from './health-records';
import { instant } from './instant';

/** Each costs a call as the administrator. */
const MOST_REFUSED = 20;

const WORDS = {
  cause: 'Jira does not let Plumbline read this project, so that no page shows it.',
  remedy:
    'Give the role atlassian-addons-project-access the permission Browse Projects in this project’s permission scheme, then refresh again. What was known of its past is kept for 30 days.',
};

/**
 * The projects that the app was refused lately and that the administrator browses, newest first; what is archived or in the
 * trash is away for good reason. 1 call each, of 20 at most.
 */
export async function refusedProjects({
  projects,
  failures,
}: Pick<HealthRecords, 'projects' | 'failures'>): Promise<readonly FailureView[]> {
  const known = new Set([...projects.map(({ id }) => id), ...failures.keys()]);
  const away = [...(await listRemoved())]
    .filter(([id, since]) => since > 0 && !known.has(id))
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_REFUSED);
  const found = await Promise.all(away.map(([id, since]) => asRefused(id, since)));
  return found.filter((each) => each !== null);
}

async function asRefused(projectId: number, since: number): Promise<FailureView | null> {
  try {
    const { key, name } = await readProject(projectId, 'user');
    return { project: { kind: 'named', id: String(projectId), key, name }, at: instant(since), ...WORDS };
  } catch (error) {
    if (error instanceof JiraError && (error.failure === 'notFound' || error.failure === 'forbidden')) return null;
    throw error;
  }
}
