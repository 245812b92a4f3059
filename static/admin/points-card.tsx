import type { ReactElement } from 'react';
import type { HealthView, PointsNow } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { HoursChart } from './hours-chart';
import { ShareSetting } from './share-setting';
import './points-card.css';

/** What reading costs: this hour's points against the share for background work, the last day, and the setting. */
export function PointsCard({ health }: { readonly health: HealthView }): ReactElement {
  const { points } = health.progress;
  return (
    <section className="card admin-card" aria-labelledby="points-title">
      <h2 id="points-title" className="card-title">
        Points this hour
      </h2>
      <ThisHour points={points} />
      <HoursChart hours={health.hours} points={points} />
      <ShareSetting settings={health.settings} quota={points.quota} />
    </section>
  );
}

function ThisHour({ points }: { readonly points: PointsNow }): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  const { spent, limit, quota, nextHourAt } = points;
  const isSpent = spent >= limit;
  const percentOf = (value: number): string => `${Math.min(100, (100 * value) / quota)}%`;
  return (
    <div className="points-hour">
      <p className="refresh-line">
        <span className="refresh-number">{format.count(spent)}</span> of {format.count(quota)} spent
      </p>
      <span className="points-bar" aria-hidden="true">
        <span
          className={isSpent ? 'points-fill points-fill-spent' : 'points-fill'}
          style={{ width: percentOf(spent) }}
        />
        <span className="points-limit" style={{ insetInlineStart: percentOf(limit) }} />
      </span>
      <p className="small subtle">
        Background work {isSpent ? 'has used its share of' : 'may take the sum to'} {format.count(limit)}; a new
        allowance comes at <time dateTime={nextHourAt}>{format.clock(nextHourAt, now)}</time>.
      </p>
    </div>
  );
}
