import type { Playbook } from '../../model';
import { agile } from './agile';
import { light } from './light';
import { predictive } from './predictive';
import { regulated } from './regulated';

export { withEveryRule } from './every-rule';
export { PURPOSES } from './purposes';

/** Playbooks to start from. Nobody follows them as they are: a PMO makes its own of one. */
export const readyMadePlaybooks: readonly Playbook[] = [predictive, agile, light, regulated];
