/** The views of the project page and their addresses. */
export type View =
  | { readonly kind: 'overview' }
  | { readonly kind: 'finding'; readonly rule: string }
  | { readonly kind: 'explanation' }
  /** The dependency maps; what follows the path is theirs. */
  | { readonly kind: 'dependencies' }
  | { readonly kind: 'waivers' };

const FINDING = /^\/findings\/([a-z][a-z0-9-]{0,63})\/?$/;
const EXPLANATION = /^\/how-it-is-computed\/?$/;
const WAIVERS = /^\/waivers\/?$/;
const DEPENDENCIES = /^\/dependencies(\/|$)/;

export const overviewPath = '/';
export const explanationPath = '/how-it-is-computed';
export const dependenciesPath = '/dependencies';
export const waiversPath = '/waivers';

export function findingPath(rule: string): string {
  return `/findings/${rule}`;
}

/** An unknown address shows the overview. */
export function viewOfPath(path: string): View {
  const finding = FINDING.exec(path);
  if (finding) return { kind: 'finding', rule: finding[1] };
  if (EXPLANATION.test(path)) return { kind: 'explanation' };
  if (DEPENDENCIES.test(path)) return { kind: 'dependencies' };
  if (WAIVERS.test(path)) return { kind: 'waivers' };
  return { kind: 'overview' };
}
