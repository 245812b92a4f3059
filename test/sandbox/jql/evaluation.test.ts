import { BEN, errorsOf, keysOf, viewer, world } from './support/world';

const ALL = ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-1', 'PAY-10', 'PAY-2', 'PAY-3'];

function without(...keys: readonly string[]): readonly string[] {
  return ALL.filter((key) => !keys.includes(key));
}

function found(query: string): readonly string[] {
  return [...keysOf(world, query)].sort();
}

type Row = readonly [query: string, keys: readonly string[]];

describe('fields and operators', () => {
  const rows: readonly Row[] = [
    // project, key, id
    ['project = PAY', ['PAY-1', 'PAY-10', 'PAY-2', 'PAY-3']],
    ['project = pay and type = bug', ['PAY-2']],
    ['project = "Operations"', ['OPS-1', 'OPS-2', 'OPS-3']],
    ['project = 101', ['OPS-1', 'OPS-2', 'OPS-3']],
    ['project = "101"', ['OPS-1', 'OPS-2', 'OPS-3']],
    ['project != PAY', ['OPS-1', 'OPS-2', 'OPS-3']],
    ['project in (PAY, 101)', ALL],
    ['project not in (PAY, OPS)', []],
    ['category = Products', ['PAY-1', 'PAY-10', 'PAY-2', 'PAY-3']],
    ['category is empty', ['OPS-1', 'OPS-2', 'OPS-3']],
    ['key = PAY-2', ['PAY-2']],
    ['key = pay-2', ['PAY-2']],
    ['issuekey in (PAY-2, OPS-1)', ['OPS-1', 'PAY-2']],
    ['id = 1001', ['PAY-2']],
    ['issue in (1001, "OPS-1")', ['OPS-1', 'PAY-2']],
    ['key = OLD-7', ['PAY-3']],
    ['key != PAY-2', without('PAY-2')],
    ['key > PAY-2', ['PAY-10', 'PAY-3']],
    ['key <= PAY-3 and key >= PAY-2', ['PAY-2', 'PAY-3']],
    // status, category, type, priority, resolution
    ['status = open', ['OPS-2', 'PAY-10', 'PAY-2']],
    ['status = 1', ['OPS-2', 'PAY-10', 'PAY-2']],
    ['status in (Done, "In Progress")', ['OPS-3', 'PAY-1', 'PAY-3']],
    ['statusCategory = "To Do"', ['OPS-2', 'PAY-10', 'PAY-2']],
    ['statusCategory = 4', ['OPS-3', 'PAY-1']],
    ['statusCategory in (new, Done)', ['OPS-2', 'PAY-10', 'PAY-2', 'PAY-3']],
    ['statusCategory != Done', ['OPS-2', 'OPS-3', 'PAY-1', 'PAY-10', 'PAY-2']],
    ['statusCategory is EMPTY', ['OPS-1']],
    ['issuetype = Epic', ['OPS-3', 'PAY-1']],
    ['type in (Bug, 13)', ['PAY-10', 'PAY-2']],
    ['hierarchyLevel >= 1', ['OPS-1', 'OPS-3', 'PAY-1']],
    ['hierarchyLevel = -1', ['PAY-10']],
    ['priority = highest', ['PAY-2']],
    ['priority > Medium', ['PAY-1', 'PAY-2']],
    ['priority <= Medium', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-3']],
    ['priority is empty', ['PAY-10']],
    ['priority != Medium', ['OPS-1', 'PAY-1', 'PAY-2']],
    ['resolution = Unresolved', without('PAY-3')],
    ['resolution = "Done"', ['PAY-3']],
    ['resolution != Unresolved', ['PAY-3']],
    ['resolution in (Done, Unresolved)', ALL],
    // people
    ['assignee = "Anna Berg"', ['PAY-1', 'PAY-3']],
    ['assignee = acc-anna', ['PAY-1', 'PAY-3']],
    ['assignee = "anna@example.com"', ['PAY-1', 'PAY-3']],
    ['assignee != acc-anna', ['OPS-2', 'PAY-2']],
    ['assignee not in (acc-anna, acc-ben)', ['OPS-2']],
    ['assignee is empty', ['OPS-1', 'OPS-3', 'PAY-10']],
    ['assignee = null', ['OPS-1', 'OPS-3', 'PAY-10']],
    ['assignee is not EMPTY', ['OPS-2', 'PAY-1', 'PAY-2', 'PAY-3']],
    ['assignee != EMPTY', ['OPS-2', 'PAY-1', 'PAY-2', 'PAY-3']],
    ['assignee in (acc-ben, EMPTY)', ['OPS-1', 'OPS-3', 'PAY-10', 'PAY-2']],
    ['assignee not in (acc-ben, EMPTY)', ['OPS-2', 'PAY-1', 'PAY-3']],
    ['reporter = "Ben Cole" and creator = acc-ben', ALL],
    ['Approver = "anna berg"', ['PAY-2']],
    // lists
    ['labels = CARDS', ['PAY-1', 'PAY-3']],
    ['labels in (roadmap, infra)', ['OPS-2', 'PAY-1']],
    ['labels != roadmap', ['OPS-2', 'PAY-3']],
    ['labels not in (roadmap, nobody)', ['OPS-2', 'PAY-3']],
    ['labels = nosuchlabel', []],
    ['labels is empty', ['OPS-1', 'OPS-3', 'PAY-10', 'PAY-2']],
    ['component = Checkout', ['PAY-2']],
    ['component = 81', ['OPS-2']],
    ['component != database', ['PAY-2']],
    ['level = Internal', ['OPS-2']],
    ['fixVersion = "2.0"', ['PAY-1', 'PAY-3']],
    ['fixVersion = 902', ['PAY-1', 'PAY-3']],
    ['fixVersion = "1.0"', ['OPS-2', 'PAY-3']],
    ['fixVersion != "2.0"', ['OPS-2']],
    ['fixVersion > "1.0"', ['PAY-1', 'PAY-3']],
    ['fixVersion < "2.0"', ['PAY-3']],
    ['fixVersion is empty', ['OPS-1', 'OPS-3', 'PAY-10', 'PAY-2']],
    ['affectedVersion = "1.0"', ['PAY-2']],
    ['sprint = 32', ['PAY-2']],
    ['sprint = "pay sprint 1"', ['PAY-2', 'PAY-3']],
    ['sprint is not empty', ['PAY-10', 'PAY-2', 'PAY-3']],
    ['attachments is not empty', ['PAY-2']],
    // hierarchy and links
    ['parent = PAY-1', ['PAY-2', 'PAY-3']],
    ['parent in (PAY-1, 1001)', ['PAY-10', 'PAY-2', 'PAY-3']],
    ['parent is empty', ['OPS-1', 'PAY-1']],
    ['parent != PAY-1', ['OPS-2', 'OPS-3', 'PAY-10']],
    ['"Epic Link" = PAY-1', ['PAY-2', 'PAY-3']],
    ['"Epic Link" is not empty', ['OPS-2', 'PAY-2', 'PAY-3']],
    ['"Parent Link" = OPS-1', ['OPS-3']],
    ['issueLinkType = blocks', ['OPS-2', 'PAY-1', 'PAY-2', 'PAY-3']],
    ['issueLinkType = "is blocked by"', ['PAY-1', 'PAY-3']],
    ['issueLinkType = "relates to"', ['OPS-3', 'PAY-1']],
    ['issueLinkType is empty', ['OPS-1', 'PAY-10']],
    // numbers and durations
    ['"Story point estimate" >= 4', ['PAY-2']],
    ['"Story point estimate" in (3, 5)', ['PAY-2', 'PAY-3']],
    ['cf[10016] != 5', ['PAY-3']],
    ['originalEstimate = 1d', ['PAY-2']],
    ['originalEstimate >= "7h 30m"', ['PAY-2']],
    ['timeSpent < 121', ['PAY-3']],
    ['remainingEstimate is empty', ALL],
    ['votes > 3', ['PAY-2']],
    // custom fields
    ['Risk = severe', ['PAY-2']],
    ['Risk = 5001', ['PAY-2']],
    ['"Risk[Dropdown]" = Severe', ['PAY-2']],
    ['"Start date[Date]" is not empty', ['PAY-1']],
    ['"Go live" <= "2026-03-10 09:00"', ['PAY-2']],
    // text
    ['summary ~ refund', ['PAY-10', 'PAY-2']],
    ['summary ~ "EXPORT refund"', ['PAY-2']],
    ['summary ~ "\\"second export\\""', ['PAY-2']],
    ['summary ~ "\\"export second\\""', []],
    ['summary ~ "full-screen"', ['PAY-2']],
    ['summary ~ "expor*"', ['PAY-2', 'PAY-3']],
    ['summary ~ "f?rm"', ['PAY-2']],
    ['summary ~ "*base"', ['OPS-2', 'OPS-3']],
    ['summary ~ expor', []],
    ['summary ~ "refund OR settlements"', ['PAY-10', 'PAY-2', 'PAY-3']],
    ['summary ~ "export -refund"', ['PAY-3']],
    ['summary ~ "export NOT (refund OR card)"', ['PAY-3']],
    ['summary ~ "the export"', ['PAY-2', 'PAY-3']],
    ['summary ~ "\\"export the settlements\\""', ['PAY-3']],
    ['summary ~ "-export"', []],
    ['summary !~ export', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-1', 'PAY-10']],
    ['description ~ formular', ['PAY-2']],
    ['description ~ "click refund"', ['PAY-2']],
    ['description !~ refund', []],
    ['description is empty', without('PAY-2')],
    ['description ~ empty', without('PAY-2')],
    ['environment ~ staging', ['PAY-10']],
    ['comment ~ staging', ['PAY-2']],
    ['comment ~ "staging fixed"', []],
    ['text ~ staging', ['PAY-10', 'PAY-2']],
    ['text ~ chargebacks', ['PAY-2']],
    ['Notes ~ acquirer', ['PAY-2']],
    // boolean structure
    ['project = PAY AND status = Open OR project = OPS AND status = "In QA"', ['OPS-1', 'PAY-10', 'PAY-2']],
    ['project = PAY AND (status = Done OR type = Bug)', ['PAY-2', 'PAY-3']],
    ['NOT assignee = acc-anna', ['OPS-2', 'PAY-2']],
    ['NOT assignee != acc-anna', ['PAY-1', 'PAY-3']],
    ['NOT (project = PAY OR assignee = acc-cleo)', []],
    ['NOT (project = PAY AND assignee is not empty)', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-10']],
    ['!(status = Open) and not not priority = High', ['PAY-1']],
    ['NOT due < "2026-03-10"', ['PAY-1', 'PAY-10']],
    ['project = PAY && status = Done || key = OPS-1', ['OPS-1', 'PAY-3']],
  ];
  it.each(rows)('%s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });
});

describe('dates, for a viewer in Berlin at 09:00 on Tuesday, 10 March 2026', () => {
  const rows: readonly Row[] = [
    ['due = "2026-03-10"', ['PAY-10']],
    ['due = 2026-03-10', ['PAY-10']],
    ['due <= "2026/03/10"', ['PAY-10', 'PAY-2']],
    ['due < now()', ['PAY-2']],
    ['duedate <= endOfDay()', ['PAY-10', 'PAY-2']],
    ['due = startOfDay()', ['PAY-10']],
    ['due < startOfDay("-1")', []],
    ['due >= startOfDay(-1d)', ['PAY-1', 'PAY-10', 'PAY-2']],
    ['due > endOfWeek()', ['PAY-1']],
    ['due <= endOfMonth("+1")', ['PAY-1', 'PAY-10', 'PAY-2']],
    ['due < endOfMonth("+1M") and due > endOfMonth()', []],
    ['due is empty', ['OPS-1', 'OPS-2', 'OPS-3', 'PAY-3']],
    ['due in ("2026-03-09", "2026-03-10")', ['PAY-10', 'PAY-2']],
    ['due != "2026-03-10"', ['PAY-1', 'PAY-2']],
    // 22:30 UTC is 23:30 in Berlin on the 9th.
    ['created >= "2026-03-09" and created < "2026-03-10"', ['PAY-10']],
    ['created >= "2026-03-10"', []],
    ['created > "2026/03/09 23:29"', ['PAY-10']],
    ['created > "2026/03/09 23:30"', []],
    ['created = "2026-03-09 23:30"', ['PAY-10']],
    ['created < startOfYear()', ['OPS-1']],
    ['created >= "2026-01-02" and created < "2026-01-03"', ['PAY-1']],
    ['created >= -12h', ['PAY-10']],
    ['created >= "-9h"', []],
    ['created < "1d" and created > -1w', ['PAY-10']],
    ['created > -1w', ['PAY-10']],
    ['created < "-8w 3d"', ['OPS-1', 'PAY-1']],
    // 23:30 UTC on the 9th is already the 10th in Berlin.
    ['updated >= startOfDay()', ['PAY-2']],
    ['updated >= startOfWeek()', ['PAY-2']],
    ['updated < startOfMonth()', ['PAY-3']],
    ['resolved >= "2026-02-20" and resolutiondate <= endOfMonth(-1)', ['PAY-3']],
    ['statusCategoryChangedDate > "2026-02-01"', ['PAY-3']],
    ['created < 1767225600000', ['OPS-1']],
    ['"Start date" = "2026-01-12"', ['PAY-1']],
    ['cf[10015] < startOfMonth()', ['PAY-1']],
  ];
  it.each(rows)('%s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  it('means the days of whoever asks', () => {
    const inLosAngeles = { ...viewer, timeZone: 'America/Los_Angeles' };
    // There, it is still one hour past midnight on the 10th, and 23:30 UTC is the afternoon of the 9th.
    expect(keysOf(world, 'updated >= startOfDay()', inLosAngeles)).toEqual([]);
    expect(keysOf(world, 'created >= "2026-03-09" and created < "2026-03-10"', inLosAngeles)).toEqual(['PAY-10']);
    expect(keysOf(world, 'due = startOfDay()', inLosAngeles)).toEqual(['PAY-10']);
    const inAuckland = { ...viewer, timeZone: 'Pacific/Auckland' };
    expect(keysOf(world, 'created >= "2026-03-10"', inAuckland)).toEqual(['PAY-10']);
  });
});

describe('functions', () => {
  const rows: readonly Row[] = [
    ['assignee = currentUser()', ['PAY-1', 'PAY-3']],
    ['assignee in (currentUser(), acc-ben)', ['PAY-1', 'PAY-2', 'PAY-3']],
    ['assignee != currentUser()', ['OPS-2', 'PAY-2']],
    ['assignee in membersOf("Developers")', ['OPS-2', 'PAY-2']],
    ['assignee not in membersOf(developers)', ['PAY-1', 'PAY-3']],
    ['sprint in openSprints()', ['PAY-2']],
    ['sprint in closedSprints()', ['PAY-2', 'PAY-3']],
    ['sprint not in closedSprints()', ['PAY-10']],
    ['sprint in futureSprints()', ['PAY-10']],
    ['issue in linkedIssues(PAY-1)', ['OPS-2', 'OPS-3']],
    ['issue in linkedIssues("PAY-3", "is blocked by")', ['PAY-2']],
    ['issue in linkedIssues(PAY-2, blocks)', ['PAY-3']],
    ['issue in linkedIssues(PAY-2, "is blocked by")', []],
    ['issue in linkedIssues(PAY-1, "relates to", "is blocked by")', ['OPS-2', 'OPS-3']],
    ['issue not in linkedIssues(PAY-1) and project = OPS', ['OPS-1']],
    ['issuekey in childIssuesOf(OPS-1)', ['OPS-2', 'OPS-3']],
    ['issuekey in childIssuesOf("PAY-1")', ['PAY-10', 'PAY-2', 'PAY-3']],
    ['fixVersion in releasedVersions()', ['PAY-3']],
    ['fixVersion in unreleasedVersions(PAY)', ['PAY-1', 'PAY-3']],
    ['fixVersion in unreleasedVersions()', ['OPS-2', 'PAY-1', 'PAY-3']],
    ['affectedVersion = latestReleasedVersion(PAY)', []],
    ['fixVersion = earliestUnreleasedVersion(PAY)', ['PAY-1', 'PAY-3']],
    ['issuetype in standardIssueTypes()', without('PAY-10')],
    ['issuetype in subTaskIssueTypes()', ['PAY-10']],
    ['project in projectsLeadByUser()', ['PAY-1', 'PAY-10', 'PAY-2', 'PAY-3']],
    ['project in projectsLeadByUser("Ben Cole")', ['OPS-1', 'OPS-2', 'OPS-3']],
    ['project in projectsWhereUserHasRole(developers)', []],
    ['ASSIGNEE = CURRENTUSER() and PROJECT in PROJECTSLEADBYUSER()', ['PAY-1', 'PAY-3']],
  ];
  it.each(rows)('%s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  it('knows who asks', () => {
    const ben = { ...viewer, accountId: BEN };
    const nobody = { ...viewer, accountId: null };
    expect(keysOf(world, 'assignee = currentUser()', ben)).toEqual(['PAY-2']);
    expect(keysOf(world, 'project in projectsWhereUserHasRole(developers) and type = Epic', ben)).toEqual(['PAY-1']);
    expect(keysOf(world, 'assignee = currentUser()', nobody)).toEqual([]);
    expect(errorsOf(world, 'project in projectsLeadByUser()', nobody)).toEqual([
      "Function 'projectsLeadByUser' cannot be called as anonymous user.",
    ]);
  });
});

describe('history', () => {
  const rows: readonly Row[] = [
    ['project = PAY and status was Open', ['PAY-1', 'PAY-10', 'PAY-2', 'PAY-3']],
    ['project = PAY and status was "In Progress"', ['PAY-1', 'PAY-3']],
    ['project = PAY and status was not "In Progress"', ['PAY-10', 'PAY-2']],
    ['project = PAY and status was in ("In Progress", Done)', ['PAY-1', 'PAY-3']],
    ['project = PAY and status was not in (Done, Waiting)', ['PAY-1', 'PAY-10', 'PAY-2']],
    // The site has no status "Waiting" any more; the history has.
    ['status was Waiting', ['PAY-3']],
    ['project = PAY and status was "In Progress" before "2026-01-10"', ['PAY-1']],
    ['project = PAY and status was Open on "2026-01-15"', ['PAY-2', 'PAY-3']],
    ['project = PAY and status was Open after "2026-01-15"', ['PAY-10', 'PAY-2', 'PAY-3']],
    ['project = PAY and status was "In Progress" during ("2026-02-11", "2026-03-01")', ['PAY-1']],
    ['project = PAY and status was Done by "Ben Cole"', ['PAY-3']],
    ['project = PAY and status was Done by currentUser()', []],
    ['assignee was "Cleo Diaz"', ['OPS-2', 'PAY-1']],
    ['assignee was currentUser()', ['PAY-1', 'PAY-3']],
    ['assignee was EMPTY', ['OPS-1', 'OPS-3', 'PAY-10']],
    ['project = PAY and status changed', ['PAY-1', 'PAY-3']],
    ['project = PAY and status changed to Done', ['PAY-3']],
    ['project = PAY and status changed from Open to "In Progress" by acc-ben', ['PAY-1']],
    ['status changed from ("In Progress", Open) after "2026-02-01"', ['PAY-3']],
    ['status changed before "2026-01-10"', ['PAY-1']],
    ['status changed on "2026-01-20"', ['PAY-3']],
    ['status changed during (startOfMonth(-1), endOfMonth(-1))', ['PAY-3']],
    ['not status changed and project = PAY', ['PAY-10', 'PAY-2']],
    ['fixVersion was "1.1"', ['PAY-3']],
    ['fixVersion was "2.0" before "2026-02-11"', ['PAY-1']],
    ['fixVersion was "1.0"', ['OPS-2', 'PAY-3']],
    ['fixVersion changed to "2.0"', ['PAY-1', 'PAY-3']],
    ['fixVersion changed from EMPTY to "2.0" by currentUser()', ['PAY-1']],
    ['priority changed', []],
  ];
  it.each(rows)('%s', (query, keys) => {
    expect(found(query)).toEqual(keys);
  });

  it('fails where an issue that matters has no history, whatever the order of clauses', () => {
    const open = { ...world, mayBrowse: () => true, mayBrowseProject: () => true };
    const message = "The history of SEC-1 was not exported, so that 'was' and 'changed' cannot be evaluated on it.";
    expect(errorsOf(open, 'status was Open')).toEqual([message]);
    expect(errorsOf(open, 'status was not Done AND project = SEC')).toEqual([message]);
    expect(keysOf(open, 'status changed AND project = PAY ORDER BY key')).toEqual(['PAY-1', 'PAY-3']);
    expect(keysOf(open, 'status changed AND assignee = acc-cleo')).toEqual([]);
    // An issue that the viewer may not browse decides nothing.
    expect(keysOf(world, 'status was Waiting')).toEqual(['PAY-3']);
  });
});

describe('who may see what', () => {
  it('finds only what the viewer may browse, and says of the rest that it does not exist', () => {
    expect(keysOf(world, 'summary ~ hidden')).toEqual([]);
    expect(errorsOf(world, 'project = SEC')).toEqual(["The value 'SEC' does not exist for the field 'project'."]);
    expect(errorsOf(world, 'key = SEC-1')).toEqual(["An issue with key 'SEC-1' does not exist for field 'key'."]);
    expect(errorsOf(world, 'id = 1007')).toEqual(["A value with ID '1007' does not exist for the field 'id'."]);
    expect(errorsOf(world, 'component = Vault')).toEqual([
      "The value 'Vault' does not exist for the field 'component'.",
    ]);
    expect(found('issue in linkedIssues(PAY-3)')).toEqual(['PAY-2']);
  });
});
