import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import type { CriterionView, DecisionView, FoundPerson, ReviewView } from '../../../src/contract';
import { daysAfter } from '../../shared/days';
import { ChoiceField, ProblemOf, TextField } from '../../shared/field';
import { FindAndChoose } from '../../shared/find-and-choose';
import { DECISION_MEANS, DECISION_WORDS, isSettled } from './gate-words';
import { useFindOwners, useGateStep } from './gates-query';
import { ReasonField } from './reason-field';
import { StepForm } from './step-form';

type Decision = DecisionView['decision'];

const DECISIONS: readonly Decision[] = ['go', 'conditionalGo', 'hold', 'stop'];
const LONGEST_CONDITION = 255;
/** As long as somebody has for a condition unless one says otherwise. */
const USUAL_DAYS = 14;

interface DraftCondition {
  /** Of this form only. */
  readonly key: number;
  readonly text: string;
  readonly criterion: string | null;
  readonly owner: FoundPerson | null;
  readonly due: string;
}

interface Properties {
  readonly review: ReviewView;
  readonly today: string;
  readonly onDone: () => void;
}

/** Decides on a review: a word, the reason, and of a conditional go what is to be done, by whom and until when. */
export function DecideForm({ review, today, onDone }: Properties): ReactElement {
  const left = review.criteria.filter((each) => each.mandatory && !isSettled(each));
  const [decision, setDecision] = useState<Decision>(left.length === 0 ? 'go' : 'conditionalGo');
  const [reason, setReason] = useState('');
  const [conditions, setConditions] = useState<readonly DraftCondition[]>(() =>
    left.length === 0 ? [aCondition(0, today)] : left.map((each, key) => aCondition(key, today, each)),
  );
  const decide = useGateStep('decideReview');
  const isConditional = decision === 'conditionalGo';
  function change(key: number, changed: Partial<DraftCondition>): void {
    // What was wrong with it may not be so any more.
    decide.reset();
    setConditions(conditions.map((each) => (each.key === key ? { ...each, ...changed } : each)));
  }
  return (
    <StepForm
      label="Your decision"
      verb={`Decide: ${DECISION_WORDS[decision]}`}
      isPending={decide.isPending}
      error={decide.error}
      fields={['decision', 'reason', 'conditions', ...(isConditional ? fieldsOf(conditions) : [])]}
      onCancel={onDone}
      onSubmit={() => {
        const asked = conditions.map(({ text, criterion, owner, due }) => {
          // Nobody is refused at its field, where the back end says so.
          return { text, criterion, owner: owner?.accountId ?? NOBODY, due };
        });
        const payload = { review: review.id, decision, reason, conditions: isConditional ? asked : [] };
        decide.mutate(payload, { onSuccess: onDone });
      }}
    >
      <fieldset className="field-group">
        <legend>Decision</legend>
        {DECISIONS.map((each) => (
          <label key={each} className="field-check">
            <input
              type="radio"
              name={`decision-${review.id}`}
              checked={decision === each}
              onChange={() => setDecision(each)}
            />
            <span>
              <span className="strong">{DECISION_WORDS[each]}</span>: {DECISION_MEANS[each]}
            </span>
          </label>
        ))}
        <ProblemOf path="decision" />
      </fieldset>
      <ReasonField value={reason} onChange={setReason} />
      {isConditional && (
        <fieldset className="field-group">
          <legend>Conditions</legend>
          <p className="small subtle">
            Each becomes an issue in Jira. Where one is open after its day, the gate blocks again.
          </p>
          <ProblemOf path="conditions" />
          {conditions.map((condition, place) => (
            <ConditionFields
              key={condition.key}
              place={place}
              condition={condition}
              criteria={review.criteria}
              onChange={(changed) => change(condition.key, changed)}
              onRemove={
                conditions.length > 1
                  ? () => setConditions(conditions.filter(({ key }) => key !== condition.key))
                  : undefined
              }
            />
          ))}
          <Button
            onClick={() => {
              const key = 1 + Math.max(...conditions.map((each) => each.key));
              setConditions([...conditions, aCondition(key, today)]);
            }}
          >
            Add a condition
          </Button>
        </fieldset>
      )}
    </StepForm>
  );
}

/** No account id is this; the request needs some text. */
const NOBODY = '-';
const NO_CRITERION = '';

interface ConditionProperties {
  readonly place: number;
  readonly condition: DraftCondition;
  readonly criteria: readonly CriterionView[];
  readonly onChange: (changed: Partial<DraftCondition>) => void;
  readonly onRemove: (() => void) | undefined;
}

function ConditionFields({ place, condition, criteria, onChange, onRemove }: ConditionProperties): ReactElement {
  const findOwners = useFindOwners();
  const path = `conditions.${place}`;
  const { text, criterion, owner, due } = condition;
  const options = [
    { value: NO_CRITERION, words: 'something else' },
    ...criteria.map(({ id, title }) => ({ value: id, words: title })),
  ];
  return (
    <fieldset className="field-group gate-condition">
      <legend>Condition {place + 1}</legend>
      <TextField
        path={`${path}.text`}
        label="What is to be done"
        maxLength={LONGEST_CONDITION}
        value={text}
        onChange={(next) => onChange({ text: next })}
      />
      <div className="field-row">
        <ChoiceField
          path={`${path}.criterion`}
          label="For the criterion"
          value={criterion ?? NO_CRITERION}
          options={options}
          onChange={(next) => onChange({ criterion: next === NO_CRITERION ? null : next })}
        />
        <TextField
          path={`${path}.due`}
          type="date"
          label="Last day"
          maxLength={10}
          value={due}
          onChange={(next) => onChange({ due: next })}
        />
      </div>
      {owner === null ? (
        <>
          <FindAndChoose
            label="Who sees to it"
            find={async (name) => (await findOwners(name)).map((each) => ({ ...each, id: each.accountId }))}
            onChoose={(found) => onChange({ owner: found })}
          />
          <ProblemOf path={`${path}.owner`} />
        </>
      ) : (
        <p>
          {owner.name} sees to it.{' '}
          <Button spacing="compact" appearance="subtle" onClick={() => onChange({ owner: null })}>
            Choose somebody else
          </Button>
          <ProblemOf path={`${path}.owner`} />
        </p>
      )}
      {onRemove && (
        <Button spacing="compact" appearance="subtle" onClick={onRemove}>
          Remove this condition
        </Button>
      )}
    </fieldset>
  );
}

function aCondition(key: number, today: string, criterion?: CriterionView): DraftCondition {
  const due = daysAfter(today, USUAL_DAYS);
  return { key, text: criterion?.title ?? '', criterion: criterion?.id ?? null, owner: null, due };
}

function fieldsOf(conditions: readonly DraftCondition[]): readonly string[] {
  return conditions.flatMap((_, place) =>
    ['text', 'criterion', 'due', 'owner'].map((field) => `conditions.${place}.${field}`),
  );
}
