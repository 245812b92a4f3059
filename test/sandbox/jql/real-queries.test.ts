import type { SiteIssue } from '../../../sandbox/jira/site-data';
import { createWorld, fixtureParts, keysOf, world } from './support/world';

/** As people write them on boards, dashboards and in scripts; the fixture has a hit for each. */
const WITH_HITS = [
  'project = PAY ORDER BY created DESC',
  'project = "PAY" AND resolution = Unresolved ORDER BY priority DESC, updated DESC',
  'assignee = currentUser() AND resolution = Unresolved order by updated DESC',
  'assignee = currentUser() AND statusCategory != Done',
  'reporter = "Ben Cole" order by created DESC',
  'project in (PAY, OPS) AND status in ("In Progress", Open) AND assignee is EMPTY',
  'project = PAY AND issuetype = Bug AND status = Open ORDER BY key ASC',
  'type = Epic AND statusCategory = "In Progress"',
  'issuetype in standardIssueTypes() AND project = PAY',
  'issuetype not in subTaskIssueTypes() AND project = PAY AND parent = PAY-1',
  'sprint in openSprints() AND project = PAY',
  'sprint in openSprints() and sprint not in futureSprints() and resolution is empty',
  'project = PAY AND Sprint = 32 ORDER BY Rank ASC',
  'project = PAY AND (sprint is EMPTY OR sprint not in (openSprints(), futureSprints())) AND statusCategory != Done',
  'fixVersion in unreleasedVersions() ORDER BY fixVersion',
  'fixVersion = "2.0" AND statusCategory = Done',
  'fixVersion is EMPTY AND project = PAY',
  'duedate < now() AND resolution is empty',
  'due >= startOfDay() AND due <= endOfDay()',
  'due > 7d ORDER BY due',
  'due <= "2026-04-30" AND statusCategory != Done',
  'duedate = "2026/03/10"',
  'created >= -7d ORDER BY created DESC',
  'created >= startOfMonth(-2M) and created < startOfMonth(-1M)',
  'created > "2026/01/10 10:59" and created < "2026-01-10 11:01"',
  'updated >= "2026-03-01 00:00" ORDER BY updated ASC',
  'updated > -1d AND project = PAY',
  'updated <= "-1w 2d"',
  'resolved >= startOfMonth(-1) AND resolved <= endOfMonth(-1)',
  'resolutiondate is not EMPTY ORDER BY resolutiondate DESC',
  'statusCategoryChangedDate <= -14d',
  'labels in (cards, infra) AND labels not in (roadmap)',
  'labels is EMPTY and project = PAY',
  'component = Checkout OR component is EMPTY',
  'priority in (Highest, High) AND statusCategory != Done ORDER BY priority DESC, due ASC',
  'priority >= High',
  'parent = PAY-1 ORDER BY rank',
  '"Epic Link" = PAY-1',
  '"Epic Link" is EMPTY AND type = Story OR parent is EMPTY',
  'parent in (PAY-1, OPS-1) or parent = 1001',
  'issuekey in childIssuesOf(OPS-1)',
  'issue in linkedIssues("PAY-3", "is blocked by")',
  'issueLinkType = "is blocked by" AND statusCategory != Done',
  'issueLinkType in (blocks, "is blocked by") AND project = PAY',
  'key in (PAY-1, PAY-2, "PAY-3")',
  'id in (1000, 1001, 1002)',
  'issuekey >= PAY-2 AND issuekey <= PAY-3',
  'summary ~ "export*" ORDER BY summary',
  'summary ~ "refund" OR description ~ "refund"',
  'text ~ "\\"full screen\\""',
  'text ~ "refund" AND NOT summary ~ "test"',
  'comment ~ "staging"',
  'status changed from "In Progress" after startOfYear()',
  'project = PAY AND status CHANGED FROM Open TO "In Progress" DURING ("2026-01-01", "2026-02-01")',
  'project = PAY AND status WAS "In Progress" AND status != "In Progress"',
  'assignee WAS "Cleo Diaz" BEFORE "2026-02-01" AND project = PAY',
  'project = PAY AND status was not in (Done) ',
  'assignee in membersOf("developers") and statusCategory in ("To Do", "In Progress")',
  'assignee != currentUser() OR assignee is EMPTY',
  'not assignee in (currentUser()) and assignee is not null',
  'originalEstimate > 4h AND timeSpent is EMPTY',
  '"Story point estimate" >= 5 AND sprint is not EMPTY',
  'cf[10015] <= "2026-01-31" AND "Start date" is not EMPTY',
  'cf[10016] is not EMPTY ORDER BY cf[10016] DESC',
  "project = 'PAY' AND status = 'Done'",
  '(project = PAY AND (type = Bug OR (priority = High AND NOT labels is EMPTY)))',
];

describe('queries as people write them', () => {
  it.each(WITH_HITS)('%s', (query) => {
    const keys = keysOf(world, query);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('narrow queries on a large site', () => {
  const issues: readonly SiteIssue[] = Array.from({ length: 30_000 }, (_each, index) => ({
    id: String(10_000 + index),
    key: `${index % 100 === 0 ? 'PAY' : 'OPS'}-${index + 1}`,
    projectId: index % 100 === 0 ? '100' : '101',
    changelog: [],
    fields: {
      summary: 'Write the export',
      status: { id: index % 2 === 0 ? '1' : '6' },
      created: '2026-01-10T10:00:00.000+0000',
      ...(index % 10 === 0 ? {} : { parent: { id: String(10_000 + index - (index % 10)) } }),
    },
  }));

  it.each([
    ['project = PAY', 300, 300],
    ['status = Open AND project in (PAY)', 300, 300],
    ['project = PAY AND (status = Open OR summary ~ export) ORDER BY created', 300, 300],
    ['(project = PAY OR key = OPS-2) AND status = Done', 1, 300],
    ['key in (PAY-1, OPS-2, OPS-3)', 3, 0],
    ['id = 10000 AND project = PAY', 1, 0],
    ['parent = PAY-1', 9, 0],
    ['issue in childIssuesOf(PAY-1)', 9, 0],
    ['status was Open AND key = OPS-3', 1, 0],
    // These may be anywhere.
    ['status = Open', 15_000, 30_000],
    ['project != PAY AND status = Done', 15_000, 30_000],
    ['project = PAY OR status = Done', 15_300, 30_000],
  ])('%s: finds %d and looks at %d beyond those named', (query, hits, looked) => {
    const large = createWorld({ ...fixtureParts, issues, links: [] });
    expect(keysOf(large, query).length).toBe(hits);
    expect(large.shown()).toBe(looked);
  });

  it('searches all of it in well under a second', () => {
    const large = createWorld({ ...fixtureParts, issues, links: [] });
    const before = process.cpuUsage();
    keysOf(large, 'statusCategory != Done AND summary ~ export ORDER BY status, created DESC');
    const { user } = process.cpuUsage(before);
    expect(user / 1000).toBeLessThan(1000);
  });
});
