import { reply, textReply, type Reply } from '../../test/support/reply';
import type { CountingJira, Size } from './fill';
import { dayOf } from './site-data';

const DAY = 86_400_000;
const PAGE = 100;
const FIRST_PROJECT = 10_001;
const FIRST_ISSUE = 100_000;
/** Of 1,000 issues, so many block the one seven places on, and so many more the one at this place in a far project. */
const [NEAR, CROSSING] = [255, 45];
const [PLACES_ON, PROJECTS_ON] = [7, 37];
const BLOCKS = { id: '10000', name: 'Blocks', inward: 'is blocked by', outward: 'blocks' };
const TYPE = { id: '10002', name: 'Task', subtask: false, hierarchyLevel: 0 };
const STATUSES = {
  new: { id: '1', name: 'To Do', statusCategory: { id: 2, key: 'new' } },
  begun: { id: '2', name: 'In Progress', statusCategory: { id: 4, key: 'indeterminate' } },
  done: { id: '3', name: 'Done', statusCategory: { id: 3, key: 'done' } },
} as const;

/** A site of any size that holds nothing: each issue is made of its number when it is asked for. It never changes. */
export class LightJira implements CountingJira {
  /** How often pages of issues were read, by project and place. */
  private readonly pages = new Map<string, number>();

  constructor(
    private readonly size: Size,
    private readonly now: number,
  ) {}

  answer(_method: string, path: string, body: unknown): Reply {
    const [plain, query = ''] = path.replace('/rest/api/3/', '').split('?');
    if (plain === 'serverInfo') return reply(200, { serverTimeZone: 'UTC' });
    if (plain === 'field') return reply(200, []);
    if (plain === 'status') return reply(200, Object.values(STATUSES));
    if (plain === 'changelog/bulkfetch') return reply(200, { issueChangeLogs: [] });
    if (plain === 'project/search') return this.projects(Number(new URLSearchParams(query).get('startAt')));
    if (plain === 'search/approximate-count') return reply(200, { count: this.perProject });
    if (plain === 'search/jql') return this.search(body as { jql: string; nextPageToken?: string });
    if (/^project\/\d+$/.test(plain)) return reply(200, this.project(Number(plain.split('/')[1]) - FIRST_PROJECT));
    throw new Error(`The light Jira is not asked for ${plain}`);
  }

  misread(): number {
    return this.size.issues - PAGE * [...this.pages.values()].filter((times) => times === 1).length;
  }

  private get perProject(): number {
    return this.size.issues / this.size.projects;
  }

  private project(place: number): object {
    return { id: String(FIRST_PROJECT + place), key: keyOf(place), name: `Project ${place}`, lead: { active: true } };
  }

  private projects(from: number): Reply {
    const values = Array.from({ length: Math.min(PAGE, this.size.projects - from) }, (_, each) =>
      this.project(from + each),
    );
    return reply(200, { values, isLast: from + PAGE >= this.size.projects });
  }

  private search({ jql, nextPageToken = '0' }: { jql: string; nextPageToken?: string }): Reply {
    const id = /^project = (\d+) ORDER BY key ASC$/.exec(jql)?.[1];
    if (id === undefined) throw new Error(`The light Jira is not asked for ${jql}`);
    const from = Number(nextPageToken);
    const place = `${id} ${from}`;
    this.pages.set(place, (this.pages.get(place) ?? 0) + 1);
    const first = (Number(id) - FIRST_PROJECT) * this.perProject + from;
    const issues = Array.from({ length: Math.min(PAGE, this.perProject - from) }, (_, each) =>
      this.issue(first + each),
    );
    const isLast = from + PAGE >= this.perProject;
    return textReply(
      200,
      JSON.stringify({ issues, isLast, ...(isLast ? {} : { nextPageToken: String(from + PAGE) }) }),
    );
  }

  private issue(issue: number): object {
    const draw = drawOf(issue);
    const project = Math.floor(issue / this.perProject);
    const status = STATUSES[statusOf(draw)];
    const updated = new Date(this.now - (draw % 400) * DAY).toISOString().replace('Z', '+0000');
    const isDone = status === STATUSES.done;
    return {
      id: String(FIRST_ISSUE + issue),
      key: this.keyOfIssue(issue),
      fields: {
        project: { id: String(FIRST_PROJECT + project), key: keyOf(project) },
        issuetype: TYPE,
        status,
        resolution: isDone ? { id: '1', name: 'Done' } : null,
        resolutiondate: isDone ? updated : null,
        statuscategorychangedate: updated,
        updated,
        assignee: draw % 7 === 0 ? null : { accountId: `account-${draw % 200}`, active: true },
        duedate: draw % 2 === 0 ? dayOf(this.now + ((draw % 200) - 100) * DAY) : null,
        timeoriginalestimate: draw % 3 === 0 ? 28_800 : null,
        fixVersions: [],
        components: draw % 5 === 0 ? [] : [{ id: '1', name: `Component ${(draw >>> 8) % 12}` }],
        issuelinks: this.links(issue, project),
      },
    };
  }

  private links(issue: number, project: number): readonly object[] {
    const { issues } = this.size;
    const far = PROJECTS_ON * this.perProject;
    const isHere = (other: number): boolean => Math.floor(other / this.perProject) === project && other >= 0;
    const links: object[] = [];
    const add = (end: 'outwardIssue' | 'inwardIssue', other: number): number =>
      links.push(this.link(end, issue, other));
    if (linkOf(issue) === 'near' && isHere(issue + PLACES_ON)) add('outwardIssue', issue + PLACES_ON);
    if (isHere(issue - PLACES_ON) && linkOf(issue - PLACES_ON) === 'near') add('inwardIssue', issue - PLACES_ON);
    if (linkOf(issue) === 'crossing') add('outwardIssue', (issue + far) % issues);
    const before = (issue - far + issues) % issues;
    if (linkOf(before) === 'crossing') add('inwardIssue', before);
    return links;
  }

  private link(end: 'outwardIssue' | 'inwardIssue', issue: number, far: number): object {
    const id = String(10_000_000 + (end === 'outwardIssue' ? issue : far));
    const status = STATUSES[statusOf(drawOf(far))];
    const fields = { status, summary: 'Another piece of work', issuetype: TYPE };
    return { id, type: BLOCKS, [end]: { id: String(FIRST_ISSUE + far), key: this.keyOfIssue(far), fields } };
  }

  private keyOfIssue(issue: number): string {
    return `${keyOf(Math.floor(issue / this.perProject))}-${(issue % this.perProject) + 1}`;
  }
}

function keyOf(project: number): string {
  return `P${project.toString(36).toUpperCase()}X`;
}

/** A number that belongs to the issue and looks like chance. */
function drawOf(issue: number): number {
  const mixed = Math.imul(issue ^ (issue >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 12)) >>> 0;
}

function statusOf(draw: number): keyof typeof STATUSES {
  const share = draw % 100;
  return share < 65 ? 'done' : share < 80 ? 'begun' : 'new';
}

function linkOf(issue: number): 'near' | 'crossing' | null {
  const draw = drawOf(issue * 3 + 1) % 1000;
  return draw < NEAR ? 'near' : draw < NEAR + CROSSING ? 'crossing' : null;
}
