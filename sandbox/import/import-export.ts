import { basename } from 'node:path';
import type { SiteData, SiteIssue, SiteProject } from '../jira/site-data';
import { Catalogue } from './catalogue';
import { IssueIds } from './issue-ids';
import { isObject, numericId, textOf } from './json';
import { assembleLinks } from './links';
import { IssueParser, UnreadableLine, type ParsedIssue } from './parse-issue';
import { readLines } from './read-lines';
import type { RegistryEntry } from './registry';
import { ReportCollector, type ImportReport } from './report';

/** The one account that an export does not have: it sees and may do everything. */
const ADMINISTRATOR = { accountId: 'export-administrator', displayName: 'Site administrator', active: true } as const;
const ADMINISTRATORS = 'site-admins';

/**
 * Reads exports of Jira issues, one REST issue (v2 or v3) as JSON per line, gzipped or not, and makes a site of them
 * that serves what Jira would: ids where the export has only names, each link once, sprints in their custom field.
 * Everybody may browse everything. What does not fit is reported and skipped.
 * @throws ExportFileError when a file is missing or cannot be decompressed.
 */
export async function importExport(files: readonly string[]): Promise<{ data: SiteData; report: ImportReport }> {
  const report = new ReportCollector();
  const catalogue = new Catalogue();
  const parser = new IssueParser(catalogue, report);
  const kept = new IssuesByIdentity(report);
  const names = displayNames(files);
  for (const [index, file] of files.entries()) {
    let lines = 0;
    for await (const line of readLines(file)) {
      if (line.text.trim() === '') continue;
      lines++;
      const parsed = parser.parse(names[index], line.number, line.text);
      if (parsed instanceof UnreadableLine) {
        const { issue, field, reason } = parsed;
        report.skip({ file: names[index], line: line.number, issue, field, reason });
      } else {
        kept.add(parsed);
      }
    }
    report.file(names[index], lines);
  }
  return { data: assemble(catalogue, kept, report, names), report: report.finish() };
}

/** Of several lines about one issue (same id, or same key), the one updated last stays. */
class IssuesByIdentity {
  private readonly byId = new Map<string, ParsedIssue>();
  private readonly byKey = new Map<string, ParsedIssue>();
  /** Keys that an issue had elsewhere in the export, with the issue that stayed. */
  readonly formerKeys = new Map<string, string>();

  constructor(private readonly report: ReportCollector) {}

  add(issue: ParsedIssue): void {
    const sameId = issue.id === null ? undefined : this.byId.get(issue.id);
    const sameKey = this.byKey.get(issue.key);
    for (const other of new Set([sameId, sameKey])) {
      if (other && this.isCurrent(other) && other.updated > issue.updated) {
        this.skip(issue, other);
        return;
      }
    }
    for (const other of new Set([sameId, sameKey])) {
      if (!other || !this.isCurrent(other)) continue;
      this.byKey.delete(other.key);
      if (other.id !== null) this.byId.delete(other.id);
      this.skip(other, issue);
    }
    this.byKey.set(issue.key, issue);
    if (issue.id !== null) this.byId.set(issue.id, issue);
  }

  /** Ascending by project key, then number. */
  list(): readonly ParsedIssue[] {
    const number = (issue: ParsedIssue): number => Number(issue.key.slice(issue.projectKey.length + 1));
    return [...this.byKey.values()].sort((a, b) =>
      a.projectKey === b.projectKey ? number(a) - number(b) : a.projectKey < b.projectKey ? -1 : 1,
    );
  }

  private isCurrent(issue: ParsedIssue): boolean {
    return this.byKey.get(issue.key) === issue;
  }

  private skip(loser: ParsedIssue, winner: ParsedIssue): void {
    const { file, line, key } = loser;
    const where = `${winner.key} (${winner.file}, line ${winner.line})`;
    const sameId = loser.id !== null && loser.id === winner.id;
    const reason = sameId
      ? `is the same issue as ${where}, which was updated last`
      : `has the key of ${where}, which was updated last`;
    this.report.skip({ file, line, issue: key, field: sameId ? 'id' : 'key', reason });
    if (loser.key !== winner.key) this.formerKeys.set(loser.key, winner.key);
  }
}

function assemble(
  catalogue: Catalogue,
  kept: IssuesByIdentity,
  report: ReportCollector,
  names: readonly string[],
): SiteData {
  const parsed = kept.list();
  const ids = new IssueIds(parsed, kept.formerKeys);
  const statuses = catalogue.statuses.finish();
  const issueTypes = catalogue.issueTypes.finish();
  const priorities = catalogue.priorities.finish();
  const resolutions = catalogue.resolutions.finish();
  const linkTypes = catalogue.linkTypes.finish();
  catalogue.components.finish();
  const projects = projectsOf(catalogue, parsed);
  const projectIds = new Map(projects.map((project) => [project.key, project.id]));
  const issues = parsed.map((issue) => toSiteIssue(issue, catalogue, ids, projectIds, report));
  const { links, outsideIssues } = assembleLinks(parsed, ids);
  return {
    title: names.join(', '),
    timeZone: 'UTC',
    users: [ADMINISTRATOR, ...catalogue.users.list()],
    groups: [{ groupId: 'export-site-admins', name: ADMINISTRATORS, members: [ADMINISTRATOR.accountId] }],
    administratorGroups: [ADMINISTRATORS],
    personas: [
      {
        accountId: ADMINISTRATOR.accountId,
        title: 'Administrator',
        note: 'Sees and may change everything in the export',
      },
    ],
    projects,
    statuses: statuses.map(toStatus),
    issueTypes: issueTypes.map(toIssueType),
    priorities: priorities.map(({ id, name }) => ({ id, name })),
    resolutions: resolutions.map(({ id, name }) => ({ id, name })),
    linkTypes: linkTypes.map(toLinkType),
    customFields: catalogue.customFieldList(),
    issues,
    links,
    outsideIssues,
  };
}

