import type { ReactElement, ReactNode } from 'react';
import './stage-line.css';

export interface StageOnLine {
  readonly id: string;
  readonly title: string;
  /** The gate at its end. */
  readonly gate: string;
  /** How it stands, in words. */
  readonly words: ReactNode;
  readonly tone: 'passed' | 'next' | 'ahead' | 'trouble';
  /** The project is in this stage, or it is the one that is open. */
  readonly isCurrent: boolean;
}

interface Properties {
  readonly label: string;
  readonly stages: readonly StageOnLine[];
  /** Where given, a stage opens. */
  readonly onOpen?: (id: string) => void;
}

/** Stages from left to right, each with the gate at its end. */
export function StageLine({ label, stages, onOpen }: Properties): ReactElement {
  // Of many stages the line scrolls, which the keyboard does from a stage that opens, or from the line itself.
  return (
    <ol className="stage-line" aria-label={label} tabIndex={onOpen ? undefined : 0}>
      {stages.map((stage) => (
        <li
          key={stage.id}
          className={`stage stage-${stage.tone}`}
          aria-current={stage.isCurrent && !onOpen ? 'step' : undefined}
        >
          {onOpen ? (
            <button
              type="button"
              className="stage-open"
              aria-current={stage.isCurrent ? 'true' : undefined}
              onClick={() => onOpen(stage.id)}
            >
              <Words stage={stage} />
            </button>
          ) : (
            <Words stage={stage} />
          )}
        </li>
      ))}
    </ol>
  );
}

function Words({ stage }: { readonly stage: StageOnLine }): ReactElement {
  return (
    <>
      <span className="stage-title">{stage.title}</span>
      <span className="stage-gate">
        <span className="stage-mark" aria-hidden="true" />
        <span className="strong">{stage.gate}</span>
      </span>
      <span className="stage-words small subtle">{stage.words}</span>
    </>
  );
}
