import type { Endpoint } from '../endpoint';
import { catalogueEndpoints } from './catalogue';
import { issueEndpoints } from './issues';
import { jqlEndpoints } from './jql';
import { linkEndpoints } from './links';
import { permissionEndpoints } from './permissions';
import { projectEndpoints } from './projects';
import { moveEndpoints } from './moves';
import { projectChangeEndpoints } from './project-changes';
import { searchEndpoints } from './search';
import { userEndpoints } from './users';
import { versionEndpoints } from './versions';

/** Everything that the site answers. The contract test holds each of them to Atlassian's OpenAPI document. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...catalogueEndpoints,
  ...projectEndpoints,
  ...projectChangeEndpoints,
  ...versionEndpoints,
  ...searchEndpoints,
  ...issueEndpoints,
  ...moveEndpoints,
  ...linkEndpoints,
  ...permissionEndpoints,
  ...userEndpoints,
  ...jqlEndpoints,
];
