import type { ReactElement } from 'react';
import type { MapScope } from '../../src/contract';

interface Properties {
  /** What is shown where the address names no issues. */
  readonly scope: MapScope;
  /** Path of the maps within the page, without a trailing slash: empty where the page is nothing but maps. */
  readonly base: string;
}

/** The issues of a scope on a timeline, as a chain or as a table, with what they wait for. */
export function IssueMap({ scope }: Properties): ReactElement {
  return <section aria-label="Issues" data-scope={scope.of} />;
}
