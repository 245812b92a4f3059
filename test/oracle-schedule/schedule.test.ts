import { isDeepStrictEqual } from 'node:util';
import { analyse, dependencySlice } from '../../src/dependencies';
import { differences } from './compare';
import { networkOf } from './networks';
import { siteOf } from './slices';

/** In parts, so that a run tells how far it came. */
const PARTS = [0, 1, 2, 3];
const NETWORKS_IN_A_PART = 2_500;

describe('10,000 random networks', () => {
  it.each(PARTS)('slices tell what facts tell, and the analysis equals the textbook to the day (part %i)', (part) => {
    for (let i = 0; i < NETWORKS_IN_A_PART; i++) {
      const seed = part * NETWORKS_IN_A_PART + i;
      const { facts, playbook, site, today, calendar } = networkOf(seed);
      const slices = facts.map((each) => dependencySlice(each, playbook));
      const told = siteOf(slices);
      if (!isDeepStrictEqual(told, site)) expect({ seed, site: told }).toEqual({ seed, site });
      const settings = { asOf: today, calendar };
      const found = differences(slices, analyse(slices, settings), settings);
      if (found.length > 0) expect({ seed, found }).toEqual({ seed, found: [] });
    }
  });
});
