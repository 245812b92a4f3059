import { findingSentence, offenderWords, ruleInWords, UnknownRuleError } from '../../src/compliance';
import { aFinding } from './support';

function sentence(numerator: number, denominator: number): string {
  const status = numerator === denominator ? 'pass' : 'fail';
  return findingSentence(aFinding({ rule: 'item-ownership', status, numerator, denominator }));
}

describe('findingSentence', () => {
  it.each([
    [43, 48, '5 of 48 items in progress have nobody assigned'],
    [47, 48, '1 of 48 items in progress has nobody assigned'],
    [0, 1, 'The only item in progress has nobody assigned'],
    [1, 1, 'The only item in progress has somebody assigned'],
    [48, 48, 'All 48 items in progress have somebody assigned'],
    [0, 12_345, '12,345 of 12,345 items in progress have nobody assigned'],
  ])('%d good of %d', (numerator, denominator, words) => {
    expect(sentence(numerator, denominator)).toBe(words);
  });

  it('tells what is missing', () => {
    const finding = aFinding({ rule: 'leads', status: 'notAssessable', missing: ['one thing', 'another'] });
    expect(findingSentence(finding)).toBe('Cannot be assessed: one thing; another');
  });

  it('tells that a rule is waived', () => {
    expect(findingSentence(aFinding({ rule: 'leads', status: 'exempt' }))).toBe('Waived for now');
  });
});

describe('offenderWords', () => {
  it('says what is wrong with this one', () => {
    expect(offenderWords('work-dated', 'noDate')).toBe('has neither a due date nor a dated sprint or version');
  });

  it.each(['aReasonOfAnOlderVersion', 'constructor'])('has words for a reason it no longer knows: %s', (reason) => {
    expect(offenderWords('work-dated', reason)).toBe(
      'is an exception to "Work in progress and open epics have a date"',
    );
  });
});

describe('ruleInWords', () => {
  it('refuses a rule that the catalogue does not know', () => {
    expect(() => ruleInWords('no-such-rule')).toThrow(UnknownRuleError);
  });
});
