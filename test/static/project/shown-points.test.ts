import fc from 'fast-check';
import { evaluate, readyMadePlaybooks } from '../../../src/compliance';
import { createFormat } from '../../../static/shared/format';
import { shownPoints } from '../../../static/project/shown-points';
import { anyProject, factsOf } from '../../compliance/any-project';
import { TODAY } from '../../support/facts';

const format = createFormat('en', 'UTC');
/** In tenths, as they are read from the screen. */
const shown = (points: number): number => Math.round(Number(format.points(points)) * 10);
const sumOf = (figures: readonly number[]): number => figures.reduce((sum, figure) => sum + figure, 0);

test.each(readyMadePlaybooks.map((playbook) => [playbook.title, playbook] as const))(
  'what rules give adds up to the score shown, and what they could give to 100: any project, %s',
  (_, playbook) => {
    fc.assert(
      fc.property(anyProject.map(factsOf), (facts) => {
        const { findings, score } = evaluate(facts, playbook, TODAY);
        const points = shownPoints(findings);
        const counted = findings.filter(({ rule }) => points.has(rule));
        expect(counted).toEqual(findings.filter(({ contribution }) => contribution !== null));
        const all = [...points.values()];
        if (score !== null) expect(sumOf(all.map(({ given }) => shown(given)))).toBe(shown(score));
        if (counted.length > 0) expect(sumOf(all.map(({ most }) => shown(most)))).toBe(1000);
        for (const { rule, contribution, loss } of counted) {
          const { given, most } = points.get(rule)!;
          expect(Math.abs(given - contribution!)).toBeLessThan(0.1 + 1e-8);
          expect(Math.abs(most - given - loss!)).toBeLessThan(0.1 + 1e-8);
          if (loss === 0) expect(shown(most)).toBe(shown(given));
        }
      }),
      { numRuns: 100 },
    );
  },
);
