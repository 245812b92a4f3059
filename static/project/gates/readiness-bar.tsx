import type { ReactElement } from 'react';
import type { ReadinessFigures } from '../../../src/contract';

/** How much of what is mandatory is settled; the figures beside it say the same. */
export function ReadinessBar({ figures: { settled, asked } }: { readonly figures: ReadinessFigures }): ReactElement {
  return (
    <span className="readiness-bar" aria-hidden="true">
      <span
        className={settled === asked ? 'readiness-all' : 'readiness-part'}
        style={{ width: `${asked === 0 ? 100 : (100 * settled) / asked}%` }}
      />
    </span>
  );
}
