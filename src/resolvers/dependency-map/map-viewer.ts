import type * as z from 'zod';
import {
  dependencyMapRequests,
  type AssumedChange,
  type DependencyMapFunction,
  type DependencyMapReplies,
  type MapScope,
  type ValueOf,
} from '../../contract';
import { browsableBy, mayBrowse, placeIssues, type PlacedIssue } from '../../jira';
import { parsePayload, type Surface } from '../answer';
import { issueNotVisible, noPermission } from '../refusal';

/** Somebody who may browse every project and every issue that they name. */
export interface MapViewer {
  /** The issues that they name, by id. */
  readonly issues: ReadonlyMap<number, PlacedIssue>;
}

/** What a function of the dependency map answers. */
export type MapAnswer<F extends DependencyMapFunction> = (
  viewer: MapViewer,
  request: z.output<(typeof dependencyMapRequests)[F]>,
) => Promise<ValueOf<DependencyMapReplies[F]>>;

/** Each function of the map answers those who may browse all that they name, as Jira says of the caller. */
export const mapViewers = {
  /** It names nothing: what it shows is only what the viewer may browse. */
  portfolioMap: surface(dependencyMapRequests.portfolioMap, () => Promise.resolve(NO_ISSUES)),
  projectLeads: surface(dependencyMapRequests.projectLeads, () => Promise.resolve(NO_ISSUES)),
  mapSources: surface(dependencyMapRequests.mapSources, () => Promise.resolve(NO_ISSUES)),
  issueMap: surface(dependencyMapRequests.issueMap, ({ scope }) => authoriseScope(scope)),
  whatIf: surface(dependencyMapRequests.whatIf, ({ changes }) => visibleIssues(changes.flatMap(issuesOf))),
  issueContext: surface(dependencyMapRequests.issueContext, ({ issueId }) => visibleIssues([issueId])),
} as const satisfies { readonly [F in DependencyMapFunction]: Surface<typeof dependencyMapRequests, MapViewer> };

const NO_ISSUES: ReadonlyMap<number, PlacedIssue> = new Map();

function surface<Schema extends z.ZodType>(
  schema: Schema,
  issuesNamed: (request: z.output<Schema>) => Promise<ReadonlyMap<number, PlacedIssue>>,
): Surface<typeof dependencyMapRequests, MapViewer> {
  return {
    requests: dependencyMapRequests,
    authorise: async (payload) => ({ issues: await issuesNamed(parsePayload(schema, payload)) }),
  };
}

async function authoriseScope(scope: MapScope): Promise<ReadonlyMap<number, PlacedIssue>> {
  switch (scope.of) {
    case 'chain':
    case 'cycle':
      return visibleIssues([scope.issueId]);
    case 'pair': {
      const pair = [scope.dependentProjectId, scope.providerProjectId].map(Number);
      if (!pair.every(Number.isSafeInteger)) throw noPermission();
      const { projects } = await browsableBy(pair, []);
      if (!pair.every((id) => projects.has(id))) throw noPermission();
      return NO_ISSUES;
    }
    default: {
      // Whether an issue is a milestone of the project only those may know who may browse it.
      const to = scope.of === 'criticalPath' ? scope.to : undefined;
      const issues = to?.kind === 'milestone' ? await visibleIssues([to.id]) : NO_ISSUES;
      const projectId = Number(scope.projectId);
      if (!Number.isSafeInteger(projectId) || !(await mayBrowse(projectId))) throw noPermission();
      return issues;
    }
  }
}

async function visibleIssues(named: readonly string[]): Promise<ReadonlyMap<number, PlacedIssue>> {
  const ids = [...new Set(named)].map(Number);
  if (!ids.every(Number.isSafeInteger)) throw issueNotVisible();
  const placed = await placeIssues(ids);
  if (!ids.every((id) => placed.has(id))) throw issueNotVisible();
  return placed;
}

function issuesOf(change: AssumedChange): readonly string[] {
  return 'issueId' in change ? [change.issueId] : [change.providerId, change.dependentId];
}
