import type { Finding, RuleId } from '../model';
import { ruleById } from './catalogue';
import type { CountPhrases, OneOrMany, Theme } from './rule';

/** A rule in words, for readers; the words stand in the rule's own file. */
export interface RuleWords {
  readonly id: RuleId;
  readonly version: number;
  readonly theme: Theme;
  readonly title: string;
  readonly checks: string;
  readonly rationale: string;
  readonly source: string;
  readonly remediation: string;
  readonly fixLabel: string;
  readonly reasons: Readonly<Record<string, string>>;
}

/** All words of a rule. Throws `UnknownRuleError`. */
export function ruleInWords(rule: RuleId): RuleWords {
  const { id, version, theme, title, checks, rationale, source, remediation, fixLabel, reasons } = ruleById(rule);
  return { id, version, theme, title, checks, rationale, source, remediation, fixLabel, reasons };
}

/** What is wrong with one offender, in words. A reason that this version of the rule no longer knows is said in general. */
export function offenderWords(rule: RuleId, reason: string): string {
  const { reasons, title } = ruleById(rule);
  const words: Readonly<Record<string, string>> = reasons;
  return Object.hasOwn(words, reason) ? words[reason] : `is an exception to "${title}"`;
}

/** The outcome of a rule as one sentence, e.g. "5 of 48 items in progress have nobody assigned". */
export function findingSentence(
  finding: Pick<Finding, 'rule' | 'status' | 'numerator' | 'denominator' | 'target' | 'missing'>,
): string {
  const rule = ruleById(finding.rule);
  const { status, missing, target } = finding;
  if (status === 'exempt') return 'Waived for now';
  if (status === 'notAssessable') return `Cannot be assessed: ${missing.join('; ')}`;
  const { phrases } = rule;
  if ('pass' in phrases) {
    if (status === 'notApplicable') return phrases.none ?? 'Does not apply to this project';
    return status === 'pass' ? phrases.pass : phrases.fail;
  }
  if (status === 'notApplicable') return phrases.none;
  const all = finding.denominator ?? 0;
  const good = finding.numerator ?? 0;
  return status === 'pass' ? sayGood(phrases, good, all, target) : sayBad(phrases, all - good, all);
}

function sayGood(phrases: CountPhrases, good: number, all: number, target: number): string {
  if (good === all) {
    const everyOne = all === 1 ? 'The only' : `All ${figure(all)}`;
    return `${everyOne} ${choose(all, phrases.population)} ${choose(all, phrases.good)}`;
  }
  const enough = `${figure(Math.round(target * 1000) / 10)}% is enough`;
  return `${figure(good)} of ${figure(all)} ${phrases.population.many} ${choose(good, phrases.good)}; ${enough}`;
}

function sayBad(phrases: CountPhrases, bad: number, all: number): string {
  if (all === 1) return `The only ${phrases.population.one} ${phrases.bad.one}`;
  return `${figure(bad)} of ${figure(all)} ${phrases.population.many} ${choose(bad, phrases.bad)}`;
}

function choose(count: number, words: OneOrMany): string {
  return count === 1 ? words.one : words.many;
}

/** 12345 → "12,345". */
function figure(value: number): string {
  return value.toLocaleString('en-US');
}
