import { playSeeds } from './seeds';

playSeeds('faults', 1000, 1, 2);
