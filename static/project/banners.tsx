import SectionMessage from '@atlaskit/section-message/section-message';
import type { ReactElement } from 'react';
import type { StandingView } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import './banners.css';

/** A reading older than this is stale: upkeep promises a newer one. */
const STALE_AFTER_MILLISECONDS = 2 * 60 * 60 * 1000;

interface Properties {
  readonly standing: StandingView;
  readonly lostTouch: boolean;
}

/** What is wrong with the data shown, why, what still holds and what to do. Nothing when all is well. */
export function Banners({ standing, lostTouch }: Properties): ReactElement | null {
  const { format } = useHost();
  const now = useNow(60_000);
  const { failure, readAt, unreadable, snapshot } = standing;
  const old =
    readAt !== null && (standing.stale || now.getTime() - new Date(readAt).getTime() > STALE_AFTER_MILLISECONDS);
  const stale = old && failure === null && standing.refresh === null;
  const partial = snapshot !== null && unreadable.count > 0;
  const waiting = standing.refresh?.waiting ?? null;
  if (!lostTouch && failure === null && !stale && !partial && waiting === null) return null;
  return (
    <div className="banners">
      {lostTouch && (
        <SectionMessage appearance="warning" title="No connection to Plumbline">
          <p>What you see may be out of date. The page keeps trying and catches up by itself.</p>
        </SectionMessage>
      )}
      {failure !== null && (
        <SectionMessage appearance="warning" title={`The refresh at ${format.clock(failure.at, now)} failed`}>
          <p>
            {failure.cause} {failure.remedy}
          </p>
          {readAt !== null && <p>Everything below is as of {format.clock(readAt, now)} and was whole then.</p>}
        </SectionMessage>
      )}
      {waiting !== null && (
        <SectionMessage appearance="information" title={`The refresh goes on at ${format.clock(waiting.until, now)}`}>
          <p>
            {waiting.for === 'points'
              ? 'Jira lets Plumbline read only so much an hour, and this hour’s share is used up.'
              : 'Jira asked Plumbline to pause.'}{' '}
            You need not do anything: it goes on by itself, from where it is.
            {readAt !== null && ` Everything below is as of ${format.clock(readAt, now)}.`}
          </p>
        </SectionMessage>
      )}
      {stale && (
        <SectionMessage appearance="warning" title={`This data is old: it was read ${format.age(readAt, now)}`}>
          <p>
            The hourly refresh has not come through. The figures held at {format.clock(readAt, now)}; edits since then
            are not in them. Refresh to bring them up to date.
          </p>
        </SectionMessage>
      )}
      {partial && (
        <SectionMessage
          appearance="information"
          title={`${counted(unreadable.count, 'issue', 'issues', format.count)} could not be read`}
        >
          <p>
            {format.count(snapshot.issues.evaluated)} of {format.count(snapshot.issues.read)} issues are in the figures.
            {unreadable.examples.length > 0 && ' The others, as far as you may browse them:'}
          </p>
          <ul className="banners-examples">
            {unreadable.examples.map(({ issue, field, reason }) => (
              <li key={`${issue} ${field}`}>
                <span className="strong">{issue}</span>, {field}: {reason}
              </li>
            ))}
          </ul>
        </SectionMessage>
      )}
    </div>
  );
}
