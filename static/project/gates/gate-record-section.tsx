import Button from '@atlaskit/button/default/button';
import { useState, type ReactElement } from 'react';
import type { GatePassport, GatesView, PassportEntry } from '../../../src/contract';
import { useHost } from '../../shared/host';
import { RefusalMessage } from '../../shared/refusal-message';
import { counted } from '../../shared/words';
import { criterionTitles, entriesOf, eventInWords, personOf } from './gate-events';
import { usePassport } from './gates-query';

const SHOWN_FIRST = 10;

interface Properties {
  readonly events: number;
  readonly tracker: GatesView['tracker'];
}

/** Everything that happened to the project's gates, newest first, and whether the record is as it was written. */
export function GateRecordSection({ events, tracker }: Properties): ReactElement {
  const { format } = useHost();
  const [isWhole, setWhole] = useState(false);
  const { data, error } = usePassport(events);
  const entries = data === undefined ? [] : [...entriesOf(data)].reverse();
  const left = entries.length - SHOWN_FIRST;
  return (
    <section className="gate-list" aria-labelledby="record-heading">
      <h2 className="gate-heading" id="record-heading">
        Record
      </h2>
      <RefusalMessage error={error} />
      {data !== undefined && (
        <>
          <Verification passport={data} count={entries.length} />
          <RecordTable
            passport={data}
            tracker={tracker}
            entries={isWhole ? entries : entries.slice(0, SHOWN_FIRST)}
            all={entries}
          />
          {!isWhole && left > 0 && (
            <div className="gate-actions">
              <Button onClick={() => setWhole(true)}>
                Show {counted(left, 'older entry', 'older entries', format.count)}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  );
}

interface VerificationProperties {
  readonly passport: GatePassport;
  readonly count: number;
}

/** Whether each entry of the record still fits the one before. */
export function Verification({ passport, count }: VerificationProperties): ReactElement {
  const { format } = useHost();
  if (passport.brokenAt !== null) {
    return (
      <p className="small">
        <span aria-hidden="true">✕</span> Entry {format.count(passport.brokenAt)} does not fit those before it: it was
        changed from outside. {counted(count, 'entry', 'entries', format.count)} before it can be trusted.
      </p>
    );
  }
  return (
    <p className="small subtle">
      <span aria-hidden="true">✓</span> {counted(count, 'entry', 'entries', format.count)}, checked just now: each fits
      the one before, and none was changed. Last hash <code className="gate-hash">{passport.head}</code>
    </p>
  );
}

interface TableProperties {
  readonly passport: GatePassport;
  readonly tracker: GatesView['tracker'];
  readonly entries: readonly PassportEntry[];
  /** To look up in. */
  readonly all: readonly PassportEntry[];
}

export function RecordTable({ passport, tracker, entries, all }: TableProperties): ReactElement {
  const { format } = useHost();
  const titles = criterionTitles(all, tracker);
  return (
    <div className="table-frame" role="region" aria-label="Entries of the record" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">About</th>
            <th scope="col">Who</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {entries.map(({ sequence, event }) => {
            const { what, about, why } = eventInWords(event, all, titles, format, (actor) => personOf(passport, actor));
            return (
              <tr key={sequence}>
                <td>{format.moment(new Date(event.at).toISOString())}</td>
                <td>{what}</td>
                <td>{about}</td>
                <td>{personOf(passport, event.by)}</td>
                <td>{why}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
