import Heading from '@atlaskit/heading/heading';
import { useId, type ReactElement } from 'react';
import { TextButton } from '../dependencies/text-button';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { Ten } from './address';
import type { Bands } from './bands';

interface Properties {
  readonly title: string;
  readonly bands: Bands;
  readonly inWords: (ten: number) => string;
  /** Beginning, middle and end of the scale. */
  readonly axis: readonly [string, string, string];
  /** What those are that have no place on the scale. */
  readonly without: string;
  readonly onOpen: (ten: Ten) => void;
}

/** How many projects lie where on a scale: bars with their figures, each of which opens its list. */
export function BandChart({ title, bands, inWords, axis, without, onOpen }: Properties): ReactElement {
  const { format } = useHost();
  const id = useId();
  const most = Math.max(1, ...bands.tens);
  return (
    <section className="overview-part" aria-labelledby={id}>
      <Heading as="h2" size="small" id={id}>
        {title}
      </Heading>
      <ul className="band-chart">
        {bands.tens.map((projects, ten) => (
          <li key={ten}>
            {projects > 0 && (
              <button
                type="button"
                aria-label={`${inWords(ten)}: ${counted(projects, 'project', 'projects', format.count)}`}
                title={inWords(ten)}
                onClick={() => onOpen(ten)}
              >
                <span className="small">{format.count(projects)}</span>
                <span className="band-bar" style={{ height: `${(100 * projects) / most}%` }} />
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="band-axis small subtle" aria-hidden="true">
        {axis.map((words) => (
          <span key={words}>{words}</span>
        ))}
      </p>
      {bands.without > 0 && (
        <p className="small">
          <TextButton onClick={() => onOpen('none')}>
            {`${counted(bands.without, 'project', 'projects', format.count)} ${without}`}
          </TextButton>
        </p>
      )}
    </section>
  );
}
