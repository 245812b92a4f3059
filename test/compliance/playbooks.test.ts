import { catalogue } from '../../src/compliance';
import { placeOfFollowed } from '../../src/compliance/followers';
import { readyMadePlaybooks } from '../../src/compliance/playbooks';
import type { Followers } from '../../src/model';

describe('ready-made playbooks', () => {
  it('are four, by ids of their own, followed by nobody', () => {
    expect(readyMadePlaybooks.map(({ id }) => id)).toEqual([
      'predictive',
      'agile-delivery',
      'light-governance',
      'regulated',
    ]);
    for (const { followers, version } of readyMadePlaybooks) {
      expect([version, followers]).toEqual([0, { projects: [], categories: [], everyOther: false }]);
    }
  });

  it.each(readyMadePlaybooks.map((playbook) => [playbook.title, playbook] as const))(
    '"%s" has its rules in the order of the catalogue, an enforced critical one among them',
    (_, { rules }) => {
      const ids = rules.map(({ rule }) => rule);
      expect(catalogue.map(({ id }) => id).filter((id) => ids.includes(id))).toEqual(ids);
      expect(rules.some(({ critical, lifecycle }) => critical && lifecycle === 'enforced')).toBe(true);
    },
  );

  it('"Regulated" leaves out no rule but the agile ones', () => {
    const agile = ['delivery-forecast', 'sprint-commitment'];
    const regulated = readyMadePlaybooks[3].rules.map(({ rule }) => rule);
    expect(regulated).toEqual(catalogue.map(({ id }) => id).filter((id) => !agile.includes(id)));
  });

  it('"Predictive" has every point of the DCMA that the catalogue has', () => {
    const points = catalogue.filter(({ source }) => source.includes('DCMA')).map(({ id }) => id);
    expect(points).toContain('missing-logic');
    expect(readyMadePlaybooks[0].rules.map(({ rule }) => rule)).toEqual(expect.arrayContaining(points));
  });
});

describe('which playbook a project follows', () => {
  const playbooks: readonly Followers[] = [
    { projects: [], categories: [], everyOther: true },
    { projects: [1], categories: [70, 80], everyOther: false },
    { projects: [1, 2], categories: [80, 90], everyOther: true },
  ];

  it.each([
    ['the first that names it', { id: 1, category: 90 }, 1],
    ['one that names it before one that names its category', { id: 2, category: 70 }, 2],
    ['the first that names its category', { id: 9, category: 80 }, 1],
    ['one that names its category before one for every other', { id: 9, category: 90 }, 2],
    ['the first for every other', { id: 9 }, 0],
    ['the first for every other, whatever its category', { id: 9, category: 99 }, 0],
  ])('is %s', (_, project, place) => {
    expect(placeOfFollowed(playbooks, project)).toBe(place);
  });

  it('may be none', () => {
    expect(placeOfFollowed(playbooks.slice(1, 2), { id: 9 })).toBeNull();
  });
});
