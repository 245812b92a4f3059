import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import { Field, ProblemOf } from '../../shared/field';

interface EntriesProperties {
  readonly title: string;
  readonly entry: string;
  readonly type: 'date' | 'text';
  readonly path: string;
  readonly entries: readonly { readonly value: string; readonly words: string }[];
  readonly onChange: (values: string[]) => void;
}

/** A list to which the reader adds and from which they take. */
export function Entries({ title, entry, type, path, entries, onChange }: EntriesProperties): ReactElement {
  const [added, setAdded] = useState('');
  const values = entries.map(({ value }) => value);
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <ProblemOf path={path} />
      {entries.length === 0 && <p className="small subtle">None</p>}
      <ul className="playbook-entries">
        {entries.map(({ value, words }, place) => (
          <li key={`${value} ${place}`}>
            {words}{' '}
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={`Take out ${words}`}
              onClick={() => onChange(values.toSpliced(place, 1))}
            >
              Take out
            </Button>
            <ProblemOf path={`${path}.${place}`} />
          </li>
        ))}
      </ul>
      <form
        className="field-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (added.trim() === '' || values.includes(added.trim().toLowerCase())) return;
          onChange([...values, added]);
          setAdded('');
        }}
      >
        <Field path={`${path}.new`} label={entry} isLabelHidden>
          {(attributes) => (
            <input
              {...attributes}
              type={type}
              className="field-input"
              placeholder={entry}
              maxLength={100}
              value={added}
              onChange={({ currentTarget }) => setAdded(currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit">Add</Button>
      </form>
    </fieldset>
  );
}
