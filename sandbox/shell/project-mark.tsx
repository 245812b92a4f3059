import type { ReactNode } from 'react';

const HUES = 6;

/** A small square with the key's letters, coloured by the key; decoration only, the name stands beside it. */
export function ProjectMark({ projectKey }: { readonly projectKey: string }): ReactNode {
  const hue = [...projectKey].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % HUES;
  return (
    <span className={`project-mark hue-${hue}`} aria-hidden="true">
      {projectKey.slice(0, 2)}
    </span>
  );
}
