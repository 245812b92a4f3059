import type { ReactElement } from 'react';
import { Notice } from '../shared/notice';

/** The project was read, and there is not one issue in it. */
export function EmptyProject(): ReactElement {
  return (
    <Notice title="This project has no issues yet">
      <p>There is nothing to check, so there is no score. That is neither good nor bad.</p>
      <p>Create the first issues with an owner and a date; this page follows within a few minutes.</p>
    </Notice>
  );
}
