/** `npm run build:pages`: builds the app's pages, unless those that are there come from the present sources. */
import { APP_PAGES, buildPages } from '../sandbox/host/pages';
import { APP_DIRECTORY, CACHE_DIRECTORY } from '../sandbox/paths';

void buildPages(APP_DIRECTORY, APP_PAGES, CACHE_DIRECTORY);
