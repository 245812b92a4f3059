import type { ReactElement } from 'react';
import './choice.css';

interface ChoiceProperties {
  readonly label: string;
  readonly title?: string | undefined;
  /** What no choice is called. */
  readonly all: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string | null) => void;
}

/** A choice of at most one; what was chosen stands out. */
export function Choice({ label, title, all, value, options, onChoose }: ChoiceProperties): ReactElement {
  // What came with the address is not dropped silently where it happens not to be offered.
  const isForeign = value !== null && !options.some((option) => option.value === value);
  return (
    <select
      className={value === null ? 'choice' : 'choice choice-chosen'}
      aria-label={label}
      title={title}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{all}</option>
      {isForeign && <option value={value}>{`${label}: not offered here`}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.words}
        </option>
      ))}
    </select>
  );
}
