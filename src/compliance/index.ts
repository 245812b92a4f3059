export { catalogue, UnknownRuleError } from './catalogue';
export { defaultPlaybook } from './default-playbook';
export { evaluate } from './evaluate';
export { findingSentence, offenderWords, ruleInWords } from './words';
