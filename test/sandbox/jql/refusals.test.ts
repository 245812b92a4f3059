import { readFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { JqlError, parseJql } from '../../../sandbox/jira/jql';
import { errorsOf, world } from './support/world';

const DATE_FORMATS =
  "Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.";
const ESCAPES = "The valid escape sequences are \\', \\\", \\t, \\n, \\r, \\\\, '\\ ' and \\uXXXX.";
const OPERATORS =
  "The valid operators are '=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'.";

type Row = readonly [query: string, message: string];

describe('queries that are not JQL', () => {
  const rows: readonly Row[] = [
    ['project = PAY AND', 'Error in the JQL Query: Expecting a field name at the end of the query.'],
    ['project =', 'Error in JQL Query: Expecting either a value, list or function before the end of the query.'],
    [
      'summary ~ "unclosed',
      "Error in the JQL Query: The quoted string 'unclosed' has not been completed. (line 1, character 11)",
    ],
    ["summary ~ '", 'Error in the JQL Query: The quoted string has not been completed. (line 1, character 11)'],
    [
      'project = PAY AND status = = Open',
      "Error in JQL Query: Expecting either a value, list or function but got '='. You must surround '=' in quotation marks to use it as a value. (line 1, character 28)",
    ],
    [
      'project = PAY status',
      "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'status'. (line 1, character 15)",
    ],
    [
      'project = PAY\nAND status Open',
      `Error in the JQL Query: Expecting operator but got 'Open'. ${OPERATORS} (line 2, character 12)`,
    ],
    ['project = PAY AND (status = Open', "Error in the JQL Query: Expecting ')' before the end of the query."],
    ['project', `Error in the JQL Query: Expecting operator before the end of the query. ${OPERATORS}`],
    [
      ', project = PAY',
      "Error in the JQL Query: Expecting a field name but got ','. You must surround ',' in quotation marks to use it as a field name. (line 1, character 1)",
    ],
    [
      '[10015] = 3',
      "Error in the JQL Query: Expecting a field name but got '['. Did you mean 'cf['? (line 1, character 1)",
    ],
    ['cf = 3', "Error in the JQL Query: Expecting '[' but got '='. (line 1, character 4)"],
    [
      'cf[] = 3',
      "Error in the JQL Query: Expecting a custom field id (a positive number) but got ']'. (line 1, character 4)",
    ],
    ['status was', 'Error in JQL Query: Expecting either a value, list or function before the end of the query.'],
    [
      'labels = a/b',
      "Error in the JQL Query: The character '/' is a reserved JQL character. You must enclose it in a string or use the escape '\\u002f' instead. (line 1, character 11)",
    ],
    [
      'summary ~ select',
      "Error in the JQL Query: 'select' is a reserved JQL word. You must surround it in quotation marks to use it in a query. (line 1, character 11)",
    ],
    [
      'summary ~ "a\\qb"',
      `Error in the JQL Query: '\\q' is an illegal JQL escape sequence. ${ESCAPES} (line 1, character 13)`,
    ],
    [
      'summary ~ "\u0007"',
      "Error in the JQL Query: The character 'U+0007' on line 1 at position 12 must be escaped. Use the escape '\\u0007' instead. (line 1, character 12)",
    ],
    ['project = PAY order', "Error in the JQL Query: Expecting 'by' before the end of the query."],
    ['project = PAY order by', 'Error in the JQL Query: Expecting a field name at the end of the query.'],
    [
      'project = PAY order by key up',
      "Error in the JQL Query: Expecting either 'ASC' or 'DESC' but got 'up'. (line 1, character 28)",
    ],
    [
      'project = PAY order by key desc up',
      "Error in the JQL Query: Expecting ',' but got 'up'. (line 1, character 33)",
    ],
    ['issue in linkedIssues(', "Error in the JQL Query: Expecting ')' before the end of the query."],
    [
      'issue in linkedIssues(!',
      "Error in the JQL Query: Expecting a function argument but got '!'. You must surround '!' in quotation marks to use it as an argument. (line 1, character 23)",
    ],
    ["'' = c", 'Error in the JQL Query: A field name cannot be empty.'],
    ['status in Open', `Operator 'in' does not support the non-list value '"Open"' for field 'status'.`],
    ['status = (Open, Done)', `Operator '=' does not support the list value '("Open", "Done")' for field 'status'.`],
  ];
  it.each(rows)('%s', (query, message) => {
    expect(() => parseJql(query)).toThrow(new JqlError(message));
  });

  it('tells whether a query is bounded', () => {
    expect(parseJql('order by key').bounded).toBe(false);
    expect(parseJql('  ').bounded).toBe(false);
    expect(parseJql('project is not empty order by key').bounded).toBe(true);
  });

  it('refuses a query that is nested thousands deep', () => {
    const query = `${'('.repeat(20_000)}project = PAY${')'.repeat(20_000)}`;
    expect(() => parseJql(query)).toThrow(JqlError);
  });

  const recorded = path.join(
    process.env['PLUMBLINE_DATA'] ?? path.resolve(__dirname, '../../../../shared/data'),
    'jira/observed-errors.json',
  );
  const recordedSuite = existsSync(recorded) ? it : it.skip;
  recordedSuite('answers as Jira Cloud was recorded to', () => {
    const { answers } = JSON.parse(readFileSync(recorded, 'utf8')) as {
      answers: readonly { request: string; status: number; body: { errorMessages?: readonly string[] } }[];
    };
    const syntax = answers.filter(({ body }) => /JQL Query/.test(body.errorMessages?.[0] ?? ''));
    expect(syntax.length).toBeGreaterThanOrEqual(3);
    for (const { request, body } of syntax) {
      const query = request.slice(request.indexOf('jql=') + 4);
      expect(() => parseJql(query)).toThrow(new JqlError(body.errorMessages ?? []));
    }
  });
});

describe('fields, values and functions that do not exist', () => {
  const rows: readonly Row[] = [
    ['colour = red', "Field 'colour' does not exist or you do not have permission to view it."],
    ['cf[99999] = 1', "Field 'cf[99999]' does not exist or you do not have permission to view it."],
    ['constructor = 1', "Field 'constructor' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['project = 666', "A value with ID '666' does not exist for the field 'project'."],
    ['status = Zzqq', "The value 'Zzqq' does not exist for the field 'status'."],
    ["assignee = ''", "The value '' does not exist for the field 'assignee'."],
    ['assignee = fred', "The value 'fred' does not exist for the field 'assignee'."],
    ['fixVersion = "9.9"', "The value '9.9' does not exist for the field 'fixVersion'."],
    ['sprint = "No such"', "Sprint with name 'No such' does not exist or you do not have permission to view it."],
    ['Risk = none', "The option 'none' for field 'Risk' does not exist."],
    ['key = PAY-99', "An issue with key 'PAY-99' does not exist for field 'key'."],
    ['key in (PAY-1, MISSING-1)', "An issue with key 'MISSING-1' does not exist for field 'key'."],
    ['issue = hello', "The issue key 'hello' for field 'issue' is invalid."],
    ['parent = PAY-99', "An issue with key 'PAY-99' does not exist for field 'parent'."],
    ['issueLinkType = eats', "The value 'eats' does not exist for the field 'issueLinkType'."],
    ['updated >= yesterday', `Date value 'yesterday' for field 'updated' is invalid. ${DATE_FORMATS}`],
    ['created < "2026-02-30"', `Date value '2026-02-30' for field 'created' is invalid. ${DATE_FORMATS}`],
    [
      'due < "2026-02-03 10:00"',
      "Date value '2026-02-03 10:00' for field 'due' is invalid. Valid formats include: 'YYYY/MM/DD', 'YYYY-MM-DD', or a period format e.g. '-5d', '4w 2d'.",
    ],
    [
      'created > startOfDay(zz)',
      "Duration for function 'startOfDay' should have the format (+/-)n(yMwdm), e.g -1M for 1 month earlier.",
    ],
    ['created > now(1)', "Function 'now' expected '0' arguments but received '1'."],
    [
      'originalEstimate > hh',
      "The value 'hh' for field 'originalEstimate' is invalid. Please specify a positive duration format; for example: '1h 30m', '2d'.",
    ],
    ['assignee = noSuchFunction()', "Unable to find JQL function 'noSuchFunction()'."],
    ['assignee = toString()', "Unable to find JQL function 'toString()'."],
    ['status = currentUser()', "A value provided by the function 'currentUser' is invalid for the field 'status'."],
    ['due < currentUser()', "A date for the field 'due' provided by the function 'currentUser' is not valid."],
    [
      'parent = currentUser()',
      "A value provided by the function 'currentUser' for the field 'parent' is not a valid issue key.",
    ],
    [
      'assignee in currentUser()',
      "Operator 'in' does not support the non-list value 'currentUser()' for field 'assignee'.",
    ],
    ['sprint = openSprints()', "Operator '=' does not support the list value 'openSprints()' for field 'sprint'."],
    [
      'assignee in membersOf(nobody)',
      "Function 'membersOf' can not generate a list of usernames for group 'nobody'; the group does not exist.",
    ],
    ['assignee in membersOf()', "Function 'membersOf' expected '1' arguments but received '0'."],
    [
      'issue in linkedIssues()',
      "Incorrect number of arguments for function 'linkedIssues'. Usage: 'linkedIssues ( issuekey [, linkDescription ]* )'.",
    ],
    ['issue in linkedIssues(PAY-99)', "Issue 'PAY-99' could not be found in function 'linkedIssues'."],
    ['issue in linkedIssues(PAY-1, eats)', "Issue link type 'eats' could not be found in function 'linkedIssues'."],
    [
      'fixVersion in releasedVersions(NOPE)',
      "Could not resolve the project 'NOPE' provided to function 'releasedVersions'.",
    ],
    ['summary = x', "The operator '=' is not supported by the 'summary' field."],
    ['project ~ PAY', "The operator '~' is not supported by the 'project' field."],
    ['text !~ x', "The operator '!~' is not supported by the 'text' field."],
    ['status > Open', "The operator '>' is not supported by the 'status' field."],
    ['comment ~ EMPTY', "The field 'comment' does not support searching for EMPTY values."],
    ['summary ~ ""', "The field 'summary' does not support searching for an empty string."],
    ['text ~ "??"', "The text query '??' for field 'text' is not allowed to start with '?'."],
    ['text ~ "AND"', "Unable to parse the text 'AND' for field 'text'."],
    ['due was "2026-01-01"', "History searches do not support the 'due' field."],
    ['labels changed', "History searches do not support the 'labels' field."],
    ['status was Nowhere', "The value 'Nowhere' does not exist for the field 'status'."],
    ['status changed after "20/12/10"', `Date value '20/12/10' for predicate 'after' is invalid. ${DATE_FORMATS}`],
    [
      'status changed after currentUser()',
      "A date for the predicate 'after' provided by the function 'currentUser' is not valid.",
    ],
    [
      'status changed before ("2026-01-01", "2026-01-02")',
      'The BEFORE predicate must be supplied with only 1 date value.',
    ],
    ['status changed during "2026-01-01"', 'The DURING predicate must be supplied with exactly 2 date values.'],
    ['project = PAY order by colour', "Not able to sort using field 'colour'."],
    ['project = PAY order by text', "Not able to sort using field 'text'."],
  ];
  it.each(rows)('%s', (query, message) => {
    expect(errorsOf(world, query)).toEqual([message]);
  });

  it('tells everything that is wrong at once, each thing once', () => {
    expect(
      errorsOf(world, 'colour = red AND (project = NOPE OR project = NOPE) AND key in (A-1, B-2) ORDER BY shade'),
    ).toEqual([
      "Field 'colour' does not exist or you do not have permission to view it.",
      "The value 'NOPE' does not exist for the field 'project'.",
      "An issue with key 'A-1' does not exist for field 'key'.",
      "An issue with key 'B-2' does not exist for field 'key'.",
      "Not able to sort using field 'shade'.",
    ]);
  });
});

describe('what Jira evaluates and the sandbox does not', () => {
  it.each([
    ['watcher = currentUser()', "Searching by the field 'watcher'"],
    ['filter = 10000', "Searching by the field 'filter'"],
    ['Team = red', "Searching by the field 'Team' (type com.atlassian.teams:rm-teams-custom-field-team)"],
    ['issue in watchedIssues()', "The function 'watchedIssues()'"],
    ['issue in updatedBy(acc-anna)', "The function 'updatedBy()'"],
    ['issue.property[gate].state = open', "Searching by an entity property (of 'issue.property')"],
    ['summary ~ "refund~"', "A fuzzy text search ('refund~')"],
    ['summary ~ "\\"refund form\\"~5"', `A proximity text search ('"refund form"~5')`],
    ['fixVersion was EMPTY', "A history search of 'fixVersion' for EMPTY"],
    ['Twin = 3', "The field name 'Twin', which several custom fields share (use one of cf[10035], cf[10036]),"],
  ])('%s', (query, what) => {
    expect(errorsOf(world, query)).toEqual([`${what} is not supported by this sandbox.`]);
  });
});
