import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import type { WaiversView } from '../../src/contract';
import { MOST_CHARACTERS_OF_A_REASON } from '../../src/contract/limits';
import { daysAfter } from '../shared/days';
import { RefusalMessage } from '../shared/refusal-message';
import { useWaiverStep } from './waivers-query';
import { WordsField } from '../shared/words-field';

/** As long as a waiver holds unless one says otherwise. */
const USUAL_DAYS = 30;

interface Properties {
  readonly rule: string;
  readonly view: WaiversView;
  readonly onDone: () => void;
}

/** Asks the PMO to leave a rule out for a while: why, until when, and what keeps the risk small meanwhile. */
export function RequestWaiver({ rule, view, onDone }: Properties): ReactElement {
  const id = useId();
  const [reason, setReason] = useState('');
  const [mitigation, setMitigation] = useState('');
  const [until, setUntil] = useState(daysAfter(view.today, USUAL_DAYS));
  const request = useWaiverStep('requestWaiver');
  return (
    <form
      className="waiver-form"
      aria-label="Request waiver"
      onSubmit={(event) => {
        event.preventDefault();
        request.mutate({ rule, reason, mitigation, until }, { onSuccess: onDone });
      }}
    >
      <WordsField
        path="reason"
        label="Why can it not be met now?"
        isRequired
        maxLength={MOST_CHARACTERS_OF_A_REASON}
        value={reason}
        onChange={setReason}
      />
      <WordsField
        path="mitigation"
        label="What keeps the risk small meanwhile?"
        hint="You answer for this until the waiver ends."
        isRequired
        maxLength={MOST_CHARACTERS_OF_A_REASON}
        value={mitigation}
        onChange={setMitigation}
      />
      <label htmlFor={id} className="strong">
        Last day
      </label>
      <Textfield
        id={id}
        type="date"
        isRequired
        isCompact
        width={180}
        min={view.today}
        max={view.latest}
        value={until}
        onChange={(event) => setUntil(event.currentTarget.value)}
      />
      <p className="small subtle">
        Somebody else with the PMO role decides. While it holds, the rule is out of the score and stays visible as
        waiver debt; after the last day it counts again by itself.
      </p>
      <RefusalMessage error={request.error} />
      <div className="waiver-actions">
        <Button type="submit" appearance="primary" isDisabled={request.isPending}>
          Send request
        </Button>
        <Button appearance="subtle" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
