import type { ReactElement } from 'react';
import type { FindingInWords } from '../../src/contract';
import { restsOnFew } from '../../src/contract/limits';
import { useHost } from '../shared/host';
import './attainment-bar.css';

/** "14 of 22" over a bar of that length; a mark shows the target. The figures say all that the bar shows. */
export function AttainmentBar({ finding }: { readonly finding: FindingInWords }): ReactElement | null {
  const { format } = useHost();
  const { numerator, denominator, target, status } = finding;
  if (numerator === null || denominator === null || denominator === 0) return null;
  return (
    <div className="attainment">
      <span className="attainment-figures">
        {format.count(numerator)} of {format.count(denominator)}
        {restsOnFew(finding) && <span className="subtle"> · few</span>}
      </span>
      <span className="attainment-bar" aria-hidden="true">
        <span
          className={`attainment-fill attainment-${status}`}
          style={{ width: `${(100 * numerator) / denominator}%` }}
        />
        {target < 1 && <span className="attainment-target" style={{ insetInlineStart: `${100 * target}%` }} />}
      </span>
    </div>
  );
}