function toSiteIssue(
  issue: ParsedIssue,
  catalogue: Catalogue,
  ids: IssueIds,
  projectIds: ReadonlyMap<string, string>,
  report: ReportCollector,
): SiteIssue {
  const { file, line, key, fields } = issue;
  for (const [name, value] of Object.entries(issue.named)) {
    const id = catalogue.customFieldNamed(name);
    if (id === undefined) {
      const reason = 'is neither a Jira field nor a custom field whose id the export tells';
      report.warn({ kind: 'fieldIgnored', file, line, issue: key, field: name, reason });
    } else if (value !== null && !(id in fields)) {
      catalogue.seeCustomField(id, value);
      fields[id] = value;
    }
  }
  if (issue.parent) {
    const { id, key: parentKey } = ids.resolve(issue.parent);
    fields.parent = { id, ...(parentKey === null ? {} : { key: parentKey }), fields: issue.parent.fields };
  }
  return {
    id: ids.of(issue),
    key,
    projectId: projectIds.get(issue.projectKey) ?? '',
    fields,
    ...(issue.changelog ? { changelog: issue.changelog } : {}),
  };
}

/** Projects that hold an issue. One without an id gets one above the greatest, in the order of the keys. */
function projectsOf(catalogue: Catalogue, issues: readonly ParsedIssue[]): readonly SiteProject[] {
  const typesOfProject = new Map<string, Set<string>>();
  for (const { projectKey, fields } of issues) {
    const types = typesOfProject.get(projectKey) ?? new Set();
    typesOfProject.set(projectKey, types);
    const type = isObject(fields.issuetype) ? textOf(fields.issuetype.id) : null;
    if (type !== null) types.add(type);
  }
  const said = [...typesOfProject.keys()].sort().map((key) => ({ key, said: catalogue.projects.get(key) ?? {} }));
  const taken = new Set<string>();
  let last = Math.max(10_000, ...said.map((project) => Number(numericId(project.said.id) ?? 0)));
  return said.map(({ key, said }) => {
    const given = numericId(said.id);
    const id = given === null || taken.has(given) ? String(++last) : given;
    taken.add(id);
    const category = isObject(said.projectCategory) ? said.projectCategory : {};
    const [categoryId, categoryName] = [textOf(category.id), textOf(category.name)];
    return {
      id,
      key,
      name: textOf(said.name) ?? key,
      ...(categoryId !== null && categoryName !== null ? { category: { id: categoryId, name: categoryName } } : {}),
      issueTypeIds: [...(typesOfProject.get(key) ?? [])].sort((a, b) => Number(a) - Number(b)),
      versions: catalogue.versions.finish(key).map(toVersion),
      roles: { Administrators: { users: [], groups: [ADMINISTRATORS] } },
      browse: { anyone: true },
      edit: { anyone: true },
      administer: { roles: ['Administrators'] },
    };
  });
}

function toStatus({ id, name, variants }: RegistryEntry): SiteData['statuses'][number] {
  const categories = variants.map(({ statusCategory }) => (isObject(statusCategory) ? statusCategory.key : undefined));
  const category = categories.find((key) => key === 'new' || key === 'indeterminate' || key === 'done');
  return { id, name, ...(category === undefined ? {} : { category }) };
}

function toIssueType({ id, name, variants }: RegistryEntry): SiteData['issueTypes'][number] {
  const level = variants.map((variant) => variant.hierarchyLevel).find((each) => typeof each === 'number');
  const subtask = variants.some((variant) => variant.subtask === true);
  return { id, name, subtask, ...(level === undefined ? {} : { hierarchyLevel: level }) };
}

function toLinkType({ id, name, variants }: RegistryEntry): SiteData['linkTypes'][number] {
  const inward = variants.map((variant) => textOf(variant.inward)).find((each) => each !== null);
  const outward = variants.map((variant) => textOf(variant.outward)).find((each) => each !== null);
  return { id, name, ...(inward ? { inward } : {}), ...(outward ? { outward } : {}) };
}

function toVersion({ id, name, variants }: RegistryEntry): SiteProject['versions'][number] {
  const [version] = variants;
  return {
    id,
    name,
    archived: version.archived === true,
    released: version.released === true,
    ...(typeof version.startDate === 'string' ? { startDate: version.startDate } : {}),
    ...(typeof version.releaseDate === 'string' ? { releaseDate: version.releaseDate } : {}),
  };
}

/** Base names, told apart where two files share one. */
function displayNames(files: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return files.map((file) => {
    const name = basename(file);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}
