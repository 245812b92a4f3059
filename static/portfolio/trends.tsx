import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import { useMemo, type ReactElement } from 'react';
import type { PortfolioView, TrendsView, TrendTurn } from '../../src/contract';
import { HISTORY_WEEKS, MOST_GROUPS_COMPARED } from '../../src/contract/limits';
import { ExportMenu } from '../dependencies/export-menu';
import { TextButton } from '../dependencies/text-button';
import { dayNumber } from '../dependencies/time-axis';
import { ViewTabs } from '../dependencies/view-tabs';
import { Choice } from '../shared/choice';
import { useHost } from '../shared/host';
import { RefusalMessage } from '../shared/refusal-message';
import { Sparkline } from '../shared/sparkline';
import { counted } from '../shared/words';
import { USUAL_MEASURE, type Grouping, type TrendWeeks } from './address';
import type { ListedProject } from './listed';
import { measuredOf, measureInWords, MEASURES, type Measured } from './measures';
import { groupsOf } from './rows';
import type { Shown } from './shown';
import { ruleTrendsOf, type RuleTrend } from './rule-trends';
import { TrendChart } from './trend-chart';
import { trendsExport } from './trends-export';
import { useTrends } from './trends-query';
import { changed, NOTHING } from './words';
import '../shared/figure-table.css';
import './trends.css';

const RANGES: Readonly<Record<TrendWeeks, string>> = {
  4: '4 weeks',
  13: '3 months',
  26: '6 months',
  52: 'A year',
  104: '2 years',
};
const MOST_TURNS = 8;

/** How the projects that are shown went over time, or the groups of them, and what turned meanwhile. */
export function Trends({ page: { view: portfolio, shown, moving } }: { readonly page: Shown }): ReactElement {
  const { place, go } = moving;
  const { weeks, measure, grouping } = place;
  const { groups, left } = useMemo(() => comparedGroups(shown, grouping), [shown, grouping]);
  const ids = useMemo(() => groups.map(({ projects }) => projects.map(({ project }) => project.id)), [groups]);
  const { data: view, error } = useTrends(weeks, ids);
  // While the next answer is on its way, the one before may be of other groups.
  const isOfThese = view?.groups.length === groups.length;
  return (
    <section className="trends" aria-label="Trends">
      <div className="trends-bar">
        <ViewTabs
          label="Time range"
          views={HISTORY_WEEKS.map((each) => ({ view: String(each), words: RANGES[each] }))}
          current={String(weeks)}
          onGo={(chosen) => go({ weeks: HISTORY_WEEKS.find((each) => String(each) === chosen) ?? weeks })}
        />
        <Choice
          label="Trend of"
          all={MEASURES[0].words}
          value={measure === USUAL_MEASURE ? null : measure}
          options={[
            ...MEASURES.slice(1),
            ...(view?.rules ?? []).map(({ id, title }) => ({ value: id, words: `Rule: ${title}` })),
          ]}
          onChoose={(chosen) => go({ measure: chosen ?? USUAL_MEASURE })}
        />
      </div>
      {view === undefined || !isOfThese ? (
        error === null ? (
          <Skeleton width="100%" height="20rem" isShimmering />
        ) : (
          <RefusalMessage error={error} />
        )
      ) : view.days.length < 2 ? (
        <NoTrendYet days={view.days} weeks={weeks} />
      ) : (
        <Loaded
          portfolio={portfolio}
          view={view}
          projects={groups.flatMap(({ projects }) => projects)}
          names={groups.map(({ words }) => words)}
          left={left}
          measure={measure}
          onMeasure={(rule) => go({ measure: rule })}
        />
      )}
    </section>
  );
}

interface Compared {
  readonly groups: readonly { readonly words: string; readonly projects: readonly ListedProject[] }[];
  /** Groups for which there is no room. */
  readonly left: number;
}

/** The largest groups; all projects together where they are not grouped. */
function comparedGroups(shown: readonly ListedProject[], grouping: Grouping | null): Compared {
  if (grouping === null) return { groups: [{ words: 'All shown', projects: shown }], left: 0 };
  const all = [...groupsOf(shown, grouping)].sort((a, b) => b.projects.length - a.projects.length);
  return { groups: all.slice(0, MOST_GROUPS_COMPARED), left: Math.max(0, all.length - MOST_GROUPS_COMPARED) };
}

interface NoTrendProperties {
  readonly days: readonly string[];
  readonly weeks: TrendWeeks;
}

function NoTrendYet({ days, weeks }: NoTrendProperties): ReactElement {
  const { format } = useHost();
  return (
    <p>
      {days.length === 0
        ? 'Of this time nothing is kept yet. '
        : `Of this time only ${format.day(days[0])} is kept so far. `}
      From tomorrow on, score, coverage, levels, late dependencies and each rule stand here day by day; Plumbline keeps
      them for two years.{weeks < Math.max(...HISTORY_WEEKS) && ' A longer range shows older days, if there are any.'}
    </p>
  );
}

interface LoadedProperties {
  readonly portfolio: PortfolioView;
  readonly view: TrendsView;
  readonly projects: readonly ListedProject[];
  readonly names: readonly string[];
  readonly left: number;
  readonly measure: string;
  readonly onMeasure: (rule: string) => void;
}

