import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import type { CriterionLook } from '../../../src/contract';
import { ProblemOf } from '../../shared/field';
import { FindAndChoose, type Choosable } from '../../shared/find-and-choose';
import { RECORD_WORDS } from '../../shared/record-words';
import { WordsField } from '../../shared/words-field';
import { useFindOwners, useGateStep } from './gates-query';
import { LONGEST_TEXT } from './reason-field';
import { StepForm } from './step-form';

interface Properties {
  readonly look: Extract<CriterionLook, { readonly of: 'record' }>;
  readonly title: string;
  readonly onDone: () => void;
}

/** Fills in a field of the project record: the sponsor by choosing them, everything else in words. */
export function FillRecord({ look: { field, text }, title, onDone }: Properties): ReactElement {
  const [words, setWords] = useState(text);
  const [sponsor, setSponsor] = useState<Choosable | null>(null);
  const fill = useGateStep('fillRecord');
  return (
    <StepForm
      label={`Fill in: ${title}`}
      verb="Save"
      isPending={fill.isPending}
      error={fill.error}
      fields={['text', 'person']}
      onCancel={onDone}
      onSubmit={() => fill.mutate({ field, text: words, person: sponsor?.id ?? null }, { onSuccess: onDone })}
    >
      {field === 'sponsor' ? (
        <Sponsor sponsor={sponsor} onChange={setSponsor} />
      ) : (
        <WordsField
          path="text"
          label={RECORD_WORDS[field]}
          maxLength={LONGEST_TEXT}
          value={words}
          onChange={setWords}
        />
      )}
    </StepForm>
  );
}

interface SponsorProperties {
  readonly sponsor: Choosable | null;
  readonly onChange: (sponsor: Choosable | null) => void;
}

function Sponsor({ sponsor, onChange }: SponsorProperties): ReactElement {
  const find = useFindOwners(true);
  if (sponsor !== null) {
    return (
      <p>
        {sponsor.name} is the sponsor.{' '}
        <Button spacing="compact" appearance="subtle" onClick={() => onChange(null)}>
          Choose somebody else
        </Button>
      </p>
    );
  }
  return (
    <>
      <FindAndChoose
        label={RECORD_WORDS.sponsor}
        find={async (name) => (await find(name)).map((each) => ({ ...each, id: each.accountId }))}
        onChoose={onChange}
      />
      <ProblemOf path="person" />
    </>
  );
}
