import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield';
import { useId, useState, type ReactElement } from 'react';
import type { AssumedChange, IssueMapView, MapIssue } from '../../src/contract';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import '../shared/choice.css';
import { counted } from '../shared/words';
import type { Assumption, Assumptions } from './assumptions';
import { issueName } from './issue-words';
import './what-if.css';

interface Properties {
  readonly issue: MapIssue & { readonly id: string; readonly key: string };
  readonly view: IssueMapView;
  readonly assumptions: Assumptions;
}

type What = 'later' | 'earlier' | 'finish' | 'duration' | 'drop' | 'waitsFor';

const WHATS: readonly { readonly what: What; readonly words: string }[] = [
  { what: 'later', words: 'finishes later by' },
  { what: 'earlier', words: 'finishes earlier by' },
  { what: 'finish', words: 'is planned to finish on' },
  { what: 'duration', words: 'takes' },
  { what: 'drop', words: 'is dropped, or done already' },
  { what: 'waitsFor', words: 'waits for' },
];

const USUAL_SLIP = 5;
const MOST_DAYS = 3660;

/** Lets the reader assume something about an issue. */
export function WhatIfForm({ issue, view, assumptions }: Properties): ReactElement {
  const { format } = useHost();
  const id = useId();
  const [what, setWhat] = useState<What>('later');
  const [days, setDays] = useState(String(Math.max(USUAL_SLIP, issue.slip ?? 0)));
  const [day, setDay] = useState(issue.forecastFinish ?? view.today);
  const [provider, setProvider] = useState('');
  const others = view.issues.filter((other) => other.id !== null && other.id !== issue.id && other.state !== 'done');
  const assumption = assumptionOf(what, issue, { days: Number(days), day, provider }, others, format);
  return (
    <form
      className="what-if-form"
      aria-label={`What if ${issue.key} …`}
      onSubmit={(event) => {
        event.preventDefault();
        if (assumption !== null) assumptions.assume(assumption);
      }}
    >
      <label htmlFor={`${id}-what`} className="strong">
        What if {issue.key}
      </label>
      <div className="what-if-fields">
        <select
          id={`${id}-what`}
          className="choice"
          value={what}
          onChange={(event) => setWhat(WHATS.find((each) => each.what === event.target.value)?.what ?? 'later')}
        >
          {WHATS.map((each) => (
            <option key={each.what} value={each.what}>
              {each.words}
            </option>
          ))}
        </select>
        {(what === 'later' || what === 'earlier' || what === 'duration') && (
          <>
            <label htmlFor={`${id}-days`} className="visually-hidden">
              Working days
            </label>
            <Textfield
              id={`${id}-days`}
              type="number"
              isCompact
              min={1}
              max={MOST_DAYS}
              width={72}
              value={days}
              onChange={(event) => setDays(event.currentTarget.value)}
            />
            <span aria-hidden="true">working days</span>
          </>
        )}
        {what === 'finish' && (
          <>
            <label htmlFor={`${id}-day`} className="visually-hidden">
              Day
            </label>
            <Textfield
              id={`${id}-day`}
              type="date"
              isCompact
              value={day}
              onChange={(event) => setDay(event.currentTarget.value)}
            />
          </>
        )}
        {what === 'waitsFor' && (
          <select
            className="choice"
            aria-label="Issue that it waits for"
            value={provider}
            onChange={(event) => setProvider(event.target.value)}
          >
            <option value="">Choose an issue of this map</option>
            {others.map((other) => (
              <option key={other.id} value={other.id ?? ''}>
                {issueName(other)}
              </option>
            ))}
          </select>
        )}
        <Button type="submit" isDisabled={assumption === null || assumptions.isFull}>
          Assume
        </Button>
      </div>
      {assumptions.isFull && (
        <p className="small subtle">
          A what-if holds {format.count(assumptions.all.length)} assumptions. Take one back to make another.
        </p>
      )}
    </form>
  );
}

interface Inputs {
  readonly days: number;
  readonly day: string;
  readonly provider: string;
}

/** The assumption that the fields describe; `null` while they describe none. */
function assumptionOf(
  what: What,
  issue: Properties['issue'],
  { days, day, provider }: Inputs,
  others: readonly MapIssue[],
  format: Format,
): Assumption | null {
  const issueId = issue.id;
  const isCount = Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
  const inDays = isCount ? counted(days, 'working day', 'working days', format.count) : '';
  const say = (change: AssumedChange, words: string): Assumption => ({ change, words: `${issue.key} ${words}` });
  switch (what) {
    case 'later':
      return isCount ? say({ what: 'shift', issueId, days }, `finishes ${inDays} later`) : null;
    case 'earlier':
      return isCount ? say({ what: 'shift', issueId, days: -days }, `finishes ${inDays} earlier`) : null;
    case 'duration':
      return isCount ? say({ what: 'duration', issueId, days }, `takes ${inDays}`) : null;
    case 'finish':
      if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
      return say({ what: 'finish', issueId, day }, `is planned to finish on ${format.day(day)}`);
    case 'drop':
      return say({ what: 'drop', issueId }, 'is dropped');
    case 'waitsFor': {
      const other = others.find(({ id }) => id === provider);
      if (!other) return null;
      const change = {
        what: 'addDependency',
        providerId: provider,
        dependentId: issueId,
        kind: 'finishToStart',
      } as const;
      return say(change, `waits for ${other.key ?? ''}`);
    }
  }
}
