import type { ReactElement } from 'react';
import type { EditedPlaybook } from '../../../src/contract';
import { Check, NumberField } from '../../shared/field';
import { Entries } from './entries';
import { asTypeName, REQUIRED_FIELD_WORDS, type RequiredField } from './playbook-words';
import type { EditorProperties } from './rules-editor';

type RequiredType = EditedPlaybook['requiredTypes'][number];

/** Both are steps from 1 to 5. */
const HIGHEST_RISK = 25;
const REQUIRED_FIELDS = Object.keys(REQUIRED_FIELD_WORDS) as RequiredField[];

/** Which issue types every project uses, and which ones are risks. */
export function TypesEditor({ playbook, onChange }: EditorProperties): ReactElement {
  const { requiredTypes, risks } = playbook;
  return (
    <>
      <Entries
        title="Issue types that every project uses"
        entry="Required issue type"
        type="text"
        path="requiredTypes"
        entries={requiredTypes.map(({ type }) => ({ value: type, words: type }))}
        onChange={(names) => {
          const known = new Map(requiredTypes.map((each) => [each.type, each]));
          onChange({ requiredTypes: names.map(asTypeName).map((type) => known.get(type) ?? { type, fields: [] }) });
        }}
      />
      {requiredTypes.length > 0 && (
        <RequiredFields required={requiredTypes} onChange={(changed) => onChange({ requiredTypes: changed })} />
      )}
      <Entries
        title="Issue types that are risks"
        entry="Issue type for risks"
        type="text"
        path="risks.types"
        entries={risks.types.map((name) => ({ value: name, words: name }))}
        onChange={(names) => onChange({ risks: { ...risks, types: names.map(asTypeName) } })}
      />
      <fieldset className="field-group">
        <legend>High risks</legend>
        <NumberField
          path="risks.highFrom"
          label="A risk is high from probability × impact of"
          value={risks.highFrom}
          max={HIGHEST_RISK}
          suffix={`of ${HIGHEST_RISK}`}
          onChange={(highFrom) => onChange({ risks: { ...risks, highFrom: highFrom ?? 0 } })}
        />
      </fieldset>
    </>
  );
}

/** What is filled in on at least half of the open issues of each required type. */
function RequiredFields({
  required,
  onChange,
}: {
  readonly required: readonly RequiredType[];
  readonly onChange: (required: RequiredType[]) => void;
}): ReactElement {
  const toggled = ({ type, fields }: RequiredType, field: RequiredField): RequiredType => ({
    type,
    fields: REQUIRED_FIELDS.filter((each) => fields.includes(each) !== (each === field)),
  });
  return (
    <fieldset className="field-group">
      <legend>Filled in on at least half of their open issues</legend>
      <table className="table">
        <caption className="visually-hidden">Fields by issue type</caption>
        <thead>
          <tr>
            <th scope="col">Issue type</th>
            {REQUIRED_FIELDS.map((field) => (
              <th key={field} scope="col">
                {REQUIRED_FIELD_WORDS[field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {required.map((each, place) => (
            <tr key={each.type}>
              <th scope="row">{each.type}</th>
              {REQUIRED_FIELDS.map((field) => (
                <td key={field}>
                  <Check
                    label={`${REQUIRED_FIELD_WORDS[field]} of “${each.type}”`}
                    isChecked={each.fields.includes(field)}
                    onChange={() => onChange(required.with(place, toggled(each, field)))}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
