import type { ReactNode } from 'react';

/**
 * Stands for the theme provider of `@atlaskit/app-provider`, which brings every theme along and injects style
 * elements. The page sets its theme on the document, so a portal has nothing to pass on.
 */
export function ThemeProvider({ children }: { readonly children: ReactNode }): ReactNode {
  return children;
}
