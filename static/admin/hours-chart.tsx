import type { ReactElement } from 'react';
import type { HealthView, PointsNow } from '../../src/contract';
import { useHost } from '../shared/host';
import { useNow } from '../shared/clock';

interface Properties {
  readonly hours: HealthView['hours'];
  readonly points: PointsNow;
}

/** The points of the last 24 hours as small bars, with their sum; every hour's figure shows on hover. */
export function HoursChart({ hours, points }: Properties): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const sum = hours.reduce((total, { spent }) => total + spent, 0);
  const most = Math.max(points.limit, ...hours.map(({ spent }) => spent));
  const [busiest] = [...hours].sort((a, b) => b.spent - a.spent);
  const peak =
    busiest !== undefined && busiest.spent > 0
      ? `, most of it at ${format.clock(startOf(busiest.hour), now)} (${format.count(busiest.spent)})`
      : '';
  return (
    <figure className="points-day">
      <div className="points-hours" aria-hidden="true">
        {hours.map(({ hour, spent }) => (
          <span
            key={hour}
            title={`${format.clock(startOf(hour), now)}: ${format.count(spent)}`}
            className="points-past"
          >
            <span style={{ height: `${most === 0 ? 0 : (100 * spent) / most}%` }} />
          </span>
        ))}
      </div>
      <figcaption className="small subtle">
        {format.count(sum)} points in the 24 hours before{peak}
      </figcaption>
    </figure>
  );
}

function startOf(hour: string): string {
  return `${hour}:00:00Z`;
}
