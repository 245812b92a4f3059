import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { CriterionView, GatesView, GateView } from '../../../src/contract';
import { refusalOf } from '../../shared/call';
import { useHost } from '../../shared/host';
import { Notice } from '../../shared/notice';
import { usePath } from '../../shared/page-history';
import { StageLine } from '../../shared/stage-line';
import { asTitle, counted } from '../../shared/words';
import { passportPath, viewOfPath } from '../routes';
import { ConditionsSection } from './conditions-section';
import { CriterionLozenge } from './criterion-lozenge';
import { CriterionRow } from './criterion-row';
import { GateRecordSection } from './gate-record-section';
import { GATE_WORDS, isSettled, toneOf } from './gate-words';
import { useGates } from './gates-query';
import { PassportPage } from './passport-page';
import { ReadinessBar } from './readiness-bar';
import { Decisions, RequestReview, ReviewSection } from './review-section';
import './gates.css';

type Tracker = NonNullable<GatesView['tracker']>;

/** The project's stage gates: picks the state to show. */
export function Gates(): ReactElement {
  const { history } = useHost();
  const view = viewOfPath(usePath(history));
  const gates = useGates();
  const refusal = gates.error ? refusalOf(gates.error) : null;
  if (refusal !== null && (gates.data === undefined || refusal.kind === 'noPermission')) {
    return (
      <Notice
        title={asTitle(refusal.message)}
        actions={<Button onClick={() => void gates.refetch()}>Try again</Button>}
      >
        <p>{refusal.remedy}</p>
        {refusal.reference !== '' && <p className="small subtle">Reference: {refusal.reference}</p>}
      </Notice>
    );
  }
  if (gates.data === undefined) return <GatesSkeleton />;
  if (view.kind === 'passport') return <PassportPage events={gates.data.events} tracker={gates.data.tracker} />;
  const { tracker, brokenAt } = gates.data;
  return (
    <div className="gates">
      {refusal !== null && (
        <SectionMessage appearance="warning" title="No connection to Plumbline">
          <p>What you see may be out of date. The page keeps trying.</p>
        </SectionMessage>
      )}
      {brokenAt !== null && (
        <SectionMessage appearance="error" title={`The gate record was changed from outside at entry ${brokenAt}`}>
          <p>
            What is shown rests on the entries before it, and nothing can be added. Take the gate passport along, and
            tell your Jira admin.
          </p>
          <Button onClick={() => history.go(passportPath)}>Gate passport</Button>
        </SectionMessage>
      )}
      {tracker === null ? (
        brokenAt === null && <NoGates />
      ) : (
        <Tracker
          view={gates.data}
          tracker={tracker}
          isFetching={gates.isFetching}
          onLook={() => void gates.refetch()}
        />
      )}
      {gates.data.events > 0 && <GateRecordSection events={gates.data.events} tracker={tracker} />}
    </div>
  );
}

/** What gates are, before a project has some. */
function NoGates(): ReactElement {
  return (
    <Notice title="This project has no stage gates yet">
      <p>
        Gates say what has to be there before the project goes on, who decides, and keep on record what was decided and
        why. Nothing is asked of you before they are set up.
      </p>
      <p>
        A project admin sets them up in the project settings, under Plumbline: start from a template such as PRINCE2 or
        Agile with release gates, and name the deciders.
      </p>
    </Notice>
  );
}

interface TrackerProperties {
  readonly view: GatesView;
  readonly tracker: Tracker;
  readonly isFetching: boolean;
  readonly onLook: () => void;
}

function Tracker({ view, tracker, isFetching, onLook }: TrackerProperties): ReactElement {
  const { history } = useHost();
  const { lifecycle, gates, stage, next, review, standing, gateReady } = tracker;
  const nextGate = gates.find(({ id }) => id === next) ?? null;
  const asked = new Set(gateReady.criteria.map(({ id }) => id));
  return (
    <>
      <section className="gate-list" aria-labelledby="lifecycle-heading">
        <div className="gate-head">
          <h2 className="gate-heading" id="lifecycle-heading">
            {lifecycle}
          </h2>
          <div className="gate-actions">
            <Button spacing="compact" isLoading={isFetching} onClick={onLook}>
              Look again
            </Button>
            <Button spacing="compact" onClick={() => history.go(passportPath)}>
              Gate passport
            </Button>
          </div>
        </div>
        <StageLine
          label="Stages and gates"
          stages={gates.map((gate) => ({
            ...{ id: gate.id, title: gate.stage, gate: gate.title, tone: toneOf(gate, next) },
            words: <GateWords gate={gate} isNext={gate.id === next} />,
            isCurrent: gate.stage === stage,
          }))}
        />
      </section>
      <div className="gates-split">
        <div className="gate-list">
          {review !== null && <ReviewSection key={review.id} review={review} today={view.today} />}
          <NextGate view={view} tracker={tracker} gate={nextGate} />
        </div>
        <div className="gate-list">
          <section className="card gate-card" aria-labelledby="gate-standing-heading">
            <h3 className="gate-heading" id="gate-standing-heading">
              Standing: due so far
            </h3>
            <p>
              {standing.asked === 0
                ? 'Nothing is due yet. What the next gate asks counts here once its planned day is over.'
                : `${standing.settled} of ${standing.asked} mandatory criteria are met or waived.`}
            </p>
            <ul className="gate-list">
              {standing.criteria.map((criterion) =>
                asked.has(criterion.id) ? (
                  <DueCriterion key={criterion.id} criterion={criterion} />
                ) : (
                  <CriterionRow
                    key={criterion.id}
                    criterion={criterion}
                    today={view.today}
                    mayContribute={view.mayContribute}
                  />
                ),
              )}
            </ul>
          </section>
          <ConditionsSection gates={gates} mayContribute={view.mayContribute} />
        </div>
      </div>
    </>
  );
}

