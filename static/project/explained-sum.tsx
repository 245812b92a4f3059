import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { SnapshotInWords } from '../../src/contract';
import { useHost } from '../shared/host';
import { apportion, scoreToTwoDecimals } from './apportion';
import { findingPath } from './routes';
import type { TitledFinding } from './titled-finding';
import { ViewLink } from './view-link';
import { reasonForNoScore } from './withheld';
import { attained } from './words';

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly findings: readonly TitledFinding[];
}

/** Every rule in the score with what it gives; the last column adds up to the score. */
export function ExplainedSum({ snapshot, findings }: Properties): ReactElement {
  const { format } = useHost();
  const counted = findings.filter(({ contribution }) => contribution !== null);
  const weight = counted.reduce((sum, finding) => sum + finding.weight, 0);
  const sum = counted.reduce((total, { contribution }) => total + (contribution ?? 0), 0);
  const total = scoreToTwoDecimals(sum);
  const points = apportion(
    counted.map(({ contribution }) => contribution ?? 0),
    total,
  );
  return (
    <section aria-labelledby="sum-heading">
      <Heading as="h2" size="small" id="sum-heading">
        The sum
      </Heading>
      <div className="explanation-words">
        <p>
          Each rule attains its good share divided by its target, at most 100%; of few, it is shown as good ÷ wanted. It
          gives that part of its weight. The score is what all rules give, out of 100: weight × attained ÷{' '}
          {format.weight(weight)} × 100.
        </p>
        {snapshot.score === null && <p>The score is not shown. {reasonForNoScore(snapshot, format.percent)}</p>}
      </div>
      {counted.length > 0 && (
        <table className="table table-figures explanation-table" aria-labelledby="sum-heading">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Good</th>
              <th scope="col">Target</th>
              <th scope="col">Attained</th>
              <th scope="col">Weight</th>
              <th scope="col">Points</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((finding, index) => (
              <tr key={finding.rule}>
                <th scope="row">
                  <ViewLink to={findingPath(finding.rule)}>{finding.title}</ViewLink>
                </th>
                <td>
                  {format.count(finding.numerator ?? 0)} of {format.count(finding.denominator ?? 0)}
                </td>
                <td>{format.percent(finding.target)}</td>
                <td>{attained(finding, format, 'share')}</td>
                <td>{format.weight(finding.weight)}</td>
                <td>{format.exact(points[index])}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                {snapshot.score === null ? 'Sum, not shown as a score' : `Score, shown as ${format.points(sum)}`}
              </th>
              <td>{format.weight(weight)}</td>
              <td>{format.exact(total)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
