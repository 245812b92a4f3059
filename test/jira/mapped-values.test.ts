import { fieldsToRead, parseIssuePage, type FieldSettings } from '../../src/jira';
import { parseDay, READ_MEANINGS, type FieldMap, type ProjectIdentity, type ReadMeaning } from '../../src/model';
import { anIssue } from '../support/issues';

const project: ProjectIdentity = { id: 10001, key: 'PAY', name: 'Payroll', lead: 'active' };
const of = { id: '10001', key: 'PAY' };
const FIELD = 'customfield_10500';

function siteWith(mapped: FieldMap): FieldSettings {
  return { timeZone: 'Europe/Berlin', startDateFields: [], sprintFields: [], pointsFields: [], teamFields: [], mapped };
}

/** What is read of a field that holds this; `null` where it counts as empty. */
function read(meaning: ReadMeaning, value: unknown): number | null {
  const page = parseIssuePage([anIssue(of, 12, { [FIELD]: value })], project, siteWith({ [meaning]: FIELD }));
  expect([page.issues.length, page.unreadable]).toEqual([1, []]);
  return page.mapped[meaning]?.value[0] ?? null;
}

const DOCUMENT = { type: 'doc', version: 1, content: [{ type: 'paragraph' }] };

describe('values of mapped fields', () => {
  test.each<[ReadMeaning, unknown, number | null]>([
    ['fixedDate', '2026-03-01', parseDay('2026-03-01')],
    ['baselineFinish', '2026-03-01T23:30:00.000+0000', parseDay('2026-03-02')],
    ['target', '', null],
    ['actualCost', 1234.567, 1234.57],
    ['earnedValue', -3, -3],
    ['plannedValue', -0.001, 0],
    ['plannedValue', 1e13, null],
    ['probability', 4, 4],
    ['probability', 0.4, 0],
    ['probability', 40, 0],
    ['impact', { id: '1', value: '5 – Severe' }, 5],
    ['impact', { value: ' Very High ' }, 5],
    ['impact', { value: 'minor' }, 2],
    ['impact', { value: '30%' }, 0],
    ['impact', 'whatever', 0],
    ['impact', null, null],
    ['response', { value: 'Accept' }, 1],
    ['response', '  ', null],
    ['contingency', DOCUMENT, 1],
    ['contingency', { ...DOCUMENT, content: [] }, null],
    ['contingency', [], null],
  ])('%s: %j is %p', (meaning, value, expected) => {
    expect(read(meaning, value)).toBe(expected);
  });

  test.each<[ReadMeaning, unknown, string]>([
    ['fixedDate', 'soon', 'not a day such as 2026-03-01'],
    ['target', 20_000, 'not a day such as 2026-03-01'],
    ['baselineFinish', { value: '2026-03-01' }, 'not a day such as 2026-03-01'],
    ['plannedValue', '5', 'not a number'],
    ['actualCost', ['5'], 'not a number'],
  ])('%s: %j is nothing, not even empty: the issue is named with the field', (meaning, value, reason) => {
    const issues = [anIssue(of, 12, { [FIELD]: value }), anIssue(of, 13)];
    const page = parseIssuePage(issues, project, siteWith({ [meaning]: FIELD }));
    expect(page.issues.map(({ number }) => number)).toEqual([13]);
    expect(page.unreadable).toEqual([expect.objectContaining({ issue: 'PAY-12', field: FIELD, reason })]);
    expect(page.mapped[meaning]?.id).toEqual(new Float64Array(0));
  });

  test('stand by issue, ascending, and only of issues that have one; every field that was read is there', () => {
    const issues = [
      anIssue(of, 30, { a: 5, b: null }),
      anIssue(of, 12, { a: 2 }),
      anIssue(of, 20, {}),
      { id: '9', key: 'PAY-9', fields: { a: 3 } },
    ];
    const { mapped, unreadable } = parseIssuePage(issues, project, siteWith({ actualCost: 'a', response: 'b' }));
    expect(unreadable).toHaveLength(1);
    expect(mapped).toEqual({
      actualCost: { field: 'a', id: Float64Array.of(10001012, 10001030), value: Float64Array.of(2, 5) },
      response: { field: 'b', id: new Float64Array(0), value: new Float64Array(0) },
    });
  });

  test('are asked for, each field once', () => {
    const everything = Object.fromEntries(READ_MEANINGS.map((meaning) => [meaning, FIELD]));
    expect(fieldsToRead(siteWith(everything)).filter((field) => field === FIELD)).toEqual([FIELD]);
    expect(fieldsToRead(siteWith({}))).not.toContain(FIELD);
  });
});