/** In the list of the next gate it can be acted upon. */
function DueCriterion({ criterion }: { readonly criterion: CriterionView }): ReactElement {
  return (
    <li className="gate-list-item">
      <CriterionLozenge status={criterion.status} />
      <span>{criterion.title}</span>
    </li>
  );
}

function GateWords({ gate, isNext }: { readonly gate: GateView; readonly isNext: boolean }): ReactElement {
  const { format } = useHost();
  const { status, planned, forecast, overdue } = gate;
  const isAhead = status === 'open' || status === 'inReview' || status === 'held';
  return (
    <>
      {isNext && status === 'open' ? 'Next' : GATE_WORDS[status]}
      {isAhead && planned !== null && ` · planned ${format.day(planned)}`}
      {overdue && ' · overdue'}
      {isAhead && forecast !== null && ` · expected ${format.day(forecast)}`}
    </>
  );
}

interface NextGateProperties {
  readonly view: GatesView;
  readonly tracker: Tracker;
  readonly gate: GateView | null;
}

/** What the next gate asks, what is missing and what to do about it. */
function NextGate({ view, tracker, gate }: NextGateProperties): ReactElement {
  const { format } = useHost();
  const { gateReady, review, decidersMissing } = tracker;
  if (gate === null) {
    return (
      <section className="card gate-card" aria-labelledby="next-gate-heading">
        <h3 className="gate-heading" id="next-gate-heading">
          All gates are passed
        </h3>
        <p>Nothing is asked any more. The gate passport tells what was decided, by whom and why.</p>
      </section>
    );
  }
  const isReviewed = review !== null && review.gate === gate.id;
  const criteria = isReviewed ? review.criteria : gateReady.criteria;
  const before = new Map(isReviewed ? review.changed.map((each) => [each.criterion, each.before]) : []);
  const { title, status, decisions } = gate;
  return (
    <section className="card gate-card" aria-labelledby="next-gate-heading">
      <p className="small subtle">
        Next gate
        {gate.planned !== null && ` · planned ${format.day(gate.planned)}${gate.overdue ? ', which is over' : ''}`}
      </p>
      <h3 className="gate-heading" id="next-gate-heading">
        {title}: {gateReady.settled} of {gateReady.asked} met
      </h3>
      <ReadinessBar figures={gateReady} />
      {status === 'blocked' && (
        <SectionMessage appearance="warning" title="The gate blocks again: a condition is overdue">
          <p>Finish the issue of the condition in Jira, or ask for a new review.</p>
        </SectionMessage>
      )}
      {(status === 'held' || status === 'stopped') && (
        <>
          <p>
            {status === 'held'
              ? 'The deciders said not yet. Mend what is missing, and request again.'
              : 'The deciders stopped the project here. A new review can be requested.'}
          </p>
          <Decisions decisions={decisions} />
        </>
      )}
      {decidersMissing > 0 && (
        <SectionMessage appearance="warning" title="Deciders are missing">
          <p>
            {counted(decidersMissing, 'more decider is', 'more deciders are', format.count)} needed, since some have
            left. A project admin can name others in the project settings.
          </p>
        </SectionMessage>
      )}
      {!isReviewed && view.mayContribute && view.brokenAt === null && (
        <RequestReview gate={gate.id} figures={gateReady} />
      )}
      {criteria.length === 0 ? (
        <p>It asks nothing but a decision.</p>
      ) : (
        <ul className="criteria" aria-label={`What ${title} asks`}>
          {inOrderOfNeed(criteria).map((criterion) => (
            <CriterionRow
              key={criterion.id}
              criterion={criterion}
              today={view.today}
              mayContribute={view.mayContribute}
              before={before.get(criterion.id)}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is left to do stands first; otherwise as the lifecycle has it. */
function inOrderOfNeed(criteria: readonly CriterionView[]): readonly CriterionView[] {
  const rank = (each: CriterionView): number => (isSettled(each) ? 2 : each.mandatory ? 0 : 1);
  return [...criteria].sort((a, b) => rank(a) - rank(b));
}

/** The tab while its data comes, in the layout that it is going to have. */
function GatesSkeleton(): ReactElement {
  return (
    <div className="gates" aria-busy="true">
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <Skeleton width="100%" height="5.5rem" isShimmering />
      <div className="gates-split">
        <div className="card gate-card">
          {['40%', '90%', '75%', '82%', '60%'].map((width) => (
            <Skeleton key={width} width={width} height="1.75rem" isShimmering />
          ))}
        </div>
        <div className="card gate-card">
          <Skeleton width="50%" height="1.5rem" isShimmering />
          <Skeleton width="80%" height="1.25rem" isShimmering />
        </div>
      </div>
    </div>
  );
}
