import Button from '@atlaskit/button/default/button';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { GatePassport, GatesView, PassportEntry } from '../../../src/contract';
import { IssueLink } from '../../dependencies/issue-link';
import { isoOf } from '../../shared/days';
import { useHost } from '../../shared/host';
import { RefusalMessage } from '../../shared/refusal-message';
import { saveFile } from '../../shared/save-file';
import { counted } from '../../shared/words';
import { gatesPath } from '../routes';
import { ConditionLozenge, CriterionLozenge } from './criterion-lozenge';
import { entriesOf, personOf, reviewsOf, type RecordedReview } from './gate-events';
import { RecordTable, Verification } from './gate-record-section';
import { DECISION_WORDS, GATE_WORDS } from './gate-words';
import { usePassport } from './gates-query';
import './gates.css';

interface Properties {
  readonly events: number;
  readonly tracker: GatesView['tracker'];
}

/** All that was asked, shown, decided and left to do, for paper and for auditors. */
export function PassportPage({ events, tracker }: Properties): ReactElement {
  const { history } = useHost();
  const { data, error } = usePassport(events);
  return (
    <div className="gates passport">
      <div className="gate-head">
        <h2 className="gate-heading">Gate passport{tracker !== null && `: ${tracker.lifecycle}`}</h2>
        <div className="gate-actions">
          <Button onClick={() => history.go(gatesPath)}>Back to gates</Button>
          {data !== undefined && (
            <>
              <Button onClick={() => window.print()}>Print</Button>
              <Button onClick={() => savePassport(data)}>Download JSON</Button>
            </>
          )}
        </div>
      </div>
      <RefusalMessage error={error} />
      {data === undefined ? (
        error === null && <Skeleton width="100%" height="12rem" isShimmering />
      ) : (
        <Passport passport={data} tracker={tracker} />
      )}
    </div>
  );
}

function Passport({
  passport,
  tracker,
}: {
  readonly passport: GatePassport;
  readonly tracker: GatesView['tracker'];
}): ReactElement {
  const { format } = useHost();
  const entries = entriesOf(passport);
  const reviews = reviewsOf(entries);
  const day = (iso: string | null): string => (iso === null ? '–' : format.day(iso));
  return (
    <>
      <Verification passport={passport} count={entries.length} />
      {tracker !== null && (
        <div className="table-frame" role="region" aria-label="Gates" tabIndex={0}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Stage</th>
                <th scope="col">Gate</th>
                <th scope="col">Stands</th>
                <th scope="col">Planned</th>
                <th scope="col">Expected</th>
              </tr>
            </thead>
            <tbody>
              {tracker.gates.map((gate) => (
                <tr key={gate.id}>
                  <td>{gate.stage}</td>
                  <td>{gate.title}</td>
                  <td>{gate.id === tracker.next && gate.status === 'open' ? 'Next' : GATE_WORDS[gate.status]}</td>
                  <td>{day(gate.planned)}</td>
                  <td>{day(gate.forecast)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {reviews.length === 0 && <p>No review has been requested yet.</p>}
      {reviews.map((review) => (
        <Review key={review.request.review} review={review} passport={passport} tracker={tracker} />
      ))}
      <section className="gate-list" aria-labelledby="passport-record">
        <h3 className="gate-heading" id="passport-record">
          The whole record
        </h3>
        <RecordTable passport={passport} tracker={tracker} entries={entries} all={entries} />
      </section>
    </>
  );
}

interface ReviewProperties {
  readonly review: RecordedReview;
  readonly passport: GatePassport;
  readonly tracker: GatesView['tracker'];
}

/** A review with its criteria as they stood when it was requested and when it was decided on last. */
function Review({ review, passport, tracker }: ReviewProperties): ReactElement {
  const { format } = useHost();
  const { request, words, withdrawn } = review;
  const at = (instant: number): string => format.moment(new Date(instant).toISOString());
  const last = words.at(-1);
  const then = new Map(request.readiness.map((each) => [each.criterion, each]));
  const decided = new Map((last?.readiness ?? []).map((each) => [each.criterion, each]));
  return (
    <section className="card gate-card passport-review" aria-labelledby={`review-${request.review}`}>
      <h3 className="gate-heading" id={`review-${request.review}`}>
        {request.title}
      </h3>
      <p>
        Requested by {personOf(passport, request.by)}, {at(request.at)}.{' '}
        {counted(request.quorum, 'decider', 'deciders', format.count)} had to agree.
      </p>
      {request.note !== '' && <p>“{request.note}”</p>}
      <div className="table-frame" role="region" aria-label={`Criteria of ${request.title}`} tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              <th scope="col">When it was requested</th>
              <th scope="col">When it was decided</th>
            </tr>
          </thead>
          <tbody>
            {request.criteria.map(({ id, title, mandatory }) => (
              <tr key={id}>
                <td>
                  {title}
                  {!mandatory && ' (advisory)'}
                </td>
                <td>
                  <Result result={then.get(id)} />
                </td>
                <td>
                  <Result result={decided.get(id)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {words.length > 0 && (
        <ul className="gate-decisions">
          {words.map((word) => (
            <li key={`${word.at} ${word.by}`}>
              <span className="strong">{DECISION_WORDS[word.decision]}</span> · {personOf(passport, word.by)},{' '}
              {at(word.at)}: “{word.reason}”
              {word.conditions.map(({ id, text, owner, due }) => (
                <p key={id} className="small">
                  Condition: {text} · {personOf(passport, owner)}, by {format.day(isoOf(due))}{' '}
                  <ConditionNow id={id} tracker={tracker} />
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
      {withdrawn !== null && (
        <p>
          Withdrawn by {personOf(passport, withdrawn.by)}, {at(withdrawn.at)}: “{withdrawn.reason}”
        </p>
      )}
    </section>
  );
}

function Result({
  result,
}: {
  readonly result: RecordedReview['request']['readiness'][number] | undefined;
}): ReactElement {
  if (result === undefined) return <>–</>;
  return (
    <>
      <CriterionLozenge status={result.status} /> <span className="small">{result.found}</span>
    </>
  );
}

/** How the issue of a condition stands today; nothing where the word that set it was not the outcome. */
function ConditionNow({
  id,
  tracker,
}: {
  readonly id: string;
  readonly tracker: GatesView['tracker'];
}): ReactElement | null {
  const condition = tracker?.gates.flatMap(({ conditions }) => conditions).find((each) => each.id === id);
  if (condition === undefined) return null;
  return (
    <>
      <ConditionLozenge standing={condition.standing} />{' '}
      {condition.issueKey !== null && <IssueLink issueKey={condition.issueKey} />}
    </>
  );
}

/** What is needed to verify the chain elsewhere, and names as far as the reader may know them. */
function savePassport(passport: GatePassport): void {
  const { head, brokenAt, people } = passport;
  const entries: readonly PassportEntry[] = entriesOf(passport);
  const file = { format: 'plumbline-gate-passport', version: 1, head, brokenAt, people, entries };
  saveFile('gate-passport.json', new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' }));
}
