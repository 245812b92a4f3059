import { backgroundShare } from './background-share';
import { bulkChange, bulkDeletion } from './bulk-change';
import { differential } from './differential';
import { fairFill } from './fair-fill';
import { faults } from './faults';
import { fillAmongErrors, fillAmongKills, fillOfHalves } from './first-fill';
import { largeMerge } from './large-merge';
import { manyPages } from './many-pages';
import type { Scenario } from './run';
import { sprints } from './sprints';
import { tenants } from './tenants';
import { puttingAway } from './visibility';

/** By the name that a failing seed is told with. */
export const SCENARIOS = {
  differential,
  faults,
  fillAmongErrors,
  fillAmongKills,
  fillOfHalves,
  fairFill,
  puttingAway,
  tenants,
  bulkChange,
  bulkDeletion,
  backgroundShare,
  largeMerge,
  manyPages,
  sprints,
} satisfies Readonly<Record<string, Scenario>>;
