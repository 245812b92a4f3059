import Heading from '@atlaskit/heading/heading';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import type { PortfolioView } from '../../src/contract';
import { TextButton } from '../dependencies/text-button';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { isOnly, type ListedProject } from './listed';
import type { Moving } from './use-place';

const PLAYBOOKS_NAMED = 3;
/** How old the figures of all projects are, whatever is filtered by. */
const AGES = [
  { only: 'fresh', words: 'fresh' },
  { only: 'old', words: 'older than a day' },
  { only: 'neverRead', words: 'not read yet' },
] as const;

interface Properties extends Partial<Omit<ExtentProperties, 'view'>> {
  /** `null` where the page was not asked for rows. */
  readonly view: PortfolioView | null;
  readonly children?: ReactNode;
}

/** What the page is about, how old it is, and by which playbooks. */
export function PortfolioHeader({ view, all, shown, moving, children }: Properties): ReactElement {
  return (
    <header className="portfolio-header">
      <div>
        <Heading as="h1" size="large">
          Portfolio
        </Heading>
        {view && all && shown && moving && <Extent {...{ view, all, shown, moving }} />}
      </div>
      {children}
    </header>
  );
}

interface ExtentProperties {
  readonly view: PortfolioView;
  readonly all: readonly ListedProject[];
  readonly shown: readonly ListedProject[];
  readonly moving: Moving;
}

/** "12 projects you may see · 11 fresh, 1 older than a day · Predictive v4, Agile v2 · as of 09:40". */
function Extent({ view, all, shown, moving }: ExtentProperties): ReactElement {
  const { format } = useHost();
  const now = useNow(60_000);
  const { count } = format;
  const ages = AGES.map(({ only, words }) => {
    return { only, words, projects: all.filter((each) => isOnly(each, only, view)).length };
  }).filter(({ projects }) => projects > 0);
  return (
    <p className="subtle">
      <span role="status">
        {shown.length < all.length
          ? `${count(shown.length)} of ${counted(all.length, 'project', 'projects', count)} you may see`
          : `${counted(all.length, 'project', 'projects', count)} you may see`}
      </span>
      {ages.map(({ only, words, projects }, place) => (
        <Fragment key={only}>
          {place === 0 ? ' · ' : ', '}
          <TextButton
            label={`${count(projects)} ${words}: list ${projects === 1 ? 'it' : 'them'}`}
            onClick={() => moving.listOfAll({ only: [only] })}
          >
            {`${count(projects)} ${words}`}
          </TextButton>
        </Fragment>
      ))}
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
