import type { MapScope } from '../../src/contract';

/** Views of the portfolio, project by project. */
export const PROJECT_VIEWS = ['matrix', 'graph', 'timeline', 'table'] as const;
export type ProjectView = (typeof PROJECT_VIEWS)[number];

/** Views of the issues of a scope. */
export const ISSUE_VIEWS = ['timeline', 'chain', 'issues'] as const;
export type IssueView = (typeof ISSUE_VIEWS)[number];

/** Where the reader is among the maps. */
export type MapPlace =
  | { readonly level: 'projects'; readonly view: ProjectView }
  | { readonly level: 'issues'; readonly view: IssueView; readonly scope: MapScope };

const ID = /^[1-9]\d{0,17}$/;

/**
 * Path of a place, below the base path of the maps (`''` where they are the whole page): `/matrix`,
 * `/timeline/project/10001`, `/issues/pair/10001/10002`, `/chain/issue/20417`,
 * `/chain/critical-path/10001/milestone/20417`. It holds ids only: what a reader shares
 * tells nothing that the other may not see.
 */
export function pathOfPlace(base: string, place: MapPlace): string {
  if (place.level === 'projects') return `${base}/${place.view}`;
  return `${base}/${place.view}/${segmentsOf(place.scope).join('/')}`;
}

/** The place of a path; `null` for one that is none of the maps. */
export function placeOfPath(base: string, path: string): MapPlace | null {
  if (path !== base && !path.startsWith(`${base}/`)) return null;
  const [view = '', ...segments] = path.slice(base.length).split('/').filter(Boolean);
  // Of a timeline without issues, the projects are meant.
  const projectView = PROJECT_VIEWS.find((each) => each === view);
  if (projectView !== undefined && segments.length === 0) return { level: 'projects', view: projectView };
  const issueView = ISSUE_VIEWS.find((each) => each === view);
  const scope = scopeOf(segments);
  return issueView !== undefined && scope !== null ? { level: 'issues', view: issueView, scope } : null;
}

function segmentsOf(scope: MapScope): readonly string[] {
  switch (scope.of) {
    case 'project':
      return ['project', scope.projectId];
    case 'pair':
      return ['pair', scope.dependentProjectId, scope.providerProjectId];
    case 'chain':
      return ['issue', scope.issueId];
    case 'criticalPath':
      return ['critical-path', scope.projectId, ...(scope.to === undefined ? [] : [scope.to.kind, scope.to.id])];
    case 'cycle':
      return ['cycle', scope.issueId];
  }
}

function scopeOf([of, ...ids]: readonly string[]): MapScope | null {
  const [projectId, kind, target] = ids;
  if (of === 'critical-path' && ids.length === 3 && ID.test(projectId) && ID.test(target)) {
    return kind === 'milestone' || kind === 'version'
      ? { of: 'criticalPath', projectId, to: { kind, id: target } }
      : null;
  }
  if (!ids.every((id) => ID.test(id)) || ids.length !== (of === 'pair' ? 2 : 1)) return null;
  const [id] = ids;
  if (of === 'project') return { of, projectId: id };
  if (of === 'pair') return { of, dependentProjectId: id, providerProjectId: ids[1] };
  if (of === 'issue') return { of: 'chain', issueId: id };
  if (of === 'critical-path') return { of: 'criticalPath', projectId: id };
  if (of === 'cycle') return { of, issueId: id };
  return null;
}
