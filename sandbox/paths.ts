import path from 'node:path';

/** The folder of manifest.yml. */
export const APP_DIRECTORY = path.resolve(__dirname, '..');

/** Of what can be made again: bundles and built pages. */
export const CACHE_DIRECTORY = path.join(APP_DIRECTORY, '.cache');
