import { unannounced } from '../../src/compliance/announce-first';
import { defaultPlaybook } from '../../src/compliance/default-playbook';
import { readyMadePlaybooks } from '../../src/compliance/playbooks';
import type { Playbook, PlaybookRule } from '../../src/model';
import { TODAY } from '../support/facts';

type Use = Pick<PlaybookRule, 'lifecycle' | 'countsFrom'>;
const SHADOW: Use = { lifecycle: 'shadow' };
const ENFORCED: Use = { lifecycle: 'enforced' };
const announced = (countsFrom: number): Use => ({ lifecycle: 'announced', countsFrom });

/** One whose second rule is used so; `null` leaves it out, as versions of before the rule was known do. */
function aPlaybook(use: Use | null): Playbook {
  const [first, second, ...others] = defaultPlaybook.rules;
  return { ...defaultPlaybook, rules: [first, ...(use === null ? [] : [{ ...second, ...use }]), ...others] };
}

describe('unannounced', () => {
  it.each<[what: string, before: Use | null, now: Use, field: string | null]>([
    ['enforced, and was in shadow', SHADOW, ENFORCED, 'lifecycle'],
    ['enforced, and was not known', null, ENFORCED, 'lifecycle'],
    ['enforced before the day that was announced', announced(TODAY + 1), ENFORCED, 'lifecycle'],
    ['announced for today', SHADOW, announced(TODAY), 'countsFrom'],
    ['announced for a day long past', SHADOW, announced(TODAY - 9000), 'countsFrom'],
    ['announced for today instead of later', announced(TODAY + 28), announced(TODAY), 'countsFrom'],
    ['announced for tomorrow', SHADOW, announced(TODAY + 1), null],
    ['announced for a sooner day that is to come', announced(TODAY + 28), announced(TODAY + 7), null],
    ['announced, and its day has come', announced(TODAY), announced(TODAY), null],
    ['enforced after its day has come', announced(TODAY), ENFORCED, null],
    ['enforced as before', ENFORCED, ENFORCED, null],
    ['announced for a past day, and counted already', ENFORCED, announced(TODAY - 1), null],
    ['put in shadow', ENFORCED, SHADOW, null],
  ])('a rule that is %s', (_, before, now, field) => {
    const problems = unannounced(aPlaybook(now), aPlaybook(before), TODAY);
    expect(problems.map((problem) => problem.field)).toEqual(field === null ? [] : [`rules.1.${field}`]);
  });

  it('says nothing of targets and weights: what counts goes on counting', () => {
    const stricter = defaultPlaybook.rules.map((use) => ({ ...use, target: 1, weight: 10, critical: true }));
    expect(unannounced({ ...defaultPlaybook, rules: stricter }, defaultPlaybook, TODAY)).toEqual([]);
  });

  it('lets a first version enforce what it likes, but announce for a day to come only', () => {
    for (const readyMade of readyMadePlaybooks) expect(unannounced(readyMade, null, TODAY)).toEqual([]);
    const fields = unannounced(aPlaybook(announced(TODAY)), null, TODAY).map(({ field }) => field);
    expect(fields).toEqual(['rules.1.countsFrom']);
  });
});
