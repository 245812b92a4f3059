import Button from '@atlaskit/button/default/button';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import type { PortfolioView, ProjectNames } from '../../src/contract';
import { Choice } from '../shared/choice';
import { useHost } from '../shared/host';
import { SearchField } from '../shared/search-field';
import {
  GROUPINGS,
  isFiltered,
  LEVEL_CHOICES,
  NO_FILTERS,
  NO_STAGE,
  NOBODY,
  ONLY,
  PAST_LAST_GATE,
  TIER_CHOICES,
  type Filters,
} from './address';
import { versionInAddress } from './listed';
import { patternInWords } from './pattern-words';
import { GROUPING_WORDS, LEVEL_CHOICE_WORDS, ONLY_WORDS, stageInWords, tenInWords, TIER_CHOICE_WORDS } from './words';
import type { Moving } from './use-place';
import '../shared/filters.css';
import './filter-bar.css';

interface Properties {
  readonly view: PortfolioView;
  readonly names: ProjectNames | undefined;
  readonly moving: Moving;
  /** The reader is about to use it: names that only its choices need can be asked for. */
  readonly onApproach: () => void;
  /** What else stands in the row. */
  readonly children?: ReactNode;
}

/** Which projects the page is about: the same in every view, and in the address. */
export function FilterBar({ view, names, moving, onApproach, children }: Properties): ReactElement {
  const { place, go } = moving;
  const { filters, grouping, tab } = place;
  const [only, ...others] = filters.only;
  const change = (part: Partial<Filters>): void => go({ filters: { ...filters, ...part } });
  const offered = useMemo(() => offeredBy(view, names, filters.playbook), [view, names, filters.playbook]);
  // The maps have fields for these two themselves.
  const isOnMaps = tab === 'dependencies';
  return (
    <div role="group" aria-label="Which projects" className="filters" onPointerEnter={onApproach} onFocus={onApproach}>
      {!isOnMaps && (
        <Choice
          label="Group by"
          all="Not grouped"
          value={grouping}
          options={GROUPINGS.map((value) => ({ value, words: `By ${GROUPING_WORDS[value].toLowerCase()}` }))}
          onChoose={(chosen) => go({ grouping: GROUPINGS.find((each) => each === chosen) ?? null })}
        />
      )}
      {offered.hasCategories && (
        <Choice
          label="Category"
          all="All categories"
          value={filters.category}
          options={offered.categories}
          onChoose={(category) => change({ category })}
        />
      )}
      {offered.hasTiers && (
        <Choice
          label="Tier"
          all="All tiers"
          value={filters.tier}
          options={TIER_CHOICES.map((value) => ({ value, words: TIER_CHOICE_WORDS[value] }))}
          onChoose={(tier) => change({ tier: TIER_CHOICES.find((each) => each === tier) ?? null })}
        />
      )}
      {(offered.playbooks.length > 1 || filters.playbook !== null) && (
        <Choice
          label="Playbook"
          all="All playbooks"
          value={filters.playbook}
          options={offered.playbooks}
          onChoose={(playbook) => change({ playbook })}
        />
      )}
      {offered.stages.length > 0 && (
        <Choice
          label="Stage"
          all="All stages"
          value={filters.stage}
          options={offered.stages}
          onChoose={(stage) => change({ stage })}
        />
      )}
      <Choice
        label="Level"
        all="All levels"
        value={filters.level}
        options={LEVEL_CHOICES.map((value) => ({ value, words: LEVEL_CHOICE_WORDS[value] }))}
        onChoose={(level) => change({ level: LEVEL_CHOICES.find((each) => each === level) ?? null })}
      />
      {!isOnMaps && (
        <Choice
          label="Lead"
          all="All leads"
          value={filters.lead}
          options={offered.leads}
          onChoose={(lead) => change({ lead })}
        />
      )}
      <Choice
        label="Only"
        all="All projects"
        value={only ?? null}
        options={ONLY.map((value) => ({ value, words: ONLY_WORDS[value] }))}
        onChoose={(chosen) => change({ only: [...ONLY.filter((each) => each === chosen), ...others] })}
      />
      {!isOnMaps && (
        <SearchField
          label="Search projects"
          value={filters.search}
          onSearch={(search) => go({ filters: { ...filters, search } }, 'typing')}
        />
      )}
      <FigureFilters {...{ view, names, filters, change }} />
      {isFiltered(filters) && (
        <Button appearance="subtle" onClick={() => go({ filters: NO_FILTERS })}>
          Clear filters
        </Button>
      )}
      {children}
    </div>
  );
}

