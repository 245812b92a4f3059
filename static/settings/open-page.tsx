import Heading from '@atlaskit/heading/heading';
import Skeleton from '@atlaskit/skeleton';
import type { ReactElement } from 'react';
import type { Root } from 'react-dom/client';
import type { Refusal } from '../../src/contract';
import { openPage } from '../shared/open-page';
import { RefusedPage } from '../shared/refused-page';
import { SettingsPage } from './settings-page';

/** Shows the settings of the project that the host names. Settles when the page is up. */
export function openSettingsPage(root: Root): Promise<void> {
  return openPage(root, {
    skeleton: () => <SettingsSkeleton />,
    refused: (refusal, onTryAgain) => <SettingsRefused refusal={refusal} onTryAgain={onTryAgain} />,
    content({ projectId }) {
      if (projectId === null) throw new Error('the host names no project');
      return (
        <SettingsPage
          projectId={projectId}
          skeleton={<SettingsSkeleton />}
          refused={(refusal, onTryAgain) => <SettingsRefused refusal={refusal} onTryAgain={onTryAgain} />}
        />
      );
    },
  });
}

interface RefusedProperties {
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

function SettingsRefused({ refusal, onTryAgain }: RefusedProperties): ReactElement {
  return (
    <RefusedPage
      title="Stage gates"
      wouldSee="Admins of a project set up here its stages and gates: what each gate asks, who decides and when it is planned."
      refusal={refusal}
      onTryAgain={onTryAgain}
    />
  );
}

/** The page while it loads, in the layout that it is going to have. */
function SettingsSkeleton(): ReactElement {
  return (
    <main className="page" aria-busy="true">
      <p role="status" className="visually-hidden">
        Loading
      </p>
      <Heading as="h1" size="large">
        Stage gates
      </Heading>
      <Skeleton width="60%" height="1rem" isShimmering />
      <Skeleton width="100%" height="5.5rem" isShimmering />
      {['30%', '70%', '85%', '60%', '75%'].map((width) => (
        <Skeleton key={width} width={width} height="1.75rem" isShimmering />
      ))}
    </main>
  );
}
