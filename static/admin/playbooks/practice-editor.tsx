import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import { useHost } from '../../shared/host';
import { dayOf, isoOf } from '../../shared/days';
import { Check, Field, NumberField, ProblemOf } from '../../shared/field';
import { TIER_WORDS, WEEKDAYS, type Tier } from './playbook-words';
import type { EditorProperties } from './rules-editor';

type Weekdays = EditorProperties['playbook']['calendar']['weekdays'];

const HOURS_OF_A_DAY = 24;
const LONGEST_RHYTHM = 366;

/** When people work, what counts as a milestone, what is asked of plans, and how often is reported. */
export function PracticeEditor({ playbook, onChange }: EditorProperties): ReactElement {
  const { format } = useHost();
  const { calendar, milestoneTypes, reportWithin } = playbook;
  return (
    <>
      <fieldset className="field-group">
        <legend>Working week</legend>
        <div className="field-row">
          {WEEKDAYS.map((weekday, place) => (
            <Check
              key={weekday}
              isChecked={calendar.weekdays[place] ?? false}
              onChange={(isWorked) => {
                const weekdays = calendar.weekdays.with(place, isWorked) as Weekdays;
                onChange({ calendar: { ...calendar, weekdays } });
              }}
            >
              {weekday}
            </Check>
          ))}
        </div>
        <ProblemOf path="calendar.weekdays" />
        <NumberField
          path="hoursPerDay"
          label="Hours in a working day"
          value={playbook.hoursPerDay}
          max={HOURS_OF_A_DAY}
          step={0.25}
          onChange={(hours) => onChange({ hoursPerDay: hours ?? 0 })}
        />
      </fieldset>
      <Entries
        title="Holidays"
        entry="Holiday"
        type="date"
        path="calendar.holidays"
        entries={calendar.holidays.map((day) => ({ value: isoOf(day), words: format.day(isoOf(day)) }))}
        onChange={(days) => {
          const holidays = days.flatMap((iso) => dayOf(iso) ?? []).sort((a, b) => a - b);
          onChange({ calendar: { ...calendar, holidays } });
        }}
      />
      <Entries
        title="Issue types that mark a milestone"
        entry="Name of an issue type"
        type="text"
        path="milestoneTypes"
        entries={milestoneTypes.map((name) => ({ value: name, words: name }))}
        onChange={(names) => onChange({ milestoneTypes: names.map((name) => name.trim().toLowerCase()) })}
      />
      <fieldset className="field-group">
        <legend>Plans</legend>
        <Check isChecked={playbook.estimatesRequired} onChange={(estimatesRequired) => onChange({ estimatesRequired })}>
          Work of the next 30 days needs an estimate beside an assignee
        </Check>
        <Check
          isChecked={playbook.parentWaitsForChildren}
          onChange={(parentWaitsForChildren) => onChange({ parentWaitsForChildren })}
        >
          A parent issue waits for its children
        </Check>
      </fieldset>
      <fieldset className="field-group">
        <legend>A status report at least every … days, by tier; empty: none is asked for</legend>
        <div className="field-row">
          {(Object.keys(TIER_WORDS) as Tier[]).map((tier) => (
            <NumberField
              key={tier}
              path={`reportWithin.${tier}`}
              label={TIER_WORDS[tier]}
              value={reportWithin[tier]}
              max={LONGEST_RHYTHM}
              onChange={(days) => onChange({ reportWithin: { ...reportWithin, [tier]: days } })}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}

interface EntriesProperties {
  readonly title: string;
  readonly entry: string;
  readonly type: 'date' | 'text';
  readonly path: string;
  readonly entries: readonly { readonly value: string; readonly words: string }[];
  readonly onChange: (values: string[]) => void;
}

/** A list to which the reader adds and from which they take. */
function Entries({ title, entry, type, path, entries, onChange }: EntriesProperties): ReactElement {
  const [added, setAdded] = useState('');
  const values = entries.map(({ value }) => value);
  return (
    <fieldset className="field-group">
      <legend>{title}</legend>
      <ProblemOf path={path} />
      {entries.length === 0 && <p className="small subtle">None</p>}
      <ul className="playbook-entries">
        {entries.map(({ value, words }, place) => (
          <li key={`${value} ${place}`}>
            {words}{' '}
            <Button
              spacing="compact"
              appearance="subtle"
              aria-label={`Take out ${words}`}
              onClick={() => onChange(values.toSpliced(place, 1))}
            >
              Take out
            </Button>
            <ProblemOf path={`${path}.${place}`} />
          </li>
        ))}
      </ul>
      <form
        className="field-row"
        onSubmit={(event) => {
          event.preventDefault();
          if (added.trim() === '' || values.includes(added.trim().toLowerCase())) return;
          onChange([...values, added]);
          setAdded('');
        }}
      >
        <Field path={`${path}.new`} label={entry} isLabelHidden>
          {(attributes) => (
            <input
              {...attributes}
              type={type}
              className="field-input"
              placeholder={entry}
              maxLength={100}
              value={added}
              onChange={({ currentTarget }) => setAdded(currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit">Add</Button>
      </form>
    </fieldset>
  );
}
