export { catalogue, UnknownRuleError } from './catalogue';
export { pathToNextLevel } from './cheapest-path';
export { defaultPlaybook } from './default-playbook';
export { evaluate } from './evaluate';
export { placeOfFollowed } from './followers';
export { asRulesSee } from './schedule-view';
export { findingSentence, offenderWords, ruleInWords } from './words';
