'use strict';
/**
 * First file of the bundle that runs in an app process: in the place of Atlassian's loader, which fetches the newest
 * wrapper and falls back on the one beside it. Here the one beside it is the only one.
 */
const path = require('node:path');

const bundleFolder = process.env.FORGE_EFS_RUNTIME_PATH;

delete global.__forge_tunnel__;
process.env.TZ = 'UTC';
process.chdir(bundleFolder);

module.exports = { main: require(path.join(bundleFolder, process.env.FORGE_CUSTOM_WRAPPER_FILE_NAME)).main };
