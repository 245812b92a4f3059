import type { PersonMention, ProjectMention } from '../../contract';
import { browsableBy, JiraError, namesOf } from '../../jira';
import type { PortfolioProject } from '../../store';

/** Names projects and people as far as one administrator may know of them. */
export class Mentions {
  constructor(
    /** All that the app knows. */
    private readonly projects: readonly PortfolioProject[],
    /** Those that may be named. */
    private readonly named: ReadonlyMap<number, PortfolioProject>,
    private readonly people: ReadonlyMap<string, string>,
  ) {}

  project(id: number): ProjectMention {
    const known = this.named.get(id);
    if (known === undefined) return { kind: 'hidden' };
    return { kind: 'named', id: String(id), key: known.key, name: known.name };
  }

  person(accountId: string | null): PersonMention | null {
    return accountId === null ? null : { name: this.people.get(accountId) ?? null };
  }

  /** A cause or remedy for the same reader; of a hidden project, nothing that names it or an issue of it. */
  words(projectId: number | null, text: string): string {
    if (projectId === null || this.named.has(projectId)) return text;
    return anonymous(text, this.projects, projectId);
  }
}

/** What projects and accounts may be called before the current user, as Jira says. At most 2 calls per 1,000. */
export async function mentionsFor(
  projects: readonly PortfolioProject[],
  projectIds: Iterable<number>,
  accountIds: Iterable<string | null>,
): Promise<Mentions> {
  const wanted = new Set(projectIds);
  const known = projects.filter(({ id }) => wanted.has(id));
  const people = [...new Set(accountIds)].filter((id) => id !== null);
  const [browsable, names] = await Promise.all([
    known.length === 0
      ? null
      : browsableBy(
          known.map(({ id }) => id),
          [],
        ),
    namesIfTold(people),
  ]);
  const named = known.filter(({ id }) => browsable?.projects.has(id) === true);
  return new Mentions(projects, new Map(named.map((project) => [project.id, project])), names);
}

/** Names are an extra: where Jira does not give them, everything else is still worth showing. */
async function namesIfTold(accountIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (accountIds.length === 0) return new Map();
  try {
    return await namesOf(accountIds);
  } catch (error) {
    if (error instanceof JiraError) return new Map();
    throw error;
  }
}

const ISSUE_KEY = /\b[A-Z][A-Z0-9_]+-\d+\b/g;
const LIKE_A_PROJECT_KEY = /\b[A-Z][A-Z0-9_]+\b/g;
const E_MAIL = /[^\s@]+@[^\s@]+/g;

/**
 * A text of the app's own with nothing in it that points at something on the site. Causes are written without such
 * things; this keeps it so where somebody forgets.
 */
export function anonymous(text: string, projects: readonly PortfolioProject[], concerns: number): string {
  const keys = new Set(projects.map(({ key }) => key));
  const name = projects.find(({ id }) => id === concerns)?.name ?? '';
  const nameless = name === '' ? text : text.split(name).join('a project');
  return nameless
    .replace(E_MAIL, 'somebody')
    .replace(ISSUE_KEY, 'an issue')
    .replace(LIKE_A_PROJECT_KEY, (word) => (keys.has(word) ? 'a project' : word))
    .replace(new RegExp(`\\b${concerns}\\b`, 'g'), 'a project');
}
