import Heading from '@atlaskit/heading/heading';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { PatternRule, PatternView } from '../../src/contract';
import { ExportMenu } from '../dependencies/export-menu';
import { TextButton } from '../dependencies/text-button';
import { openSearch, PORTFOLIO_MAPS } from '../shared/jira-links';
import { useHost } from '../shared/host';
import { TIER_WORDS, TIERS } from '../shared/tier-words';
import { counted } from '../shared/words';
import type { Filters } from './address';
import { patternsExport } from './patterns-export';
import type { Shown } from './shown';

/** More than these are no overview. */
const MOST_SHOWN = 6;

/** What recurs across projects more than chance explains, with its size, its trend and the projects that show it. */
export function Patterns({ page }: { readonly page: Shown }): ReactElement {
  const { format } = useHost();
  const { patterns } = page.view;
  const shown = patterns.slice(0, MOST_SHOWN);
  return (
    <section className="overview-part" aria-labelledby="overview-patterns">
      <div className="projects-bar">
        <Heading as="h2" size="small" id="overview-patterns">
          What recurs
        </Heading>
        {patterns.length > 0 && (
          <div className="projects-actions">
            <ExportMenu exported={patternsExport(page, shown, (group) => groupInWords(group, page).words)} />
          </div>
        )}
      </div>
      {page.shown.length < page.all.length && (
        <p className="small subtle">
          Of all {counted(page.all.length, 'project', 'projects', format.count)} that you may see, not only of those
          that the filters leave.
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
          <li key={keyOf(pattern)} className="card">
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

function keyOf(pattern: PatternView): string {
  switch (pattern.in) {
    case 'portfolio':
      return `rule ${pattern.rule}`;
    case 'group':
      return `${pattern.group.kind} ${pattern.group.name}`;
    case 'place':
      return `${pattern.place.kind} ${pattern.place.name}`;
    case 'waiting':
      return `provider ${pattern.provider}`;
  }
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
  return (
    <Titled title={`Most fall short of: ${page.view.rules[pattern.rule].title}`}>
      <RuleOfPattern {...pattern} page={page} filters={{}} isAlone />
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
        {rules.map((rule) => (
          <li key={rule.rule}>
            <RuleOfPlace {...rule} page={page} />
          </li>
        ))}
      </ul>
      {kind === 'component' && (
        <p>
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

/** "In 4 of 5 projects: Depot, Fleet, HR, Payroll." */
function RuleOfPlace({ rule, projects, of, trend, page }: PatternRule & { readonly page: Shown }): ReactElement {
  const { format } = useHost();
  const named = projects.slice(0, MOST_NAMES).map((place) => page.view.projects[place]);
  const others = projects.length - named.length;
  return (
    <p>
      {page.view.rules[rule].title}: in {format.count(projects.length)} of{' '}
      {counted(of, 'project', 'projects', format.count)}:{' '}
      {named.map(({ id, name }, at) => (
        <Fragment key={id}>
          {at > 0 && ', '}
          <TextButton onClick={() => page.onOpen(id)}>{name}</TextButton>
        </Fragment>
      ))}
      {others > 0 && ` and ${counted(others, 'other', 'others', format.count)}`}.
      {trend.before !== trend.now && ` Of these projects as a whole, ${inWhole(trend, format.count)}.`}
    </p>
  );
}

/** What components and teams did a week ago nobody kept. */
function inWhole({ before, now }: PatternRule['trend'], count: (value: number) => string): string {
  return `${counted(now, 'falls', 'fall', count)} short; ${count(before)} did a week ago`;
}

function WithinGroup({ pattern, page }: PatternProperties<PatternView & { in: 'group' }>): ReactElement {
  const { group, rules } = pattern;
  const { words, filters } = groupInWords(group, page);
  return (
    <Titled title={`${words} fall short of the same ${rules.length === 1 ? 'rule' : 'rules'}`}>
      <ul className="pattern-rules">
        {rules.map((rule) => (
          <li key={rule.rule}>
            <RuleOfPattern {...rule} page={page} filters={filters} isAlone={false} />
          </li>
        ))}
      </ul>
    </Titled>
  );
}

/** Which projects, in words and as filters. */
function groupInWords(
  { kind, name }: (PatternView & { in: 'group' })['group'],
  { view, names }: Shown,
): { readonly words: string; readonly filters: Partial<Filters> } {
  switch (kind) {
    case 'category': {
      const category = names?.categories.find(({ id }) => String(id) === name)?.name ?? 'one category';
      return { words: `Projects in ${category}`, filters: { category: name } };
    }
    case 'tier': {
      const tier = TIERS.find((each) => each === name) ?? null;
      return { words: `Projects of tier ${tier === null ? name : TIER_WORDS[tier]}`, filters: { tier } };
    }
    case 'playbook': {
      const playbook = view.playbooks.find(({ title }) => title === name);
      return { words: `Projects that follow ${name}`, filters: { playbook: playbook?.id ?? null } };
    }
    case 'stage':
      return { words: `Projects in stage ${name}`, filters: { stage: name } };
  }
}

interface RuleProperties extends PatternRule {
  readonly page: Shown;
  /** What its projects have in common, as filters. */
  readonly filters: Partial<Filters>;
  /** The rule is named already. */
  readonly isAlone: boolean;
}

/** "5 of 12 projects, 3 a week ago". */
function RuleOfPattern({ rule, projects, of, trend, page, filters, isAlone }: RuleProperties): ReactElement {
  const { format } = useHost();
  const { id, title } = page.view.rules[rule];
  return (
    <p>
      {!isAlone && `${title}: `}
      {format.count(projects.length)} of {counted(of, 'project', 'projects', format.count)}{' '}
      {isAlone ? 'where it can be assessed' : 'fall short'}
      {trendInWords(trend, format.count)}.{' '}
      <TextButton
        label={`See them: the projects that fall short of “${title}”`}
        onClick={() => page.moving.list({ ...filters, rule: id })}
      >
        See them
      </TextButton>
    </p>
  );
}

function trendInWords({ before, now }: PatternRule['trend'], count: (value: number) => string): string {
  if (before === now) return '';
  return now > before ? `, growing: ${count(before)} a week ago` : `, fewer than a week ago: ${count(before)}`;
}

function Waiting({ pattern, page }: PatternProperties<PatternView & { in: 'waiting' }>): ReactElement {
  const { format, history } = useHost();
  const { id, name } = page.view.projects[pattern.provider];
  return (
    <Titled title={`Those who wait for ${name} wait too long`}>
      <p>
        {format.count(pattern.projects.length)} of {format.count(pattern.of)} projects that wait for it are late or will
        be.{' '}
        <TextButton
          label={`See them on the map: who waits for ${name}`}
          onClick={() => history.go(`${PORTFOLIO_MAPS}/matrix?late=1&project=${id}`)}
        >
          See them on the map
        </TextButton>
      </p>
    </Titled>
  );
}
