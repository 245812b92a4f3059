import { differential } from './differential';
import { playSeeds } from './seeds';

playSeeds('differential', differential, { seeds: 1000, part: 1, parts: 2 });
