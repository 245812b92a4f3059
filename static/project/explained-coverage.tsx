import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { SnapshotInWords } from '../../src/contract';
import { useHost } from '../shared/host';
import { LEAST_APPLICABLE, LEAST_COVERAGE, applies, isEnforced } from './words';
import type { TitledFinding } from './titled-finding';

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly findings: readonly TitledFinding[];
}

/** How much of the playbook applies, how much of that could be assessed, and what a score needs of both. */
export function ExplainedCoverage({ snapshot, findings }: Properties): ReactElement {
  const { format } = useHost();
  const enforced = findings.filter(isEnforced);
  const applicable = enforced.filter(applies);
  const assessed = applicable.filter(({ status }) => status !== 'notAssessable');
  const weights = [assessed, applicable, enforced].map((list) => format.weight(weightOf(list)));
  return (
    <section aria-labelledby="coverage-heading">
      <Heading as="h2" size="small" id="coverage-heading">
        Coverage
      </Heading>
      <div className="explanation-words">
        <p>
          The rules that could be assessed weigh {weights[0]}; those that apply weigh {weights[1]}. Coverage is{' '}
          <Sum left={weights[0]} right={weights[1]} share={snapshot.coverage} />. A score needs at least{' '}
          {format.percent(LEAST_COVERAGE)}.
        </p>
        <p>
          All rules of the playbook that count weigh {weights[2]}. Of these{' '}
          <Sum left={weights[1]} right={weights[2]} share={snapshot.applicableShare} /> apply to this project. A score
          needs at least {format.percent(LEAST_APPLICABLE)}.
        </p>
      </div>
    </section>
  );
}

interface SumProperties {
  readonly left: string;
  readonly right: string;
  readonly share: number | null;
}

function Sum({ left, right, share }: SumProperties): ReactElement {
  const { format } = useHost();
  return (
    <span className="explanation-formula">
      {left} ÷ {right} = <span className="strong">{share === null ? 'nothing' : format.percent(share)}</span>
    </span>
  );
}

function weightOf(findings: readonly TitledFinding[]): number {
  return findings.reduce((sum, { weight }) => sum + weight, 0);
}
