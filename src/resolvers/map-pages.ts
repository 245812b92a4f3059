import Resolver from '@forge/resolver';
import { withDependencyMap } from './dependency-map/functions';

/** The functions of the panel on an issue. */
export const mapPagesResolver = withDependencyMap(new Resolver()).getDefinitions();
