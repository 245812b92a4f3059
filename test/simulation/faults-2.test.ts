import { faults } from './faults';
import { playSeeds } from './seeds';

playSeeds('faults', faults, { seeds: 1000, part: 1, parts: 2 });
