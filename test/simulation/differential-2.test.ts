import { playSeeds } from './seeds';

playSeeds('differential', 1000, 1, 2);
