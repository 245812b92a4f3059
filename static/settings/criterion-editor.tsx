import type { ReactElement } from 'react';
import { Check as CheckField, ChoiceField, NumberField, TextField } from '../shared/field';
import { RECORD_WORDS } from '../shared/record-words';
import { WordsField } from '../shared/words-field';
import { checkOf, type Check, type Criterion } from './lifecycle-edits';
import { useNames } from './names';
import { PanelEditor } from './panel-editor';
import { KIND_WORDS } from './words';

const LONGEST_TITLE = 120;
const LONGEST_TEXT = 1000;
const LONGEST_JQL = 2000;
const MOST_DAYS = 3650;
const MOST_ISSUES = 1_000_000;

const KINDS = (Object.keys(KIND_WORDS) as Check['of'][]).map((value) => ({ value, words: KIND_WORDS[value] }));

const RECORD_FIELDS = (Object.keys(RECORD_WORDS) as (keyof typeof RECORD_WORDS)[]).map((value) => {
  return { value, words: RECORD_WORDS[value] };
});

interface Properties {
  readonly path: string;
  readonly criterion: Criterion;
  readonly onChange: (criterion: Criterion) => void;
}

/** Everything that a criterion has. */
export function CriterionEditor({ path, criterion, onChange }: Properties): ReactElement {
  const { title, check, mandatory, due, help } = criterion;
  return (
    <div className="settings-criterion-editor">
      <TextField
        path={`${path}.title`}
        label="Criterion, as a sentence that is true or not"
        maxLength={LONGEST_TITLE}
        value={title}
        onChange={(next) => onChange({ ...criterion, title: next })}
      />
      <div className="field-row">
        <ChoiceField
          path={`${path}.kind`}
          label="Told by"
          value={check.of}
          options={KINDS}
          onChange={(kind) => onChange({ ...criterion, check: checkOf(kind) })}
        />
        <ChoiceField
          path={`${path}.due`}
          label="Asked"
          value={due}
          options={[
            { value: 'exit', words: 'when the stage is left' },
            { value: 'entry', words: 'when the stage is entered' },
          ]}
          onChange={(next) => onChange({ ...criterion, due: next })}
        />
      </div>
      <CheckField isChecked={mandatory} onChange={(next) => onChange({ ...criterion, mandatory: next })}>
        Mandatory: without it the gate is passed only by a waiver or a condition
      </CheckField>
      <CheckEditor path={`${path}.check`} check={check} onChange={(next) => onChange({ ...criterion, check: next })} />
      <WordsField
        path={`${path}.help`}
        label="What helps to meet it (optional)"
        maxLength={LONGEST_TEXT}
        value={help}
        onChange={(next) => onChange({ ...criterion, help: next })}
      />
    </div>
  );
}

interface CheckProperties {
  readonly path: string;
  readonly check: Check;
  readonly onChange: (check: Check) => void;
}

function CheckEditor({ path, check, onChange }: CheckProperties): ReactElement {
  const { rules } = useNames();
  switch (check.of) {
    case 'rule':
      return (
        <div className="field-row">
          <ChoiceField
            path={`${path}.rule`}
            label="Rule"
            value={check.rule}
            options={[
              ...(rules.some(({ id }) => id === check.rule) ? [] : [{ value: check.rule, words: 'Choose a rule' }]),
              ...rules.map(({ id, title }) => ({ value: id, words: title })),
            ]}
            onChange={(rule) => onChange({ ...check, rule })}
          />
          <NumberField
            path={`${path}.threshold`}
            label="At least so much of its target"
            value={Math.round(check.threshold * 100)}
            max={100}
            suffix="%"
            onChange={(percent) => onChange({ ...check, threshold: (percent ?? 0) / 100 })}
          />
        </div>
      );
    case 'jql':
      return <QueryEditor path={path} check={check} onChange={onChange} />;
    case 'evidence':
      return (
        <div className="field-row">
          <ChoiceField
            path={`${path}.kind`}
            label="What is linked"
            value={check.kind}
            options={[
              { value: 'page', words: 'a page' },
              { value: 'issue', words: 'an issue' },
              { value: 'url', words: 'any address' },
            ]}
            onChange={(kind) => onChange({ ...check, kind })}
          />
          <NumberField
            path={`${path}.freshDays`}
            label="At most so old; empty: any age"
            value={check.freshDays}
            max={MOST_DAYS}
            suffix="days"
            onChange={(freshDays) => onChange({ ...check, freshDays })}
          />
        </div>
      );
    case 'statement':
      return (
        <>
          <WordsField
            path={`${path}.text`}
            label="What is confirmed"
            maxLength={LONGEST_TEXT}
            value={check.text}
            onChange={(text) => onChange({ ...check, text })}
          />
          <PanelEditor
            legend="Who may confirm it"
            path={`${path}.by`}
            panel={check.by}
            onChange={(by) => onChange({ ...check, by })}
          />
        </>
      );
    case 'record':
      return (
        <ChoiceField
          path={`${path}.field`}
          label="Field of the project record, filled in on the gates' tab"
          value={check.field}
          options={RECORD_FIELDS}
          onChange={(field) => onChange({ ...check, field })}
        />
      );
  }
}

function QueryEditor({
  path,
  check,
  onChange,
}: Omit<CheckProperties, 'check'> & { readonly check: Extract<Check, { readonly of: 'jql' }> }): ReactElement {
  const { expect } = check;
  return (
    <>
      <WordsField
        path={`${path}.jql`}
        label="JQL, within this project"
        placeholder="type = Bug AND priority = Highest AND statusCategory != Done"
        maxLength={LONGEST_JQL}
        value={check.jql}
        onChange={(jql) => onChange({ ...check, jql })}
      />
      <div className="field-row">
        <ChoiceField
          path={`${path}.expect`}
          label="It finds"
          value={expect.of}
          options={[
            { value: 'none', words: 'no issue' },
            { value: 'atLeast', words: 'at least so many issues' },
            { value: 'allDone', words: 'only issues that are done' },
          ]}
          onChange={(of) => onChange({ ...check, expect: of === 'atLeast' ? { of, count: 1 } : { of } })}
        />
        {expect.of === 'atLeast' && (
          <NumberField
            path={`${path}.expect.count`}
            label="Issues"
            value={expect.count}
            max={MOST_ISSUES}
            onChange={(count) => onChange({ ...check, expect: { of: 'atLeast', count: count ?? 0 } })}
          />
        )}
      </div>
    </>
  );
}
