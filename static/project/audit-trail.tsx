import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { RefusalMessage } from '../shared/refusal-message';
import { personWords, STEP_WORDS } from './waiver-words';
import { useAuditTrail } from './waivers-query';

const A_MINUTE = 60_000;

/** Every step that was taken about the project's waivers, newest first; instants in the reader's own time zone. */
export function AuditTrail({ steps }: { readonly steps: number }): ReactElement {
  const { format } = useHost();
  const now = useNow(A_MINUTE);
  const [before, setBefore] = useState<number | null>(null);
  const { data, error } = useAuditTrail(steps, before);
  const entries = data?.entries ?? [];
  const oldest = entries.at(-1)?.number ?? 1;
  return (
    <section aria-labelledby="trail-heading">
      <h2 id="trail-heading" className="waivers-heading">
        Audit trail
      </h2>
      <RefusalMessage error={error} />
      <div className="table-frame" role="region" aria-label="Entries of the audit trail" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Rule</th>
              <th scope="col">Who</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ number, at, what, by, title, until, reason }) => (
              <tr key={number}>
                <td>{format.clock(at, now)}</td>
                <td>
                  {STEP_WORDS[what]}
                  {what === 'requested' && <> until {format.day(until)}</>}
                </td>
                <td>{title}</td>
                <td>{what === 'expired' ? 'By itself' : personWords(by)}</td>
                <td>{reason ?? 'Its last day was over'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="waiver-actions">
        {before !== null && <Button onClick={() => setBefore(null)}>Newest</Button>}
        {oldest > 1 && <Button onClick={() => setBefore(oldest)}>Older</Button>}
      </div>
    </section>
  );
}
