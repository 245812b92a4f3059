import { useState, type ReactElement } from 'react';
import type { CriterionLook } from '../../../src/contract';
import { TextField } from '../../shared/field';
import { useGateStep } from './gates-query';
import { StepForm } from './step-form';

type EvidenceLook = Extract<CriterionLook, { readonly of: 'evidence' }>;

const LINK_LABELS: Readonly<Record<EvidenceLook['kind'], string>> = {
  issue: 'Key of the issue, e.g. SIG-12',
  page: 'Address of the page',
  url: 'Address',
};

interface Properties {
  readonly criterion: string;
  readonly title: string;
  readonly look: EvidenceLook;
  readonly today: string;
  readonly onDone: () => void;
}

/** Attaches a link to what shows that a criterion is met. */
export function AttachEvidence({ criterion, title, look, today, onDone }: Properties): ReactElement {
  const [link, setLink] = useState('');
  const [name, setName] = useState('');
  const [datedOn, setDatedOn] = useState(today);
  const attach = useGateStep('attachEvidence');
  return (
    <StepForm
      label={`Attach evidence: ${title}`}
      verb="Attach"
      isPending={attach.isPending}
      error={attach.error}
      fields={['link', 'title', 'datedOn']}
      onCancel={onDone}
      onSubmit={() => attach.mutate({ criterion, link: link.trim(), title: name, datedOn }, { onSuccess: onDone })}
    >
      <TextField path="link" label={LINK_LABELS[look.kind]} maxLength={2000} value={link} onChange={setLink} />
      {look.kind !== 'issue' && (
        <TextField path="title" label="What it is called (optional)" maxLength={255} value={name} onChange={setName} />
      )}
      <TextField
        path="datedOn"
        label={
          look.freshDays === null
            ? 'Day of what it shows'
            : `Day of what it shows; it counts for ${look.freshDays} days from then`
        }
        type="date"
        maxLength={10}
        value={datedOn}
        onChange={setDatedOn}
      />
    </StepForm>
  );
}
