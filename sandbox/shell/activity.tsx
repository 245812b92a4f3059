import Heading from '@atlaskit/heading';
import Spinner from '@atlaskit/spinner';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSession } from './session';

interface ActivityReport {
  readonly counters: Readonly<Record<string, number>>;
  readonly log: readonly { readonly at: string; readonly text: string }[];
}

const REFRESH_MILLISECONDS = 2000;

/** What the simulated platform did: counters since the start, and the last lines of its log. */
export function Activity(): ReactNode {
  const { ask } = useSession();
  const activity = useQuery({
    queryKey: ['activity'],
    queryFn: () => ask<ActivityReport>('GET', '/sandbox/activity'),
    refetchInterval: REFRESH_MILLISECONDS,
  });
  if (!activity.data) return <Spinner label="Loading" />;
  return (
    <div className="page">
      <Heading size="large" as="h1">
        Platform
      </Heading>
      <p className="hint">What Atlassian would host: counted since the sandbox started.</p>
      <dl className="counters">
        {Object.entries(activity.data.counters).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value.toLocaleString('en')}</dd>
          </div>
        ))}
      </dl>
      <Heading size="small" as="h2">
        Log, newest first
      </Heading>
      <ol className="log" tabIndex={0} aria-label="Log, newest first">
        {[...activity.data.log].reverse().map((line, index) => (
          <li key={`${line.at} ${index}`}>
            <time>{line.at.slice(11, 19)}</time> {line.text}
          </li>
        ))}
      </ol>
    </div>
  );
}
