import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { refusalOf } from '../shared/call';
import { asTitle } from '../shared/words';

interface Properties {
  readonly mutation: Pick<UseMutationResult<{ readonly started: boolean }, unknown, never>, 'data' | 'error'>;
  readonly started: string;
  readonly notStarted: string;
}

/** What became of a button's request, beside the button; read out when it comes. */
export function Outcome({ mutation: { data, error }, started, notStarted }: Properties): ReactElement {
  const refusal = error === null ? null : refusalOf(error);
  return (
    <span role="status" className={`small ${refusal ? 'admin-refused' : 'subtle'}`}>
      {refusal && `${asTitle(refusal.message)}. ${refusal.remedy}`}
      {!refusal && data && (data.started ? started : notStarted)}
    </span>
  );
}
