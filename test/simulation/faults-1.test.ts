import { playSeeds } from './seeds';

playSeeds('faults', 1000, 0, 2);
