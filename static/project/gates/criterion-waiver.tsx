import { useState, type ReactElement } from 'react';
import { daysAfter } from '../../shared/days';
import { TextField } from '../../shared/field';
import { WordsField } from '../../shared/words-field';
import { useGateStep } from './gates-query';
import { LONGEST_TEXT, ReasonField } from './reason-field';
import { StepForm } from './step-form';

/** As long as a waiver holds unless one says otherwise. */
const USUAL_DAYS = 30;

interface AskProperties {
  readonly criterion: string;
  readonly title: string;
  readonly today: string;
  readonly onDone: () => void;
}

/** Asks the deciders of the gate to leave a criterion out for a while. */
export function AskForCriterionWaiver({ criterion, title, today, onDone }: AskProperties): ReactElement {
  const [reason, setReason] = useState('');
  const [mitigation, setMitigation] = useState('');
  const [until, setUntil] = useState(daysAfter(today, USUAL_DAYS));
  const request = useGateStep('requestCriterionWaiver');
  return (
    <StepForm
      label={`Request waiver: ${title}`}
      verb="Send request"
      isPending={request.isPending}
      error={request.error}
      fields={['reason', 'mitigation', 'until']}
      onCancel={onDone}
      onSubmit={() => request.mutate({ criterion, reason, mitigation, until }, { onSuccess: onDone })}
    >
      <WordsField
        path="reason"
        label="Why can it not be met now?"
        maxLength={LONGEST_TEXT}
        value={reason}
        onChange={setReason}
      />
      <WordsField
        path="mitigation"
        label="What keeps the risk small meanwhile? You answer for this."
        maxLength={LONGEST_TEXT}
        value={mitigation}
        onChange={setMitigation}
      />
      <TextField path="until" type="date" label="Last day" maxLength={10} value={until} onChange={setUntil} />
      <p className="small subtle">
        Somebody else among the gate’s deciders decides. The criterion stays on the list, and is asked again after the
        last day.
      </p>
    </StepForm>
  );
}

interface DecideProperties {
  readonly waiver: string;
  readonly title: string;
  readonly decision: 'grant' | 'refuse';
  readonly onDone: () => void;
}

export function DecideCriterionWaiver({ waiver, title, decision, onDone }: DecideProperties): ReactElement {
  const [reason, setReason] = useState('');
  const decide = useGateStep('decideCriterionWaiver');
  const verb = decision === 'grant' ? 'Grant waiver' : 'Refuse waiver';
  return (
    <StepForm
      label={`${verb}: ${title}`}
      verb={verb}
      isPending={decide.isPending}
      error={decide.error}
      fields={['reason']}
      onCancel={onDone}
      onSubmit={() => decide.mutate({ waiver, decision, reason }, { onSuccess: onDone })}
    >
      <ReasonField value={reason} onChange={setReason} />
    </StepForm>
  );
}
