import { customAmong, fieldsFitting, guessFields, listFields, readSiteSettings, type JiraField } from '../../src/jira';
import { FIELD_MEANINGS, type FieldMeaning } from '../../src/model';
import { valueOf } from '../store/support/value-of';
import { FakeForge } from '../support/forge';

let next = 1;
function aField(name: string, type: string | null): JiraField {
  return { id: `customfield_${next++}`, name, type, kind: null };
}

/** A site whose administrators named things as people do. */
const all = [
  aField('Impact', 'option'),
  aField('Baseline Finish Date', 'date'),
  aField('Start date', 'string'),
  aField('Start date', 'date'),
  aField('Target date', 'date'),
  aField(' Target End ', 'datetime'),
  aField('Earned Value', 'number'),
  aField('Planned value', 'string'),
  aField('Mitigation', 'string'),
  aField('Probability', null),
  aField('Story Points', 'number'),
  { ...aField('Aufwand', 'number'), kind: 'com.pyxis.greenhopper.jira:jsw-story-points' },
];

describe('what a field means', () => {
  test.each<[FieldMeaning, string | null]>([
    ['start', 'customfield_4'],
    ['baselineFinish', 'customfield_2'],
    ['fixedDate', null],
    ['plannedValue', null],
    ['earnedValue', 'customfield_7'],
    ['impact', 'customfield_1'],
    ['response', 'customfield_9'],
    ['probability', null],
    ['target', 'customfield_6'],
    ['points', 'customfield_12'],
  ])('%s is guessed as %s', (meaning, id) => {
    expect(guessFields(meaning, all).at(0)?.id ?? null).toBe(id);
  });

  test('is chosen among fields of a fitting type, of which the guess is one', () => {
    expect(fieldsFitting('earnedValue', all).map(({ name }) => name)).toEqual([
      'Earned Value',
      'Story Points',
      'Aufwand',
    ]);
    for (const meaning of FIELD_MEANINGS) {
      expect(fieldsFitting(meaning, all)).toEqual(expect.arrayContaining([...guessFields(meaning, all)]));
    }
  });

  test('start and points are guessed as the refresh reads them', async () => {
    const forge = new FakeForge();
    const fields = customAmong(await valueOf(forge, () => listFields('app')));
    const { startDateFields, pointsFields } = await valueOf(forge, () => readSiteSettings());
    expect(startDateFields).toHaveLength(1);
    expect(guessFields('start', fields).map(({ id }) => id)).toEqual(startDateFields);
    expect(pointsFields).toHaveLength(1);
    expect(guessFields('points', fields).map(({ id }) => id)).toEqual(pointsFields);
  });
});
