import { fieldsFitting, guessField, listCustomFields, readSiteSettings, type CustomField } from '../../src/jira';
import { FIELD_MEANINGS, type FieldMeaning } from '../../src/model';
import { valueOf } from '../store/support/value-of';
import { FakeForge } from '../support/forge';

let next = 1;
function aField(name: string, type: string | null): CustomField {
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
  ])('%s is guessed as %s', (meaning, id) => {
    expect(guessField(meaning, all)?.id ?? null).toBe(id);
  });

  test('is chosen among fields of a fitting type, of which the guess is one', () => {
    expect(fieldsFitting('earnedValue', all).map(({ name }) => name)).toEqual(['Earned Value']);
    for (const meaning of FIELD_MEANINGS) {
      const guess = guessField(meaning, all);
      if (guess !== null) expect(fieldsFitting(meaning, all)).toContain(guess);
    }
  });

  test('start is guessed as the refresh reads it', async () => {
    const forge = new FakeForge();
    const fields = await valueOf(forge, () => listCustomFields('app'));
    const { startDateFields } = await valueOf(forge, readSiteSettings);
    expect(guessField('start', fields)?.id).toBe(startDateFields[0]);
  });
});
