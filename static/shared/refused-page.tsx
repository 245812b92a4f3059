import Button from '@atlaskit/button/default/button';
import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { Refusal } from '../../src/contract';
import { Notice } from './notice';
import { asTitle } from './words';

interface Properties {
  /** What somebody with the permission would see here. */
  readonly wouldSee: string;
  readonly refusal: Refusal;
  readonly onTryAgain: () => void;
}

/** Nothing can be shown: what happened, what to do, and a reference to quote. */
export function RefusedPage({ title, ...properties }: Properties & { readonly title: string }): ReactElement {
  return (
    <main className="page">
      <Heading as="h1" size="large">
        {title}
      </Heading>
      <RefusedContent {...properties} />
    </main>
  );
}

/** The same below the page's own heading. */
export function RefusedContent({ wouldSee, refusal, onTryAgain }: Properties): ReactElement {
  const mayNot = refusal.kind === 'noPermission' || refusal.kind === 'notFound';
  return (
    <Notice title={asTitle(refusal.message)} actions={<Button onClick={onTryAgain}>Try again</Button>}>
      <p>{refusal.remedy}</p>
      {mayNot && <p>{wouldSee}</p>}
      {refusal.reference !== '' && (
        <p className="small subtle">
          Reference: <span className="notice-reference">{refusal.reference}</span>
        </p>
      )}
    </Notice>
  );
}
