import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { HistoryView, SnapshotInWords, StandingView } from '../../../src/contract';
import { HISTORY_WEEKS } from '../../../src/contract/limits';
import { useHost } from '../../shared/host';
import { useQueryText } from '../../shared/page-history';
import { ViewTabs } from '../../dependencies/view-tabs';
import { RefusalMessage } from '../../shared/refusal-message';
import { changesPath, historyPath, weeksOfQuery, type HistoryWeeks } from '../routes';
import { Changes } from './changes';
import { DayTable } from './day-table';
import { useHistory, withNewest } from './history-query';
import { playbookChanges } from './playbook-changes';
import { RuleHistory } from './rule-history';
import { ScoreChart } from './score-chart';
import '../../shared/figure-table.css';
import './history.css';

const RANGES: Readonly<Record<HistoryWeeks, string>> = {
  4: '4 weeks',
  13: '3 months',
  26: '6 months',
  52: 'A year',
  104: '2 years',
};

const VIEWS = [
  ...HISTORY_WEEKS.map((weeks) => ({ view: String(weeks), words: RANGES[weeks] })),
  { view: 'changes', words: 'What changed' },
];

interface Properties {
  readonly shows: 'days' | 'changes';
  readonly standing: StandingView;
  readonly snapshot: SnapshotInWords;
}

/** How score, coverage, level and each rule went over time, and what moved them. */
export function History({ shows, standing, snapshot }: Properties): ReactElement {
  const { history } = useHost();
  const weeks = weeksOfQuery(useQueryText(history));
  return (
    <section className="history" aria-label="History">
      <ViewTabs
        label="Time range"
        views={VIEWS}
        current={shows === 'changes' ? 'changes' : String(weeks)}
        onGo={(view) => history.go(view === 'changes' ? changesPath() : historyPath(Number(view) as HistoryWeeks))}
      />
      {shows === 'changes' ? (
        <Changes revision={standing.revision} />
      ) : (
        <Range weeks={weeks} snapshot={snapshot} rules={standing.rules} />
      )}
    </section>
  );
}

interface RangeProperties {
  readonly weeks: HistoryWeeks;
  readonly snapshot: SnapshotInWords;
  readonly rules: StandingView['rules'];
}

function Range({ weeks, snapshot, rules }: RangeProperties): ReactElement {
  const { data, error } = useHistory(weeks);
  if (data === undefined) {
    return error === null ? <Skeleton width="100%" height="24rem" isShimmering /> : <RefusalMessage error={error} />;
  }
  return <Days view={withNewest(data, snapshot)} snapshot={snapshot} rules={rules} weeks={weeks} />;
}

function Days({ view, snapshot, rules, weeks }: RangeProperties & { readonly view: HistoryView }): ReactElement {
  const { format } = useHost();
  const { days } = view;
  const [first] = days;
  if (days.length < 2) {
    return (
      <p>
        Of this time only {format.day(first.day)} is kept so far. From tomorrow on, each day&apos;s score, coverage,
        level and rules stand here; Plumbline keeps them for two years.
        {weeks < Math.max(...HISTORY_WEEKS) && ' A longer range shows older days, if there are any.'}
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
        <div className="figure-turns">
          <p className="strong">The playbook changed: scores before that were measured by other rules</p>
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
