import Heading from '@atlaskit/heading/heading';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { PatternTrend, PatternView } from '../../src/contract';
import { ExportMenu } from '../dependencies/export-menu';
import { TextButton } from '../dependencies/text-button';
import { openSearch, PORTFOLIO_MAPS } from '../shared/jira-links';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { groupInWords } from './pattern-words';
import { patternsExport } from './patterns-export';
import { recurringIn, type Recurring } from './recurring';
import type { Shown } from './shown';

/** More than these are no overview. */
const MOST_SHOWN = 6;

/** What recurs across projects more than chance explains, with its size, its trend and the projects that show it. */
export function Patterns({ page }: { readonly page: Shown }): ReactElement {
  const { format } = useHost();
  const { patterns } = page.view;
  const shown = patterns.slice(0, MOST_SHOWN);
  const isNarrowed = page.shown.length < page.all.length;
  return (
    <section className="overview-part" aria-labelledby="overview-patterns">
      <div className="projects-bar">
        <Heading as="h2" size="small" id="overview-patterns">
          {isNarrowed
            ? `What recurs in all ${counted(page.all.length, 'project', 'projects', format.count)}`
            : 'What recurs'}
        </Heading>
        {patterns.length > 0 && (
          <div className="projects-actions">
            <ExportMenu exported={patternsExport(page, shown)} />
          </div>
        )}
      </div>
      {isNarrowed && (
        <p className="small subtle">
          Filters do not narrow this down: what recurs is told from chance by all projects that you may see.
        </p>
      )}
      {patterns.length === 0 && (
        <p className="subtle">
          Nothing recurs across projects more often than chance explains. Where something does, it is worth a common
          answer instead of many single ones, and it is said here.
        </p>
      )}
      <ul className="pattern-list">
        {shown.map((pattern) => (
          <li key={recurringIn(pattern, page.view)[0].id} className="card">
            <Pattern pattern={pattern} page={page} />
          </li>
        ))}
      </ul>
      {patterns.length > MOST_SHOWN && (
        <p className="small subtle">
          The {format.count(MOST_SHOWN)} largest of {format.count(patterns.length)}.
        </p>
      )}
    </section>
  );
}

interface PatternProperties<P extends PatternView> {
  readonly pattern: P;
  readonly page: Shown;
}

function Pattern({ pattern, page }: PatternProperties<PatternView>): ReactElement {
  switch (pattern.in) {
    case 'portfolio':
      return <AcrossAll pattern={pattern} page={page} />;
    case 'group':
      return <WithinGroup pattern={pattern} page={page} />;
    case 'place':
      return <WithinPlace pattern={pattern} page={page} />;
    case 'waiting':
      return <Waiting pattern={pattern} page={page} />;
  }
}

interface TitledProperties {
  readonly title: string;
  readonly children: ReactNode;
}

function Titled({ title, children }: TitledProperties): ReactElement {
  return (
    <>
      <h3 className="pattern-title">{title}</h3>
      {children}
    </>
  );
}

function AcrossAll({ pattern, page }: PatternProperties<PatternView & { in: 'portfolio' }>): ReactElement {
  const [recurring] = recurringIn(pattern, page.view);
  return (
    <Titled title={`Most fall short of: ${page.view.rules[pattern.rule].title}`}>
      <RuleOfPattern recurring={recurring} page={page} isAlone />
    </Titled>
  );
}

/** More names are no sentence, and more keys no address. */
const MOST_NAMES = 6;
const MOST_KEYS = 200;

function WithinPlace({ pattern, page }: PatternProperties<PatternView & { in: 'place' }>): ReactElement {
  const { rules } = pattern;
  const { kind, name } = pattern.place;
  const keys = [...new Set(rules.flatMap(({ projects }) => projects))].map((place) => page.view.projects[place].key);
  return (
    <Titled
      title={`Open issues of the ${kind} ${name} fall short of the same ${rules.length === 1 ? 'rule' : 'rules'}`}
    >
      <ul className="pattern-rules">
        {recurringIn(pattern, page.view).map((recurring) => (
          <li key={recurring.id}>
            <RuleOfPlace recurring={recurring} page={page} />
          </li>
        ))}
      </ul>
      {kind === 'component' && (
        <p className="pattern-door">
          <TextButton
            label={`See its open issues in Jira: component ${name}`}
            onClick={() => void openSearch(searchFor(name, keys.slice(0, MOST_KEYS)))}
          >
            See its open issues in Jira
          </TextButton>
        </p>
      )}
    </Titled>
  );
}

