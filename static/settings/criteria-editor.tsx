import Button from '@atlaskit/button/default/button';
import { useContext, useEffect, useRef, useState, type ReactElement } from 'react';
import { TextButton } from '../dependencies/text-button';
import { ProblemOf, ProblemsOfForm } from '../shared/field';
import { CriterionEditor } from './criterion-editor';
import { aCriterion, moved, type Criterion } from './lifecycle-edits';
import { KIND_WORDS } from './words';

interface Properties {
  /** Of the stage, e.g. `stages.s1`. */
  readonly path: string;
  readonly criteria: readonly Criterion[];
  readonly onChange: (criteria: readonly Criterion[]) => void;
}

/**
 * What a stage asks, a line each, of which one at a time is open: fifty editors at once would be slow, and unreadable.
 */
export function CriteriaEditor({ path, criteria, onChange }: Properties): ReactElement {
  const [open, setOpen] = useState<string | null>(null);
  const [news, setNews] = useState('');
  const list = useRef<HTMLUListElement>(null);
  const toFocus = useRef<string | null>(null);
  useEffect(() => {
    // The line that was moved is put in again by the browser, which loses the focus.
    if (toFocus.current === null) return;
    list.current?.querySelector<HTMLElement>(`[data-focus="${toFocus.current}"]`)?.focus();
    toFocus.current = null;
  });
  function move(criterion: Criterion, by: 1 | -1): void {
    const next = moved(criteria, criterion.id, by);
    toFocus.current = `${criterion.id} ${by}`;
    setNews(`${criterion.title}: place ${next.indexOf(criterion) + 1} of ${next.length}`);
    onChange(next);
  }
  function add(): void {
    const added = aCriterion();
    toFocus.current = `${added.id} open`;
    setOpen(added.id);
    onChange([...criteria, added]);
  }
  return (
    <section className="settings-part" aria-labelledby={`${path}-criteria`}>
      <h2 className="settings-heading" id={`${path}-criteria`}>
        What the stage asks
      </h2>
      <ProblemOf path={`${path}.criteria`} />
      {criteria.length === 0 && <p className="subtle">Nothing yet: the gate asks for a decision only.</p>}
      <ul ref={list} className="settings-criteria">
        {criteria.map((criterion, place) => (
          <li key={criterion.id}>
            <Line
              path={`${path}.criteria.${criterion.id}`}
              criterion={criterion}
              isOpen={open === criterion.id}
              isFirst={place === 0}
              isLast={place === criteria.length - 1}
              onOpen={() => setOpen(open === criterion.id ? null : criterion.id)}
              onMove={(by) => move(criterion, by)}
              onRemove={() => {
                toFocus.current = criteria[place + 1] ? `${criteria[place + 1].id} open` : null;
                setNews(`${criterion.title} is taken out`);
                onChange(criteria.filter((each) => each !== criterion));
              }}
            />
            {open === criterion.id && (
              <CriterionEditor
                path={`${path}.criteria.${criterion.id}`}
                criterion={criterion}
                onChange={(changed) => onChange(criteria.map((each) => (each === criterion ? changed : each)))}
              />
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="visually-hidden">
        {news}
      </p>
      <div>
        <Button onClick={add}>Add a criterion</Button>
      </div>
    </section>
  );
}

interface LineProperties {
  readonly path: string;
  readonly criterion: Criterion;
  readonly isOpen: boolean;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onOpen: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}

function Line({ path, criterion, isOpen, isFirst, isLast, onOpen, onMove, onRemove }: LineProperties): ReactElement {
  const problems = useContext(ProblemsOfForm).filter(({ field }) => field.startsWith(`${path}.`)).length;
  const { id, mandatory, due, check } = criterion;
  const title = criterion.title === '' ? 'A criterion without words' : criterion.title;
  return (
    <div className="settings-line">
      <button
        type="button"
        className="settings-line-open"
        aria-expanded={isOpen}
        data-focus={`${id} open`}
        onClick={onOpen}
      >
        <span className="strong">{title}</span>
        <span className="small subtle">
          {KIND_WORDS[check.of]} · {mandatory ? 'mandatory' : 'advisory'}
          {due === 'entry' && ' · at entry'}
        </span>
        {problems > 0 && !isOpen && <span className="field-problem small">To be completed</span>}
      </button>
      <span className="settings-line-actions small">
        <MoveButton id={id} by={-1} label={`Move up: ${title}`} isDisabled={isFirst} onMove={onMove}>
          Up
        </MoveButton>
        <MoveButton id={id} by={1} label={`Move down: ${title}`} isDisabled={isLast} onMove={onMove}>
          Down
        </MoveButton>
        <TextButton label={`Take out: ${title}`} onClick={onRemove}>
          Take out
        </TextButton>
      </span>
    </div>
  );
}

interface MoveProperties {
  readonly id: string;
  readonly by: 1 | -1;
  readonly label: string;
  readonly isDisabled: boolean;
  readonly onMove: (by: 1 | -1) => void;
  readonly children: string;
}

/** At an end it does nothing, but keeps the focus of whoever has moved something there. */
function MoveButton({ id, by, label, isDisabled, onMove, children }: MoveProperties): ReactElement {
  return (
    <button
      type="button"
      className="text-button"
      aria-label={label}
      aria-disabled={isDisabled}
      data-focus={`${id} ${by}`}
      onClick={() => {
        if (!isDisabled) onMove(by);
      }}
    >
      {children}
    </button>
  );
}
