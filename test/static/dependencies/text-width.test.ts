import fc from 'fast-check';
import { fitting, widthOf } from '../../../static/dependencies/text-width';

test('capitals, wide letters and ideographs take more room than narrow ones', () => {
  expect(widthOf('MMMM')).toBeGreaterThan(2 * widthOf('llll'));
  expect(widthOf('信号')).toBeGreaterThan(widthOf('si'));
  expect(widthOf('Signals', 14)).toBeCloseTo((widthOf('Signals', 12) * 14) / 12);
});

test.each([
  ['SIG-240 Possession plan', 400, 'SIG-240 Possession plan'],
  ['SIG-240 Possession plan', 100, 'SIG-240 Posse…'],
  ['SIG-240 Possession plan', 64, 'SIG-240…'],
])('"%s" in %d pixels: "%s"', (words, pixels, fits) => {
  expect(fitting(words, pixels)).toBe(fits);
});

test('what is cut fits, begins as the words do, and tears no character apart', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 12, max: 300 }), (words, pixels) => {
      const fits = fitting(words, pixels);
      expect(fits === words || fits.endsWith('…')).toBe(true);
      expect(widthOf(fits)).toBeLessThanOrEqual(pixels + 1e-6);
      expect(words.startsWith(fits === words ? fits : fits.slice(0, -1))).toBe(true);
      expect(fits).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});
