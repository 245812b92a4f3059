import Button from '@atlaskit/button/default/button';
import type { ReactElement, ReactNode } from 'react';
import { Choice } from '../shared/choice';
import { useHost } from '../shared/host';
import { SearchField } from '../shared/search-field';
import { HORIZONS, KINDS, NO_FILTERS, isFiltered, type MapFilters } from './filters';
import { KIND_WORDS } from './words';
import '../shared/filters.css';

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

/** The filters of a map, each in the address, and whatever else it can do. */
export function MapToolbar({ filters, offered, onFilter, onApproach, children }: Properties): ReactElement {
  const { format } = useHost();
  const change = (part: Partial<MapFilters>): void => onFilter({ ...filters, ...part });
  return (
    <div role="group" aria-label="Filters" className="filters" onPointerEnter={onApproach} onFocus={onApproach}>
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
