import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { RefusedContent } from '../shared/refused-page';
import { AdminTabs, type Tab } from './admin-tabs';

interface Properties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
  /** Where the reader is, as far as the rest of the page may still be there; absent before the host has answered. */
  readonly tab?: Tab;
}

/** The admin page where nothing can be shown. */
export function OperatorRefused({ refusal, onTryAgain, tab }: Properties): ReactElement {
  return (
    <main className="page">
      {tab !== undefined && refusal.kind !== 'noPermission' && <AdminTabs current={tab} />}
      <Heading as="h1" size="large">
        Plumbline
      </Heading>
      <RefusedContent
        wouldSee="Jira administrators see here how far Plumbline has read this site, what it waits for, what failed and what to do about it, and make the playbooks."
        refusal={refusal}
        onTryAgain={onTryAgain}
      />
    </main>
  );
}
