import type { Endpoint } from '../endpoint';
import { catalogueEndpoints } from './catalogue';
import { issueEndpoints } from './issues';
import { jqlEndpoints } from './jql';
import { linkEndpoints } from './links';
import { permissionEndpoints } from './permissions';
import { projectEndpoints } from './projects';
import { searchEndpoints } from './search';
import { userEndpoints } from './users';

/** Everything that the site answers. The contract test holds each of them to Atlassian's OpenAPI document. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...catalogueEndpoints,
  ...projectEndpoints,
  ...searchEndpoints,
  ...issueEndpoints,
  ...linkEndpoints,
  ...permissionEndpoints,
  ...userEndpoints,
  ...jqlEndpoints,
];
