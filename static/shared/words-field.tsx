import { useId, type ReactElement } from 'react';
import { MOST_CHARACTERS_OF_A_REASON } from '../../src/contract/limits';
import './words-field.css';

interface Properties {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A few lines of text that have to be given. */
export function WordsField({ label, hint, value, onChange }: Properties): ReactElement {
  const id = useId();
  return (
    <div className="words-field">
      <label htmlFor={id} className="small strong">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}-hint`} className="small subtle">
          {hint}
        </p>
      )}
      <textarea
        id={id}
        required
        rows={2}
        maxLength={MOST_CHARACTERS_OF_A_REASON}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
