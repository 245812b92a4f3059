import { createContext, useContext, useId, type ReactElement, type ReactNode } from 'react';
import type { FieldProblem } from '../../src/contract';
import './field.css';

/** What speaks against what is being edited, for the fields to tell. */
export const ProblemsOfForm = createContext<readonly FieldProblem[]>([]);

/** The problem of a field, if it has one. */
function useProblem(path: string): FieldProblem | undefined {
  return useContext(ProblemsOfForm).find(({ field }) => field === path);
}

export interface FieldProperties {
  /** Where its value stands in what is edited, e.g. `rules.work-dated.target`. */
  readonly path: string;
  /** What is read out; shown unless the column or row says it. */
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** What else is to be known before it is filled in. */
  readonly hint?: string;
  readonly children: (attributes: {
    readonly id: string;
    readonly 'aria-invalid': true | undefined;
    readonly 'aria-describedby': string | undefined;
  }) => ReactNode;
}

/** An input with its label, and below it what is wrong with its value and what to do about it. */
export function Field({ path, label, isLabelHidden = false, hint, children }: FieldProperties): ReactElement {
  const id = useId();
  const problem = useProblem(path);
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(problem ? [`${id}-problem`] : [])];
  return (
    <span className="field">
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : 'strong'}>
        {label}
      </label>
      {hint !== undefined && (
        <span id={`${id}-hint`} className="small subtle">
          {hint}
        </span>
      )}
      {children({
        id,
        'aria-invalid': problem ? true : undefined,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
      })}
      {problem && <Words id={`${id}-problem`} problem={problem} />}
    </span>
  );
}

/** The problem of something that has no input of its own, such as a list. */
export function ProblemOf({ path }: { readonly path: string }): ReactElement | null {
  const problem = useProblem(path);
  return problem ? <Words problem={problem} /> : null;
}

function Words({ id, problem }: { readonly id?: string; readonly problem: FieldProblem }): ReactElement {
  return (
    <span id={id} className="field-problem small">
      {problem.problem} {problem.remedy}
    </span>
  );
}

interface NumberProperties extends Omit<FieldProperties, 'children'> {
  /** `null`: none is entered. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly max: number;
  readonly step?: number;
  readonly suffix?: string;
}

export function NumberField({ value, onChange, max, step = 1, suffix, ...field }: NumberProperties): ReactElement {
  return (
    <Field {...field}>
      {(attributes) => (
        <span className="field-number">
          <input
            {...attributes}
            type="number"
            className="field-input"
            min={0}
            max={max}
            step={step}
            value={value ?? ''}
            onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? null : currentTarget.valueAsNumber)}
          />
          {suffix !== undefined && <span aria-hidden="true">{suffix}</span>}
        </span>
      )}
    </Field>
  );
}

interface ChoiceProperties<V extends string> extends Omit<FieldProperties, 'children'> {
  readonly value: V;
  readonly options: readonly { readonly value: V; readonly words: string }[];
  readonly onChange: (value: V) => void;
}

export function ChoiceField<V extends string>({
  value,
  options,
  onChange,
  ...field
}: ChoiceProperties<V>): ReactElement {
  return (
    <Field {...field}>
      {(attributes) => (
        <select
          {...attributes}
          className="field-input"
          value={value}
          onChange={({ currentTarget }) => {
            const chosen = options.find((option) => option.value === currentTarget.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.words}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface CheckProperties {
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  /** Read out instead of the words. */
  readonly label?: string;
  readonly children?: ReactNode;
}

export function Check({ isChecked, onChange, label, children }: CheckProperties): ReactElement {
  return (
    <label className="field-check">
      <input
        type="checkbox"
        aria-label={label}
        checked={isChecked}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {children}
    </label>
  );
}

interface TextProperties extends Omit<FieldProperties, 'children'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly maxLength: number;
  readonly type?: 'text' | 'date';
  readonly placeholder?: string;
  readonly isRequired?: boolean;
}

export function TextField({
  value,
  onChange,
  maxLength,
  type = 'text',
  placeholder,
  isRequired,
  ...field
}: TextProperties): ReactElement {
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...attributes}
          {...{ placeholder, maxLength, value, type, required: isRequired }}
          className={`field-input field-${type}`}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