function searchFor(component: string, keys: readonly string[]): string {
  const quoted = `"${component.replace(/[\\"]/g, '\\$&')}"`;
  return `project in (${keys.join(', ')}) AND component = ${quoted} AND statusCategory != Done ORDER BY project`;
}

interface RecurringProperties {
  readonly recurring: Recurring;
  readonly page: Shown;
}

/** "In 4 of 5 projects: Depot, Fleet, HR, Payroll." */
function RuleOfPlace({ recurring, page }: RecurringProperties): ReactElement | null {
  const { format } = useHost();
  const { rule, projects, of } = recurring;
  if (rule === null) return null;
  const { trend } = rule;
  const named = projects.slice(0, MOST_NAMES).map((place) => page.view.projects[place]);
  const others = projects.length - named.length;
  return (
    <p>
      {page.view.rules[rule.rule].title}: in {format.count(projects.length)} of{' '}
      {counted(of, 'project', 'projects', format.count)}:{' '}
      {named.map(({ id, name }, at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          <TextButton onClick={() => page.onOpen(id)}>{name}</TextButton>
        </Fragment>
      ))}
      {others > 0 && ` and ${counted(others, 'other', 'others', format.count)}`}. <SeeThem {...{ recurring, page }} />
      {trend.before !== trend.now && ` Of these projects as a whole, ${inWhole(trend, format.count)}.`}
    </p>
  );
}

/** What components and teams did a week ago nobody kept. */
function inWhole({ before, now }: PatternTrend, count: (value: number) => string): string {
  return `${counted(now, 'falls', 'fall', count)} short; ${count(before)} did a week ago`;
}

function WithinGroup({ pattern, page }: PatternProperties<PatternView & { in: 'group' }>): ReactElement {
  const { group, rules } = pattern;
  const words = groupInWords(group, page.names);
  return (
    <Titled title={`${words} fall short of the same ${rules.length === 1 ? 'rule' : 'rules'}`}>
      <ul className="pattern-rules">
        {recurringIn(pattern, page.view).map((recurring) => (
          <li key={recurring.id}>
            <RuleOfPattern recurring={recurring} page={page} isAlone={false} />
          </li>
        ))}
      </ul>
    </Titled>
  );
}

interface RuleProperties extends RecurringProperties {
  /** The rule is named already. */
  readonly isAlone: boolean;
}

/** "5 of 12 projects, 3 a week ago". */
function RuleOfPattern({ recurring, page, isAlone }: RuleProperties): ReactElement | null {
  const { format } = useHost();
  const { rule, projects, of } = recurring;
  if (rule === null) return null;
  return (
    <p>
      {!isAlone && `${page.view.rules[rule.rule].title}: `}
      {format.count(projects.length)} of {counted(of, 'project', 'projects', format.count)}{' '}
      {isAlone ? 'where it can be assessed' : 'fall short'}
      {trendInWords(rule.trend, format.count)}. <SeeThem {...{ recurring, page }} />
    </p>
  );
}

/** Opens exactly the projects that are counted, whatever was filtered by. */
function SeeThem({ recurring: { id, rule, projects }, page }: RecurringProperties): ReactElement {
  const { format } = useHost();
  const which = counted(projects.length, 'project', 'projects', format.count);
  const what = rule === null ? 'wait too long' : `fall short of “${page.view.rules[rule.rule].title}”`;
  return (
    <span className="pattern-door">
      <TextButton label={`See them: ${which} that ${what}`} onClick={() => page.moving.listOfAll({ pattern: id })}>
        See them
      </TextButton>
    </span>
  );
}

function trendInWords({ before, now }: PatternTrend, count: (value: number) => string): string {
  if (before === now) return '';
  return now > before ? `, growing: ${count(before)} a week ago` : `, fewer than a week ago: ${count(before)}`;
}

function Waiting({ pattern, page }: PatternProperties<PatternView & { in: 'waiting' }>): ReactElement {
  const { format, history } = useHost();
  const { id, name } = page.view.projects[pattern.provider];
  const [recurring] = recurringIn(pattern, page.view);
  return (
    <Titled title={`Those who wait for ${name} wait too long`}>
      <p>
        {format.count(pattern.projects.length)} of {format.count(pattern.of)} projects that wait for it are late or will
        be{trendInWords(pattern.trend, format.count)}. <SeeThem {...{ recurring, page }} />{' '}
        <span className="pattern-door">
          <TextButton
            label={`On the map: who waits for ${name}`}
            onClick={() => history.go(`${PORTFOLIO_MAPS}/matrix?late=1&project=${id}`)}
          >
            On the map
          </TextButton>
        </span>
      </p>
    </Titled>
  );
}
