import Button from '@atlaskit/button/default/button';
import type { ReactElement, ReactNode } from 'react';
import { refusalOf } from '../../shared/call';
import { ProblemsOfForm } from '../../shared/field';
import { RefusalMessage } from '../../shared/refusal-message';

interface Properties {
  readonly label: string;
  /** What the button says. */
  readonly verb: string;
  readonly isPending: boolean;
  /** Why the step was not taken. */
  readonly error: unknown;
  /** Paths of the fields of this form: what is wrong with one of them stands there. */
  readonly fields: readonly string[];
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A form that takes a step; what stands against it is told at its field, or above the buttons. */
export function StepForm({
  label,
  verb,
  isPending,
  error,
  fields,
  onSubmit,
  onCancel,
  children,
}: Properties): ReactElement {
  const refusal = error === null ? null : refusalOf(error);
  const field = refusal?.field ?? '';
  const isAtField = refusal !== null && fields.includes(field);
  const problems = isAtField ? [{ field, problem: refusal.message, remedy: refusal.remedy }] : [];
  return (
    <ProblemsOfForm.Provider value={problems}>
      <form
        className="gate-form"
        aria-label={label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        {!isAtField && <RefusalMessage error={error} />}
        <p role="status" className="visually-hidden">
          {isAtField && `${refusal.message} ${refusal.remedy}`}
        </p>
        <div className="gate-actions">
          <Button type="submit" appearance="primary" isLoading={isPending}>
            {verb}
          </Button>
          <Button appearance="subtle" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </form>
    </ProblemsOfForm.Provider>
  );
}
