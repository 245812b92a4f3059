import { playSeeds } from './seeds';

playSeeds('differential', 1000, 0, 2);
