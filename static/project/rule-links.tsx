import { Fragment, type ReactElement } from 'react';
import type { StandingView } from '../../src/contract';
import { findingPath } from './routes';
import { ViewLink } from './view-link';

interface Properties {
  readonly ids: readonly string[];
  readonly rules: StandingView['rules'];
}

/** Titles of rules in a sentence, each a door to its finding. */
export function RuleLinks({ ids, rules }: Properties): ReactElement {
  return (
    <>
      {ids.map((id, index) => (
        <Fragment key={id}>
          {index > 0 && (index === ids.length - 1 ? ' and ' : ', ')}
          <ViewLink to={findingPath(id)}>{rules.find((rule) => rule.id === id)?.title ?? id}</ViewLink>
        </Fragment>
      ))}
    </>
  );
}