function Loaded(properties: LoadedProperties): ReactElement {
  const { format } = useHost();
  const { portfolio, view, projects, names, left, measure, onMeasure } = properties;
  const { days, turns } = view;
  const measured = useMemo(() => measuredOf(view, names, measure, format), [view, names, measure, format]);
  const isCompared = names.length > 1;
  const rules = useMemo(() => (isCompared ? null : ruleTrendsOf(view)), [isCompared, view]);
  return (
    <>
      <div className="projects-bar">
        <p className="subtle">
          {measureInWords(measure, isCompared)}
          {left > 0 &&
            ` The ${format.count(names.length)} largest groups of ${format.count(names.length + left)} are shown.`}
        </p>
        <div className="projects-actions">
          <ExportMenu exported={trendsExport({ view: portfolio, trends: view, projects, measure, measured, rules })} />
        </div>
      </div>
      <TrendChart days={days} measured={measured} turns={turns} />
      {turns.length > 0 && <Turns turns={turns} />}
      {rules !== null && <RuleTrends days={days} rules={rules} onMeasure={onMeasure} />}
      <DayTable days={days} measured={measured} />
    </>
  );
}

function Turns({ turns }: { readonly turns: readonly TrendTurn[] }): ReactElement {
  const { format } = useHost();
  const latest = [...turns].sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : b.projects - a.projects));
  return (
    <section className="figure-turns" aria-labelledby="trend-turns">
      <Heading as="h2" size="small" id="trend-turns">
        What changed meanwhile
      </Heading>
      <ul>
        {latest.slice(0, MOST_TURNS).map((turn) => (
          <li key={`${turn.day} ${turn.what} ${turn.from} ${turn.to}`}>
            {format.day(turn.day)}: {turnInWords(turn, counted(turn.projects, 'project', 'projects', format.count))}
          </li>
        ))}
      </ul>
      {latest.length > MOST_TURNS && (
        <p className="small subtle">And {format.count(latest.length - MOST_TURNS)} more before that.</p>
      )}
    </section>
  );
}

/** "3 projects passed from Plan to Build": what was so by that day, and had not been so on the day before it. */
function turnInWords({ what, from, to }: TrendTurn, projects: string): string {
  if (what === 'playbook') return `${projects} came to follow ${to}, after ${from}`;
  if (from === null) return `${projects} entered ${to}`;
  return to === null ? `${projects} passed the last gate, out of ${from}` : `${projects} passed from ${from} to ${to}`;
}

interface RuleProperties {
  readonly days: TrendsView['days'];
  readonly rules: readonly RuleTrend[];
  readonly onMeasure: (rule: string) => void;
}

/** Each rule at the beginning and at the end; its title shows it as a chart. */
function RuleTrends({ days, rules, onMeasure }: RuleProperties): ReactElement {
  const { format } = useHost();
  const numbers = days.map(dayNumber);
  const share = (value: number | null): string => (value === null ? 'no result' : format.percent(value));
  const inPoints = { points: (value: number): string => format.count(Math.round(value)) };
  return (
    <section aria-labelledby="rule-trends">
      <Heading as="h2" size="small" id="rule-trends">
        What each rule attained, on average
      </Heading>
      <table className="table table-figures figure-lines" aria-labelledby="rule-trends">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Over time</th>
            <th scope="col">{format.day(days[0])}</th>
            <th scope="col">{format.day(days[days.length - 1])}</th>
            <th scope="col" title="Percentage points">
              Moved
            </th>
          </tr>
        </thead>
        <tbody>
          {rules.map(({ id, title, figures, first, last, move }) => (
            <tr key={id}>
              <th scope="row">
                <TextButton onClick={() => onMeasure(id)}>{title}</TextButton>
              </th>
              <td>
                <Sparkline days={numbers} figures={figures} between={[0, 1]} />
              </td>
              <td>{share(first)}</td>
              <td>{share(last)}</td>
              <td>{move === null || Math.abs(move) < 0.005 ? NOTHING : `${changed(100 * move, inPoints)} pp`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface DayProperties {
  readonly days: readonly string[];
  readonly measured: Measured;
}

/** What the lines show, as figures, newest first. */
function DayTable({ days, measured: { lines, show } }: DayProperties): ReactElement {
  const { format } = useHost();
  return (
    <details className="figure-fold">
      <summary>The chart as a table</summary>
      <div className="table-frame" role="region" aria-label="The chart as a table" tabIndex={0}>
        <table className="table table-figures">
          <thead>
            <tr>
              <th scope="col">Day</th>
              {lines.map(({ words }) => (
                <th key={words} scope="col">
                  {words}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days
              .map((day, place) => (
                <tr key={day}>
                  <th scope="row">{format.day(day)}</th>
                  {lines.map(({ words, figures }) => (
                    <td key={words}>{figures[place] === null ? NOTHING : show(figures[place])}</td>
                  ))}
                </tr>
              ))
              .reverse()}
          </tbody>
        </table>
      </div>
    </details>
  );
}
