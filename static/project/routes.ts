/** The views of the project page and their addresses. */
export type View =
  | { readonly kind: 'overview' }
  | { readonly kind: 'finding'; readonly rule: string }
  | { readonly kind: 'explanation' };

const FINDING = /^\/findings\/([a-z][a-z0-9-]{0,63})\/?$/;
const EXPLANATION = /^\/how-it-is-computed\/?$/;

export const overviewPath = '/';
export const explanationPath = '/how-it-is-computed';

export function findingPath(rule: string): string {
  return `/findings/${rule}`;
}

/** An unknown address shows the overview. */
export function viewOfPath(path: string): View {
  const finding = FINDING.exec(path);
  if (finding) return { kind: 'finding', rule: finding[1] };
  if (EXPLANATION.test(path)) return { kind: 'explanation' };
  return { kind: 'overview' };
}
