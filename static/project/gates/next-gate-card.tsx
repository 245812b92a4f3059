import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { CriterionView } from '../../../src/contract';
import { refusalOf } from '../../shared/call';
import { useHost } from '../../shared/host';
import { gatesPath } from '../routes';
import { ViewLink } from '../view-link';
import { isSettled } from './gate-words';
import { useGates } from './gates-query';
import { ReadinessBar } from './readiness-bar';
import './gates.css';

const MOST_NAMED = 3;

/** What the next gate still asks, as a door to the gates. */
export function NextGateCard(): ReactElement {
  const { format } = useHost();
  const { data, error } = useGates();
  const tracker = data?.tracker ?? null;
  const gate = tracker?.gates.find(({ id }) => id === tracker.next) ?? null;
  const planned = gate?.planned ?? null;
  const day = planned === null ? '' : ` · planned ${format.day(planned)}${gate?.overdue === true ? ', overdue' : ''}`;
  return (
    <section className="card gate-card" aria-labelledby="next-gate-card-heading">
      <h2 className="card-title" id="next-gate-card-heading">
        {gate === null ? 'Next gate' : `Next gate: ${gate.title}${day}`}
      </h2>
      {data === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton width="60%" height="1.75rem" isShimmering />
        </div>
      )}
      {data === undefined && error !== null && <p>{refusalOf(error).message}</p>}
      {data !== undefined && tracker === null && (
        <p>
          No stage gates are set up. <ViewLink to={gatesPath}>What they are for</ViewLink>
        </p>
      )}
      {tracker !== null && gate === null && <p className="gate-figure">All gates are passed</p>}
      {tracker !== null && gate !== null && (
        <>
          <p className="gate-figure">
            {tracker.gateReady.settled} of {tracker.gateReady.asked} criteria met
          </p>
          <ReadinessBar figures={tracker.gateReady} />
          <Missing criteria={tracker.gateReady.criteria} isReviewed={tracker.review !== null} />
        </>
      )}
    </section>
  );
}

interface MissingProperties {
  readonly criteria: readonly CriterionView[];
  readonly isReviewed: boolean;
}

function Missing({ criteria, isReviewed }: MissingProperties): ReactElement {
  const missing = criteria.filter((each) => each.mandatory && !isSettled(each));
  if (missing.length === 0) {
    return (
      <p>
        <ViewLink to={gatesPath}>{isReviewed ? 'In review' : 'Ready: request the review'}</ViewLink>
      </p>
    );
  }
  return (
    <ul className="gate-missing">
      {missing.slice(0, MOST_NAMED).map(({ id, title }) => (
        <li key={id}>
          <span aria-hidden="true">○</span> {title}
        </li>
      ))}
      <li>
        <ViewLink to={gatesPath}>
          {missing.length > MOST_NAMED ? `And ${missing.length - MOST_NAMED} more: what to do` : 'What to do'}
        </ViewLink>
      </li>
    </ul>
  );
}
