import { differential } from './differential';
import { playSeeds } from './seeds';

playSeeds('differential', differential, { seeds: 1000, part: 0, parts: 2 });
