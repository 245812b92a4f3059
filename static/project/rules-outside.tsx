import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import { useHost } from '../shared/host';
import { findingPath } from './routes';
import { StatusLozenge } from './status-lozenge';
import type { TitledFinding } from './titled-finding';
import { ViewLink } from './view-link';
import { outsideBecause } from './words';

/** The rules that are not in the sum, each with why. */
export function RulesOutside({ findings }: { readonly findings: readonly TitledFinding[] }): ReactElement | null {
  const { format } = useHost();
  const outside = findings.filter((finding) => outsideBecause(finding, format) !== null);
  if (outside.length === 0) return null;
  return (
    <section aria-labelledby="outside-heading">
      <Heading as="h2" size="small" id="outside-heading">
        Outside the sum
      </Heading>
      <table className="table explanation-table" aria-labelledby="outside-heading">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Status</th>
            <th scope="col">Why</th>
            <th scope="col" className="table-figure">
              Weight
            </th>
          </tr>
        </thead>
        <tbody>
          {outside.map((finding) => (
            <tr key={finding.rule}>
              <th scope="row">
                <ViewLink to={findingPath(finding.rule)}>{finding.title}</ViewLink>
              </th>
              <td>
                <StatusLozenge status={finding.status} />
              </td>
              <td>{outsideBecause(finding, format)}</td>
              <td className="table-figure">{format.weight(finding.weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
