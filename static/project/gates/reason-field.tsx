import type { ReactElement } from 'react';
import { WordsField } from '../../shared/words-field';

/** Of what is said about a gate. */
export const LONGEST_TEXT = 2000;

interface Properties {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why a step is taken: it is written into the gate record. */
export function ReasonField({ value, onChange }: Properties): ReactElement {
  return (
    <WordsField
      path="reason"
      label="Reason, which stays on record"
      maxLength={LONGEST_TEXT}
      value={value}
      onChange={onChange}
    />
  );
}
