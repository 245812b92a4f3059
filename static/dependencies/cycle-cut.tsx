import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import type { ReactElement } from 'react';
import type { IssueMapView, MapDependency } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import type { Assumptions } from './assumptions';
import { withoutDependency } from './issue-drawer';
import { issueName } from './issue-words';

interface Properties {
  readonly view: IssueMapView;
  readonly assumptions: Assumptions;
}

/** Issues that wait for each other in a circle: what that means, and the dependencies without which they would not. */
export function CycleCut({ view, assumptions }: Properties): ReactElement | null {
  const { format } = useHost();
  const cut = view.dependencies.filter(({ suggestedCut }) => suggestedCut);
  const inCycle = view.issues.filter((issue) => issue.inCycle).length;
  if (cut.length === 0) return null;
  return (
    <SectionMessage
      appearance="warning"
      title={`${counted(inCycle, 'issue waits', 'issues wait', format.count)} for each other in a cycle`}
    >
      <p>
        Their order cannot be told, so that none of them pushes another in the forecast. Without{' '}
        {cut.length === 1 ? 'this dependency' : `these ${format.count(cut.length)} dependencies`} there would be no
        cycle; it is a suggestion, the ones who know the work decide.
      </p>
      <ul className="cycle-cut">
        {cut.map((dependency) => (
          <Cut key={`${dependency.provider} ${dependency.dependent}`} {...{ dependency, view, assumptions }} />
        ))}
      </ul>
    </SectionMessage>
  );
}

function Cut({ dependency, view, assumptions }: Properties & { readonly dependency: MapDependency }): ReactElement {
  const provider = view.issues[dependency.provider];
  const dependent = view.issues[dependency.dependent];
  const assumption = withoutDependency(provider, dependent, dependency);
  const isAssumed = assumptions.all.some(({ words }) => words === assumption?.words);
  return (
    <li>
      {issueName(dependent)} waits for {issueName(provider)}{' '}
      {assumption !== null && (
        <Button
          spacing="compact"
          isDisabled={isAssumed || assumptions.isFull}
          aria-label={`${isAssumed ? 'Assumed' : 'What if not?'} ${assumption.words}`}
          onClick={() => assumptions.assume(assumption)}
        >
          {isAssumed ? 'Assumed' : 'What if not?'}
        </Button>
      )}
    </li>
  );
}
