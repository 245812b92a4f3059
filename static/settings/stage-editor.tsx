import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import { dayOf, isoOf } from '../shared/days';
import { NumberField, ProblemOf, TextField } from '../shared/field';
import { CriteriaEditor } from './criteria-editor';
import type { Stage } from './lifecycle-edits';
import { PanelEditor } from './panel-editor';

const LONGEST_TITLE = 120;
const MOST_DECIDERS = 50;

interface Properties {
  readonly stage: Stage;
  readonly onChange: (change: (stage: Stage) => Stage) => void;
  /** `undefined` at an end of the line. */
  readonly onMove: { readonly left: (() => void) | undefined; readonly right: (() => void) | undefined };
  readonly onAddBehind: () => void;
  readonly onRemove: () => void;
}

/** A stage, what it asks, and the gate at its end. */
export function StageEditor({ stage, onChange, onMove, onAddBehind, onRemove }: Properties): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const path = `stages.${stage.id}`;
  const { gate } = stage;
  const changeGate = (changed: Partial<Stage['gate']>): void =>
    onChange((now) => ({ ...now, gate: { ...now.gate, ...changed } }));
  const asDay = (iso: string): number | null => (iso === '' ? null : dayOf(iso));
  return (
    <section className="card settings-stage" aria-label={`Stage: ${stage.title}`}>
      <div className="settings-actions">
        <Button spacing="compact" isDisabled={onMove.left === undefined} onClick={() => onMove.left?.()}>
          Move left
        </Button>
        <Button spacing="compact" isDisabled={onMove.right === undefined} onClick={() => onMove.right?.()}>
          Move right
        </Button>
        <Button spacing="compact" onClick={onAddBehind}>
          Add a stage behind it
        </Button>
        <Button spacing="compact" appearance="subtle" onClick={() => setAsking(true)}>
          Take the stage out
        </Button>
      </div>
      {isAsking && (
        <div className="settings-question" role="group" aria-label="Take the stage out?">
          <p>
            The stage goes with its gate and {stage.criteria.length} criteria. What was decided about the gate stays on
            record.
          </p>
          <div className="settings-actions">
            <Button appearance="danger" autoFocus onClick={onRemove}>
              Take it out
            </Button>
            <Button appearance="subtle" onClick={() => setAsking(false)}>
              Keep it
            </Button>
          </div>
        </div>
      )}
      <ProblemOf path={path} />
      <TextField
        path={`${path}.title`}
        label="Stage"
        maxLength={LONGEST_TITLE}
        value={stage.title}
        onChange={(title) => onChange((now) => ({ ...now, title }))}
      />
      <CriteriaEditor
        path={path}
        criteria={stage.criteria}
        onChange={(criteria) => onChange((now) => ({ ...now, criteria }))}
      />
      <section className="settings-part" aria-labelledby={`${path}-gate`}>
        <h2 className="settings-heading" id={`${path}-gate`}>
          The gate at its end
        </h2>
        <ProblemOf path={`${path}.gate`} />
        <TextField
          path={`${path}.gate.title`}
          label="Gate"
          maxLength={LONGEST_TITLE}
          value={gate.title}
          onChange={(title) => changeGate({ title })}
        />
        <div className="field-row">
          <TextField
            path={`${path}.gate.planned`}
            type="date"
            label="Planned for"
            maxLength={10}
            value={isoOf(gate.planned ?? undefined)}
            onChange={(iso) => changeGate({ planned: asDay(iso) })}
          />
          <TextField
            path={`${path}.gate.forecast`}
            type="date"
            label="Expected on"
            maxLength={10}
            value={isoOf(gate.forecast ?? undefined)}
            onChange={(iso) => changeGate({ forecast: asDay(iso) })}
          />
          <NumberField
            path={`${path}.gate.quorum`}
            label="Deciders who have to agree"
            value={gate.quorum}
            max={MOST_DECIDERS}
            onChange={(quorum) => changeGate({ quorum: quorum ?? 0 })}
          />
        </div>
        <PanelEditor
          legend="Who decides"
          path={`${path}.gate.deciders`}
          panel={gate.deciders}
          onChange={(deciders) => changeGate({ deciders })}
        />
        <p className="small subtle">Whoever requests a review never decides on it.</p>
      </section>
    </section>
  );
}
