import type { ReactElement } from 'react';
import { useHost } from '../../shared/host';
import { dayOf, isoOf } from '../../shared/days';
import { Check, NumberField, ProblemOf } from '../../shared/field';
import { TIER_WORDS, TIERS } from '../../shared/tier-words';
import { Entries } from './entries';
import { asTypeName, WEEKDAYS } from './playbook-words';
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
        <p className="small subtle">
          A project’s rules count the days of the playbook that it follows. Floats and forecasts tie all projects
          together: they count those of the playbook for every other project.
        </p>
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
        onChange={(names) => onChange({ milestoneTypes: names.map(asTypeName) })}
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
          {TIERS.map((tier) => (
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