interface FigureProperties {
  readonly view: PortfolioView;
  readonly names: ProjectNames | undefined;
  readonly filters: Filters;
  readonly change: (part: Partial<Filters>) => void;
}

/** What came from a figure that was opened: named, and taken off by pressing it. */
function FigureFilters({ view, names, filters, change }: FigureProperties): ReactElement {
  const { format } = useHost();
  const { only, rules, score, coverage, pattern } = filters;
  const percent = (value: number): string => format.percent(value / 100);
  return (
    <>
      {only.slice(1).map((each) => (
        <Taken
          key={each}
          words={ONLY_WORDS[each]}
          onTakeOff={() => change({ only: only.filter((other) => other !== each) })}
        />
      ))}
      {rules.map((rule) => (
        <Taken
          key={rule}
          words={`Falls short of: ${view.rules.find(({ id }) => id === rule)?.title ?? rule}`}
          onTakeOff={() => change({ rules: rules.filter((other) => other !== rule) })}
        />
      ))}
      {score !== null && (
        <Taken
          words={score === 'none' ? 'Without a score, or not read yet' : `Score ${tenInWords(score, format.count)}`}
          onTakeOff={() => change({ score: null })}
        />
      )}
      {coverage !== null && (
        <Taken
          words={coverage === 'none' ? 'Without coverage' : `Coverage ${tenInWords(coverage, percent)}`}
          onTakeOff={() => change({ coverage: null })}
        />
      )}
      {pattern !== null && (
        <Taken words={patternInWords(pattern, view, names)} onTakeOff={() => change({ pattern: null })} />
      )}
    </>
  );
}

function Taken({ words, onTakeOff }: { readonly words: string; readonly onTakeOff: () => void }): ReactElement {
  return (
    <button type="button" className="filter-taken" aria-label={`Remove filter: ${words}`} onClick={onTakeOff}>
      {words} <span aria-hidden="true">×</span>
    </button>
  );
}

interface Option {
  readonly value: string;
  readonly words: string;
}

interface Offered {
  /** Their names may still be on their way. */
  readonly hasCategories: boolean;
  readonly categories: readonly Option[];
  readonly hasTiers: boolean;
  readonly playbooks: readonly Option[];
  readonly stages: readonly Option[];
  readonly leads: readonly Option[];
}

/** What the portfolio has to choose from. `playbook`: what was chosen, which stays among them. */
function offeredBy(
  { projects, playbooks }: PortfolioView,
  names: ProjectNames | undefined,
  playbook: string | null,
): Offered {
  const inUse = new Set(projects.map(({ category }) => category));
  const categories = (names?.categories ?? []).flatMap(({ id, name }) =>
    inUse.has(id) ? [{ value: String(id), words: name }] : [],
  );
  const hasOthers = categories.length > 0 && inUse.has(null);
  const gates = projects.map(({ standing }) => standing?.gate ?? null);
  const stages = new Set(gates.flatMap((gate) => (gate === null ? [] : (gate.stage ?? PAST_LAST_GATE))));
  const led = new Set((names?.leads ?? []).flatMap(({ projectIds }) => projectIds));
  const leads = (names?.leads ?? []).map(({ accountId, name }) => ({ value: accountId, words: name }));
  const hasUnled = leads.length > 0 && projects.some(({ id }) => !led.has(id));
  return {
    hasCategories: projects.some(({ category }) => category !== null),
    categories: hasOthers ? [...categories, { value: 'none', words: 'Without a category' }] : categories,
    hasTiers: projects.some(({ tier }) => tier !== null),
    playbooks: playbooksOffered(playbooks, playbook),
    stages: [...stages]
      .sort()
      .map((stage) => ({ value: stage, words: stageInWords(stage === PAST_LAST_GATE ? null : stage) }))
      .concat(stages.size > 0 && gates.includes(null) ? [{ value: NO_STAGE, words: 'Without stages' }] : []),
    leads: hasUnled ? [...leads, { value: NOBODY, words: 'Without a lead' }] : leads,
  };
}

/** Each playbook, and each of its versions where several are in use. */
function playbooksOffered(playbooks: PortfolioView['playbooks'], wanted: string | null): readonly Option[] {
  return [...new Set(playbooks.map(({ id }) => id))].flatMap((id) => {
    const versions = playbooks.filter((playbook) => playbook.id === id).sort((a, b) => b.version - a.version);
    const named = versions.map((each) => ({ value: versionInAddress(each), words: `${each.title} v${each.version}` }));
    const told = named.filter(({ value }) => versions.length > 1 || value === wanted);
    return [{ value: id, words: versions[0].title }, ...told];
  });
}
