import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { HistoryView, SnapshotInWords, StandingView } from '../../../src/contract';
import { HISTORY_WEEKS } from '../../../src/contract/limits';
import { useHost } from '../../shared/host';
import { useQueryText } from '../../shared/page-history';
import { counted } from '../../shared/words';
import { ViewTabs } from '../../dependencies/view-tabs';
import { RefusalMessage } from '../../shared/refusal-message';
import { historyPath, weeksOfQuery, type HistoryWeeks } from '../routes';
import { DayTable } from './day-table';
import { useHistory, withNewest } from './history-query';
import { playbookChanges } from './playbook-changes';
import { RuleHistory } from './rule-history';
import { ScoreChart } from './score-chart';
import './history.css';

const RANGES: Readonly<Record<HistoryWeeks, string>> = {
  4: '4 weeks',
  13: '3 months',
  26: '6 months',
  52: 'A year',
  104: '2 years',
};

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly rules: StandingView['rules'];
}

/** How score, coverage, level and each rule went over time. */
export function History({ snapshot, rules }: Properties): ReactElement {
  const { history } = useHost();
  const weeks = weeksOfQuery(useQueryText(history));
  const { data, error } = useHistory(weeks);
  return (
    <section className="history" aria-label="History">
      <ViewTabs
        label="Time range"
        views={HISTORY_WEEKS.map((view) => ({ view: String(view), words: RANGES[view] }))}
        current={String(weeks)}
        onGo={(range) => history.go(historyPath(Number(range) as HistoryWeeks))}
      />
      <RefusalMessage error={error} />
      {data === undefined && error === null && <Skeleton width="100%" height="24rem" isShimmering />}
      {data !== undefined && <Days view={withNewest(data, snapshot)} snapshot={snapshot} rules={rules} weeks={weeks} />}
    </section>
  );
}

function Days({
  view,
  snapshot,
  rules,
  weeks,
}: Properties & { readonly view: HistoryView; readonly weeks: HistoryWeeks }): ReactElement {
  const { format } = useHost();
  const { days } = view;
  const [first] = days;
  if (days.length < 2) {
    return (
      <p>
        History begins on {format.day(first.day)}. From tomorrow on, each day&apos;s score, coverage, level and rules
        stand here; Plumbline keeps them for two years.
      </p>
    );
  }
  const changes = playbookChanges(view);
  const nameOf = ({ id, version }: HistoryView['playbooks'][number]): string =>
    `${id === snapshot.playbook.id ? snapshot.playbook.title : id} v${version}`;
  return (
    <>
      <ScoreChart view={view} weeks={weeks} changes={changes} />
      {changes.length > 0 && (
        <div className="history-changes">
          <p className="strong">
            The playbook changed {counted(changes.length, 'time', 'times', format.count)}: what is before is measured by
            other rules
          </p>
          <ul>
            {changes.map(({ day, from, to }) => (
              <li key={day}>
                {format.day(day)}: {nameOf(from)} → {nameOf(to)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <RuleHistory view={view} rules={rules} />
      <DayTable view={view} rules={rules} nameOf={nameOf} />
    </>
  );
}
