import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { RefusedPage } from '../shared/refused-page';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** The project page where nothing of the project can be shown. */
export function ComplianceRefused({ refusal, onTryAgain }: Properties): ReactElement {
  return (
    <RefusedPage
      title="Compliance"
      wouldSee="Whoever may browse a project sees here how it stands against its playbook, and what to mend first."
      refusal={refusal}
      onTryAgain={onTryAgain}
    />
  );
}
