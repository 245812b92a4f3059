import Tooltip from '@atlaskit/tooltip/Tooltip';
import type { ReactElement } from 'react';
import type { DayScore, SnapshotInWords, StandingView } from '../../src/contract';
import { dayNumber } from '../dependencies/time-axis';
import { useHost } from '../shared/host';
import { Sparkline } from '../shared/sparkline';
import { counted } from '../shared/words';
import { LevelLozenge } from './level-lozenge';
import { changesPath, explanationPath } from './routes';
import { roundedMove, useScoreMove } from './score-move';

import { ViewLink } from './view-link';
import { reasonForNoScore } from './withheld';
import { applies, isEnforced, LEVEL_WORDS } from './words';
import './standing-card.css';

/** Points between the lower and the upper edge of the line at least: less is no drama. */
const LEAST_SPAN = 10;

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly recent: readonly DayScore[];
  readonly announced: StandingView['announced'];
}

/** The score, how it went lately and what announced rules would do to it, the level and how much of the playbook the score rests on. */
export function StandingCard({ snapshot, recent, announced }: Properties): ReactElement {
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
      <Recent recent={[...recent, { day: snapshot.today, score: snapshot.score }]} />
      <Announced announced={announced} />
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

/** The last weeks as a line, and what they come to in words; nothing on a project's first days. */
function Recent({ recent }: { readonly recent: readonly DayScore[] }): ReactElement | null {
  const { format } = useHost();
  const first = recent.find(({ score }) => score !== null);
  const last = recent[recent.length - 1];
  if (first === undefined || first === last || first.score === null || last.score === null) return null;
  const move = roundedMove(first.score, last.score);
  return (
    <div className="standing-recent">
      <Sparkline
        days={recent.map(({ day }) => dayNumber(day))}
        figures={recent.map(({ score }) => score)}
        leastSpan={LEAST_SPAN}
      />
      <p className="small subtle">
        {move === null ? (
          'Unchanged'
        ) : (
          <>
            <span aria-hidden="true">{move > 0 ? '▲' : '▼'}</span> {move > 0 ? 'Up' : 'Down'}{' '}
            {format.points(Math.abs(move))}
          </>
        )}{' '}
        since {format.day(first.day)} · <ViewLink to={changesPath(first.day)}>What changed</ViewLink>
      </p>
    </div>
  );
}

/** So that nobody is surprised on the day: what is still to be mended by then shows in the findings. */
function Announced({ announced }: Pick<Properties, 'announced'>): ReactElement | null {
  const { format } = useHost();
  if (announced.length === 0) return null;
  return (
    <ul className="small subtle" aria-label="Announced rules">
      {announced.map(({ from, rules, score, level }) => (
        <li key={from}>
          From {format.day(from)}, {counted(rules, 'announced rule counts', 'announced rules count', format.count)}: as
          it is, {score === null ? 'no score' : format.points(score)},{' '}
          {level === null ? 'no level' : LEVEL_WORDS[level]}
        </li>
      ))}
    </ul>
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
