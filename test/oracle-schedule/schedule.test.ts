import { dependencySlice, analyse } from '../../src/dependencies';
import { differences } from './compare';
import { networkOf } from './networks';
import { siteOf } from './site';

/** In parts, so that a run tells how far it came. */
const PARTS = [0, 1, 2, 3];
const NETWORKS_IN_A_PART = 2_500;

describe('10,000 random networks', () => {
  it.each(PARTS)('slices tell what facts tell, and the analysis equals the textbook to the day (part %i)', (part) => {
    for (let i = 0; i < NETWORKS_IN_A_PART; i++) {
      const seed = part * NETWORKS_IN_A_PART + i;
      const { facts, playbook, site, today, calendar } = networkOf(seed);
      const slices = facts.map((each) => dependencySlice(each, playbook));
      expect({ seed, site: siteOf(slices) }).toEqual({ seed, site });
      const settings = { asOf: today, calendar };
      expect({ seed, found: differences(slices, analyse(slices, settings), settings) }).toEqual({ seed, found: [] });
    }
  });
});
