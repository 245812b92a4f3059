import IconButton from '@atlaskit/button/icon/button';
import AddIcon from '@atlaskit/icon/core/add';
import ExpandIcon from '@atlaskit/icon/core/fullscreen-enter';
import MinusIcon from '@atlaskit/icon/core/minus';
import type { ReactElement } from 'react';
import type { PanZoom } from './pan-zoom';
import './zoom-controls.css';

/** The buttons of a drawing that can be panned and zoomed. */
export function ZoomControls({
  panZoom,
}: {
  readonly panZoom: Pick<PanZoom, 'zoomIn' | 'zoomOut' | 'fit'>;
}): ReactElement {
  return (
    <div role="group" aria-label="Zoom" className="zoom-controls">
      <IconButton icon={AddIcon} label="Zoom in" spacing="compact" onClick={panZoom.zoomIn} />
      <IconButton icon={MinusIcon} label="Zoom out" spacing="compact" onClick={panZoom.zoomOut} />
      <IconButton icon={ExpandIcon} label="Show all" spacing="compact" onClick={panZoom.fit} />
    </div>
  );
}
