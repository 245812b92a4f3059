import type Resolver from '@forge/resolver';
import { authorised } from '../answer';
import { issueContext } from './issue-context';
import { issueMap } from './issue-map';
import { mapSources } from './map-sources';
import { mapViewers } from './map-viewer';
import { portfolioMap } from './portfolio-map';
import { projectLeads } from './project-leads';
import { whatIf } from './what-if';

/** Adds the functions of the dependency map, named as in its contract, to the resolver of a page that shows maps. */
export function withDependencyMap(resolver: Resolver): Resolver {
  return resolver
    .define('portfolioMap', authorised(mapViewers.portfolioMap, 'portfolioMap', portfolioMap))
    .define('projectLeads', authorised(mapViewers.projectLeads, 'projectLeads', projectLeads))
    .define('mapSources', authorised(mapViewers.mapSources, 'mapSources', mapSources))
    .define('issueMap', authorised(mapViewers.issueMap, 'issueMap', issueMap))
    .define('whatIf', authorised(mapViewers.whatIf, 'whatIf', whatIf))
    .define('issueContext', authorised(mapViewers.issueContext, 'issueContext', issueContext));
}
