import Button from '@atlaskit/button/default/button';
import Textfield from '@atlaskit/textfield';
import { useEffect, useId, useState, type ReactElement, type ReactNode } from 'react';
import { useHost } from '../shared/host';
import { HORIZONS, KINDS, NO_FILTERS, isFiltered, type MapFilters } from './filters';
import { KIND_WORDS } from './words';
import './toolbar.css';

/** Which filters a map has the data for. */
export interface OfferedFilters {
  /** Says what "critical" means on this map. */
  readonly criticalMeans: string;
  readonly kinds?: boolean;
  /** Projects of the map by name; empty: no choice is offered. */
  readonly projects: readonly { readonly id: string; readonly name: string }[];
  /** Who can be filtered by, by account id. */
  readonly owners: readonly { readonly id: string; readonly name: string }[];
  /** Says whose owner it is, where that is not plain. */
  readonly ownerMeans?: string;
  /** Says what is within the horizon. */
  readonly horizonMeans?: string;
  /** E.g. "Search projects". */
  readonly searchLabel: string;
}

interface Properties {
  readonly filters: MapFilters;
  readonly offered: OfferedFilters;
  readonly onFilter: (filters: MapFilters, how?: 'typing') => void;
  /** The reader is about to use it: what only its choices need can be asked for. */
  readonly onApproach?: () => void;
  /** What else stands in the row: export, what-if. */
  readonly children?: ReactNode;
}

const TYPING_PAUSE_MILLISECONDS = 150;

/** The filters of a map, each in the address, and whatever else it can do. */
export function MapToolbar({ filters, offered, onFilter, onApproach, children }: Properties): ReactElement {
  const { format } = useHost();
  const change = (part: Partial<MapFilters>): void => onFilter({ ...filters, ...part });
  return (
    <div role="group" aria-label="Filters" className="map-toolbar" onPointerEnter={onApproach} onFocus={onApproach}>
      <Button
        isSelected={filters.lateOnly}
        aria-pressed={filters.lateOnly}
        onClick={() => change({ lateOnly: !filters.lateOnly })}
      >
        Late only
      </Button>
      <span title={offered.criticalMeans}>
        <Button
          isSelected={filters.criticalOnly}
          aria-pressed={filters.criticalOnly}
          onClick={() => change({ criticalOnly: !filters.criticalOnly })}
        >
          Critical only
        </Button>
      </span>
      {offered.kinds === true && (
        <Choice
          label="Type"
          all="All types"
          value={filters.kind}
          options={KINDS.map((kind) => ({ value: kind, words: KIND_WORDS[kind].word }))}
          onChoose={(kind) => change({ kind: KINDS.find((each) => each === kind) ?? null })}
        />
      )}
      {offered.projects.length > 1 && (
        <Choice
          label="Project"
          all="All projects"
          value={filters.projectId}
          options={offered.projects.map(({ id, name }) => ({ value: id, words: name }))}
          onChoose={(projectId) => change({ projectId })}
        />
      )}
      <Choice
        label="Owner"
        title={offered.ownerMeans}
        all="All owners"
        value={filters.owner}
        options={offered.owners.map(({ id, name }) => ({ value: id, words: name }))}
        onChoose={(owner) => change({ owner })}
      />
      {offered.horizonMeans !== undefined && (
        <Choice
          label="Horizon"
          title={offered.horizonMeans}
          all="Any time"
          value={filters.horizonDays === null ? null : String(filters.horizonDays)}
          options={HORIZONS.map((days) => ({ value: String(days), words: `Next ${format.count(days)} days` }))}
          onChoose={(days) => change({ horizonDays: HORIZONS.find((each) => String(each) === days) ?? null })}
        />
      )}
      <SearchField
        label={offered.searchLabel}
        value={filters.search}
        onSearch={(search) => onFilter({ ...filters, search }, 'typing')}
      />
      {isFiltered(filters) && (
        <Button appearance="subtle" onClick={() => onFilter(NO_FILTERS)}>
          Clear filters
        </Button>
      )}
      {children}
    </div>
  );
}

interface ChoiceProperties {
  readonly label: string;
  readonly title?: string | undefined;
  /** What no choice is called. */
  readonly all: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly words: string }[];
  readonly onChoose: (value: string | null) => void;
}

function Choice({ label, title, all, value, options, onChoose }: ChoiceProperties): ReactElement {
  // A filter that came with the address is not dropped silently where this map happens not to offer it.
  const isForeign = value !== null && !options.some((option) => option.value === value);
  return (
    <select
      className={value === null ? 'map-choice' : 'map-choice map-chosen'}
      aria-label={label}
      title={title}
      value={value ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
    >
      <option value="">{all}</option>
      {isForeign && <option value={value}>{`${label}: not on this map`}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.words}
        </option>
      ))}
    </select>
  );
}

interface SearchProperties {
  readonly label: string;
  readonly value: string;
  readonly onSearch: (text: string) => void;
}

function SearchField({ label, value, onSearch }: SearchProperties): ReactElement {
  const id = useId();
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  if (told !== value) {
    // The address changed without this field, by back or by clearing.
    setTold(value);
    setText(value);
  }
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      setTold(text);
      onSearch(text);
    }, TYPING_PAUSE_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  return (
    <div className="map-search">
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <Textfield
        id={id}
        type="search"
        isCompact
        placeholder={label}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </div>
  );
}
