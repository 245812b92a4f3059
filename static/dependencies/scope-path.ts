import type { MapScope } from '../../src/contract';

/**
 * A scope as the part of an address below a page's own, e.g. `/issues/pair/10001/10002`. Addresses hold ids only: what
 * a reader shares tells nothing that the other may not see.
 */
export function pathOfScope(scope: MapScope): string {
  switch (scope.of) {
    case 'project':
      return `/issues/project/${scope.projectId}`;
    case 'pair':
      return `/issues/pair/${scope.dependentProjectId}/${scope.providerProjectId}`;
    case 'chain':
      return `/issues/chain/${scope.issueId}`;
    case 'criticalPath':
      return `/issues/critical-path/${scope.projectId}`;
    case 'cycle':
      return `/issues/cycle/${scope.issueId}`;
  }
}

const ID = '([1-9]\\d{0,17})';
const PAIR = new RegExp(`^/issues/pair/${ID}/${ID}(?=/|$)`);
const ONE = new RegExp(`^/issues/(project|chain|critical-path|cycle)/${ID}(?=/|$)`);

/** The scope that an address begins with, and what follows it; `null` for any other address. */
export function scopeOfPath(path: string): { readonly scope: MapScope; readonly rest: string } | null {
  const pair = PAIR.exec(path);
  if (pair) {
    const scope = { of: 'pair', dependentProjectId: pair[1], providerProjectId: pair[2] } as const;
    return { scope, rest: path.slice(pair[0].length) };
  }
  const one = ONE.exec(path);
  if (!one) return null;
  return { scope: scopeOfOne(one[1], one[2]), rest: path.slice(one[0].length) };
}

function scopeOfOne(what: string, id: string): MapScope {
  if (what === 'project') return { of: 'project', projectId: id };
  if (what === 'critical-path') return { of: 'criticalPath', projectId: id };
  return { of: what === 'cycle' ? 'cycle' : 'chain', issueId: id };
}
