import IconButton from '@atlaskit/button/icon/button';
import CloseIcon from '@atlaskit/icon/core/close';
import { memo, useMemo, type ReactElement, type RefObject } from 'react';
import type { MapScope, PortfolioMapView } from '../../src/contract';
import type { CriticalPath } from './critical-path';
import type { MapFilters } from './filters';
import { MapOverview } from './map-overview';
import { PairDetails } from './pair-details';
import { ProjectDetails } from './project-details';
import type { IssueView } from './routes';
import type { ProjectPair, Selection } from './shown-projects';

interface Properties {
  readonly view: PortfolioMapView;
  readonly pairs: readonly ProjectPair[];
  readonly filters: MapFilters;
  /** What is told of: it follows the selection. */
  readonly told: Selection | null;
  /** The selection is ahead of what is told. */
  readonly isBehind: boolean;
  /** Of the project that is told of. */
  readonly path: CriticalPath | null;
  /** The same functions always. */
  readonly onSelect: (selection: Selection) => void;
  readonly onClose: () => void;
  readonly onOpen: (view: IssueView, scope: MapScope, issue: string | null) => void;
  readonly pane: RefObject<HTMLElement>;
}

/** Beside the map: what there is to tell of what is selected, else of all. */
export function PortfolioPane(properties: Properties): ReactElement {
  const { view, pairs, filters, told, isBehind, path, onSelect, onClose, onOpen, pane } = properties;
  const pair = useMemo(
    () => (told?.of === 'pair' ? (pairs.find((each) => isPair(each, told)) ?? told) : null),
    [pairs, told],
  );
  return (
    <section
      ref={pane}
      tabIndex={-1}
      aria-label="Details"
      aria-busy={isBehind}
      className="maps-pane"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && told !== null) onClose();
      }}
    >
      {told !== null && (
        <span className="maps-close">
          <IconButton icon={CloseIcon} label="Close details" appearance="subtle" onClick={onClose} />
        </span>
      )}
      {told === null && <ToldOverview view={view} onOpen={onOpen} />}
      {pair !== null && (
        <ToldPair key={`${pair.dependent} ${pair.provider}`} {...{ view, pair, filters, onSelect, onOpen }} />
      )}
      {told?.of === 'project' && <ToldProject project={told.project} {...{ view, pairs, path, onSelect, onOpen }} />}
    </section>
  );
}

const ToldOverview = memo(MapOverview);
const ToldPair = memo(PairDetails);
const ToldProject = memo(ProjectDetails);

function isPair(pair: ProjectPair, { dependent, provider }: Pick<ProjectPair, 'dependent' | 'provider'>): boolean {
  return pair.dependent === dependent && pair.provider === provider;
}
