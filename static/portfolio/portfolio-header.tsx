import Heading from '@atlaskit/heading/heading';
import type { ReactElement, ReactNode } from 'react';
import type { PortfolioView } from '../../src/contract';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { isOnly, type ListedProject } from './listed';

const PLAYBOOKS_NAMED = 3;

interface Properties {
  /** `null` where the page was not asked for rows. */
  readonly view: PortfolioView | null;
  readonly all: readonly ListedProject[];
  readonly shown: readonly ListedProject[];
  readonly children?: ReactNode;
}

/** What the page is about, how old it is, and by which playbooks. */
export function PortfolioHeader({ view, all, shown, children }: Properties): ReactElement {
  return (
    <header className="portfolio-header">
      <div>
        <Heading as="h1" size="large">
          Portfolio
        </Heading>
        {view !== null && <Extent {...{ view, all, shown }} />}
      </div>
      {children}
    </header>
  );
}

interface ExtentProperties {
  readonly view: PortfolioView;
  readonly all: readonly ListedProject[];
  readonly shown: readonly ListedProject[];
}

/** "12 projects you may see · 11 fresh, 1 older than a day · Predictive v4, Agile v2 · as of 09:40". */
function Extent({ view, all, shown }: ExtentProperties): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const { count } = format;
  const unread = all.filter(({ standing }) => standing === null).length;
  const old = all.filter((each) => isOnly(each, 'old', view)).length;
  const ages = [
    `${count(all.length - unread - old)} fresh`,
    ...(old === 0 ? [] : [`${count(old)} older than a day`]),
    ...(unread === 0 ? [] : [`${count(unread)} not read yet`]),
  ];
  return (
    <p className="subtle">
      <span role="status">
        {shown.length < all.length
          ? `${count(shown.length)} of ${counted(all.length, 'project', 'projects', count)} you may see`
          : `${counted(all.length, 'project', 'projects', count)} you may see`}
      </span>
      {all.length > 0 && ` · ${ages.join(', ')}`}
      {view.playbooks.length > 0 && ` · ${playbooksInWords(view, count)}`}
      {view.rolledUpAt !== null && (
        <>
          {' · as of '}
          <time dateTime={view.rolledUpAt}>{format.clock(view.rolledUpAt, now)}</time>
          {view.isBehind && ', newer figures are on their way'}
        </>
      )}
    </p>
  );
}

/** "Predictive v4, Agile v2 and 3 others". */
export function playbooksInWords({ playbooks }: PortfolioView, count: (value: number) => string): string {
  const named = playbooks.slice(0, PLAYBOOKS_NAMED).map(({ title, version }) => `${title} v${version}`);
  const others = playbooks.length - named.length;
  return named.join(', ') + (others > 0 ? ` and ${counted(others, 'other', 'others', count)}` : '');
}
