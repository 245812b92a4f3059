import SectionMessage from '@atlaskit/section-message/section-message';
import type { ReactElement } from 'react';
import { refusalOf } from './call';

/** Why something was not done, and what the reader can do; nothing while `error` is `null`. */
export function RefusalMessage({ error }: { readonly error: unknown }): ReactElement | null {
  if (error === null || error === undefined) return null;
  const { message, remedy } = refusalOf(error);
  return (
    <div role="alert">
      <SectionMessage appearance="warning" title={message}>
        <p>{remedy}</p>
      </SectionMessage>
    </div>
  );
}
