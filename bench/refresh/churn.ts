import type { Random } from '../../sandbox/demo/random';
import { LINK_TYPES, RESOLUTIONS, STATUSES, type StatusName } from '../../sandbox/demo/standards';
import { FIELD, type SiteData } from '../../sandbox/jira/site-data';
import type { Site } from '../../test/simulation/site';
import { dayOf, MEMBERS } from './site-data';

const DAY = 86_400_000;
/** Mean age, as a share of a project's issues, of those that are worked on: three months of two years. */
const YOUNG = 1 / 8;

const NAMES = Object.keys(STATUSES) as readonly StatusName[];

/** People at work on a site: each call makes one edit as they come in an ordinary week. */
export class Churn {
  private readonly issues: string[][];
  private readonly types: ReadonlyMap<string, string>;
  private readonly links: string[];
  private readonly statuses = new Map<string, StatusName>();

  constructor(
    private readonly site: Site,
    private readonly data: SiteData,
    private readonly random: Random,
    private readonly now: () => number,
  ) {
    const byProject = new Map(data.projects.map(({ id }) => [id, [] as string[]]));
    for (const { id, projectId } of data.issues) byProject.get(projectId)?.push(id);
    this.issues = [...byProject.values()];
    this.links = data.links.map(({ id }) => id);
    for (const { id, fields } of data.issues) {
      const { id: status } = fields.status as { readonly id: string };
      this.statuses.set(id, NAMES.find((name) => STATUSES[name].id === status) ?? 'todo');
    }
    this.types = new Map(data.projects.map(({ id, issueTypeIds }) => [id, issueTypeIds[1]]));
  }

  /**
   * One issue is changed: 48 % get another status, 20 % another assignee, 18 % other dates, 7 % another estimate; 4 %
   * are new, 2 % get a link (15 % of them across projects), 0.5 % lose one, 0.5 % are deleted.
   */
  async edit(): Promise<void> {
    const { random } = this;
    const project = random.int(0, this.issues.length - 1);
    const chance = random.next();
    if (chance < 0.93) await this.change(this.young(project), chance / 0.93);
    else if (chance < 0.97) await this.create(project);
    else if (chance < 0.99) await this.link(project);
    else if (chance < 0.995) await this.unlink();
    else await this.remove(project);
  }

  /** Changes an issue's status or fields; the draw in [0, 1) says which. */
  async change(issue: string, draw: number): Promise<void> {
    const next = draw < 0.516 ? this.nextStatus(this.statuses.get(issue) ?? 'todo') : null;
    if (next === null) {
      await this.site.edit('PUT', `issue/${issue}`, { fields: this.fields(0.516 + 0.484 * this.random.next()) });
      return;
    }
    this.statuses.set(issue, next);
    const resolution = next === 'done' ? { fields: { resolution: { id: RESOLUTIONS.done.id } } } : {};
    const body = { transition: { id: STATUSES[next].id }, ...resolution };
    await this.site.edit('POST', `issue/${issue}/transitions`, body);
  }

  /** One step on; of what is done, one in five is taken up again. */
  private nextStatus(status: StatusName): StatusName | null {
    if (STATUSES[status].category === 'new') return 'inProgress';
    if (STATUSES[status].category === 'done') return this.random.chance(0.2) ? 'inProgress' : null;
    return status === 'inProgress' && this.random.chance(0.5) ? 'inReview' : 'done';
  }

  private fields(draw: number): Record<string, unknown> {
    const { random } = this;
    const later = dayOf(this.now() + random.int(1, 60) * DAY);
    if (draw < 0.73) return { assignee: random.chance(0.1) ? null : { accountId: random.pick(MEMBERS) } };
    if (draw < 0.92) return random.chance(0.7) ? { duedate: later } : { [FIELD.startDate]: later };
    return { [FIELD.storyPoints]: random.int(1, 13) };
  }

  async create(project: number): Promise<void> {
    const { id } = this.data.projects[project];
    const fields = { project: { id }, issuetype: { id: this.types.get(id) }, summary: 'Another piece of work' };
    const created = await this.site.edit('POST', 'issue', { fields });
    if (created === null) throw new Error('the site refused a new issue');
    this.issues[project].push(String(created.id));
  }

  /** Answers the link's two ends. */
  async link(project: number): Promise<readonly [string, string]> {
    const { random } = this;
    const far = random.chance(0.15) ? random.int(0, this.issues.length - 1) : project;
    const [source, destination] = [this.young(project), this.young(far)];
    const body = { type: { id: LINK_TYPES.blocks.id }, inwardIssue: { id: source }, outwardIssue: { id: destination } };
    await this.site.edit('POST', 'issueLink', body);
    return [source, destination];
  }

  private async unlink(): Promise<void> {
    const [link] = this.links.splice(this.random.int(0, this.links.length - 1), 1);
    await this.site.edit('DELETE', `issueLink/${link}`);
  }

  private async remove(project: number): Promise<void> {
    const issue = this.young(project);
    this.issues[project].splice(this.issues[project].indexOf(issue), 1);
    await this.site.edit('DELETE', `issue/${issue}?deleteSubtasks=true`);
  }

  /** An issue of the project, the younger the likelier. */
  private young(project: number): string {
    const issues = this.issues[project];
    const back = Math.floor(-Math.log(1 - this.random.next()) * issues.length * YOUNG);
    return back < issues.length ? issues[issues.length - 1 - back] : this.random.pick(issues);
  }
}
