import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import type { ConditionView, GateView } from '../../../src/contract';
import { IssueLink } from '../../dependencies/issue-link';
import { useHost } from '../../shared/host';
import { RefusalMessage } from '../../shared/refusal-message';
import { personWords } from '../waiver-words';
import { ConditionLozenge } from './criterion-lozenge';
import { useGateStep } from './gates-query';

interface Properties {
  readonly gates: readonly GateView[];
  readonly mayContribute: boolean;
}

/** The conditions under which gates were passed, and how their issues stand; nothing where there are none. */
export function ConditionsSection({ gates, mayContribute }: Properties): ReactElement | null {
  const withConditions = gates.filter(({ conditions }) => conditions.length > 0);
  if (withConditions.length === 0) return null;
  return (
    <section className="card gate-card" aria-labelledby="conditions-heading">
      <h3 className="gate-heading" id="conditions-heading">
        Conditions
      </h3>
      {withConditions.map(({ id, title, conditions }) => (
        <div key={id} className="gate-list">
          <h4 className="small strong">{title}</h4>
          <ul className="gate-list">
            {conditions.map((condition) => (
              <Condition key={condition.id} condition={condition} mayContribute={mayContribute} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface ConditionProperties {
  readonly condition: ConditionView;
  readonly mayContribute: boolean;
}

function Condition({ condition, mayContribute }: ConditionProperties): ReactElement {
  const { format } = useHost();
  const raise = useGateStep('raiseCondition');
  const { id, text, owner, due, standing, hasIssue, issueKey } = condition;
  return (
    <li className="gate-list-item">
      <ConditionLozenge standing={standing} />
      <span>
        {text}
        <span className="small subtle">
          {' '}
          · {personWords(owner)}, by {format.day(due)}
          {hasIssue && issueKey === null && ' · its issue is one that you may not browse'}
          {!hasIssue && ' · no issue yet: Jira refused to create it for the decider'}
        </span>{' '}
        {issueKey !== null && <IssueLink issueKey={issueKey} />}
      </span>
      {!hasIssue && mayContribute && (
        <Button
          spacing="compact"
          aria-label={`Create its issue: ${text}`}
          isLoading={raise.isPending}
          onClick={() => raise.mutate({ condition: id })}
        >
          Create its issue
        </Button>
      )}
      <RefusalMessage error={raise.error} />
    </li>
  );
}
