import Tooltip from '@atlaskit/tooltip/Tooltip';
import type { ReactElement } from 'react';
import type { SnapshotInWords } from '../../src/contract';
import { useHost } from '../shared/host';
import { LevelLozenge } from './level-lozenge';
import { explanationPath } from './routes';
import { useScoreMove } from './score-move';
import { reasonForNoScore } from './withheld';
import { applies, isEnforced } from './words';
import './standing-card.css';

/** The score, the level and how much of the playbook the score rests on. */
export function StandingCard({ snapshot }: { readonly snapshot: SnapshotInWords }): ReactElement {
  return (
    <section className="card standing" aria-labelledby="standing-heading">
      <h2 className="card-title" id="standing-heading">
        Standing
      </h2>
      {snapshot.score === null ? (
        <Withheld snapshot={snapshot} />
      ) : (
        <Score snapshot={snapshot} score={snapshot.score} />
      )}
      <Coverage snapshot={snapshot} />
    </section>
  );
}

function Score({ snapshot, score }: { readonly snapshot: SnapshotInWords; readonly score: number }): ReactElement {
  const { format } = useHost();
  const move = useScoreMove(score);
  return (
    <div className="standing-score">
      <span className="standing-number">{format.points(score)}</span>
      <span className="standing-of">of 100</span>
      <LevelLozenge level={snapshot.level} />
      {move !== null && (
        <span className="standing-move">
          <span aria-hidden="true">{move > 0 ? '▲' : '▼'}</span> {move > 0 ? 'Up' : 'Down'}{' '}
          {format.points(Math.abs(move))} since you opened the page
        </span>
      )}
    </div>
  );
}

function Withheld({ snapshot }: { readonly snapshot: SnapshotInWords }): ReactElement {
  const { format } = useHost();
  return (
    <div className="standing-withheld">
      <p className="standing-none">No score</p>
      <p>{reasonForNoScore(snapshot, format.percent)}</p>
    </div>
  );
}

function Coverage({ snapshot }: { readonly snapshot: SnapshotInWords }): ReactElement {
  const { format, history } = useHost();
  const enforced = snapshot.findings.filter(isEnforced);
  const applicable = enforced.filter(applies);
  const assessed = applicable.filter(({ status }) => status !== 'notAssessable');
  const share = snapshot.coverage ?? 0;
  const meaning =
    'Coverage: how much of what applies to this project could be checked, by weight. Rules whose data is missing are neither good nor bad; they lower the coverage.';
  return (
    <Tooltip content={meaning} position="bottom-start">
      {(trigger) => (
        <button {...trigger} type="button" className="standing-coverage" onClick={() => history.go(explanationPath)}>
          <span>
            {format.count(assessed.length)} of {format.count(applicable.length)} rules could be assessed
            {snapshot.coverage !== null && <> ({format.percent(share)} of weight)</>}
          </span>
          <span className="standing-coverage-bar" aria-hidden="true">
            <span style={{ width: `${100 * share}%` }} />
          </span>
        </button>
      )}
    </Tooltip>
  );
}
