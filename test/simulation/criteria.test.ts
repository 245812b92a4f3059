import { playSeeds } from './seeds';

playSeeds('fillAmongErrors', 60);
playSeeds('fillAmongKills', 60);
playSeeds('fillOfHalves', 10);
playSeeds('fairFill', 3);
playSeeds('puttingAway', 20);
playSeeds('tenants', 20);
playSeeds('bulkChange', 1);
playSeeds('bulkDeletion', 1);
playSeeds('largeMerge', 1);
playSeeds('manyPages', 1);
playSeeds('backgroundShare', 5);
playSeeds('sprints', 20);
