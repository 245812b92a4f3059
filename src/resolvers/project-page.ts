import Resolver from '@forge/resolver';
import { startRefresh } from '../refresh';
import { authorised } from './answer';
import { exportSnapshot } from './export-snapshot';
import { finding, selectInJira } from './findings';
import { standing } from './standing';

/** The functions of the project page, named as in its contract. */
export const projectPageResolver = new Resolver()
  .define('standing', authorised('standing', standing))
  .define('finding', authorised('finding', finding))
  .define('selectInJira', authorised('selectInJira', selectInJira))
  .define('refresh', authorised('refresh', startRefresh))
  .define('export', authorised('export', exportSnapshot))
  .getDefinitions();
