import type { ReactElement } from 'react';
import { Field, type FieldProperties } from './field';

interface Properties extends Omit<FieldProperties, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

/** A few lines of text. */
export function WordsField({
  value,
  onChange,
  maxLength,
  placeholder,
  isRequired,
  ...field
}: Properties): ReactElement {
  return (
    <Field {...field}>
      {(attributes) => (
        <textarea
          {...attributes}
          {...{ placeholder, maxLength, value, required: isRequired }}
          className="field-input field-area"
          rows={2}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
