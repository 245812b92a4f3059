import fc from 'fast-check';
import { codeNumber, codeSigned, ContextPlan, Decoder, Encoder, type Coder } from '../../src/store/range-coder';

const plan = new ContextPlan();
const [NUMBER, SIGNED, BITS] = [plan.number(), plan.number(), plan.bits(2)];

interface Step {
  readonly number: number;
  readonly signed: number;
  readonly bits: readonly [number, number];
}

function code(coder: Coder, { number, signed, bits }: Step): Step {
  return {
    number: codeNumber(coder, NUMBER, number),
    signed: codeSigned(coder, SIGNED, signed),
    bits: [coder.bit(BITS + 1, bits[0]), coder.evenBit(bits[1])],
  };
}

function encode(steps: readonly Step[]): Buffer {
  const coder = new Encoder(plan.total);
  for (const step of steps) code(coder, step);
  return coder.bytes();
}

const ANYTHING: Step = { number: 7, signed: -7, bits: [1, 1] };

describe('the range coder', () => {
  test('gives back what was coded', () => {
    const size = fc.oneof(fc.nat(3), fc.nat(70_000), fc.maxSafeNat(), fc.constantFrom(2 ** 31, 2 ** 32, 2 ** 53 - 1));
    const signed = fc.oneof(
      fc.integer(),
      // Nothing codes a negative zero: a sum with zero is none.
      fc.maxSafeInteger().map((value) => Math.trunc(value / 2) + 0),
    );
    const bit = fc.nat(1);
    const step = fc.record({ number: size, signed, bits: fc.tuple(bit, bit) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const decoder = new Decoder(plan.total, encode(steps));
        expect(steps.map(() => code(decoder, ANYTHING))).toEqual(steps);
      }),
      { numRuns: 300 },
    );
  });

  test('what is always so costs next to nothing, what is even a bit', () => {
    const same = Array.from({ length: 8_000 }, (): Step => ({ number: 0, signed: 0, bits: [1, 0] }));
    const even = same.map((step, i): Step => ({ ...step, bits: [1, (i * i) % 7 < 3 ? 1 : 0] }));
    expect(encode(same).length).toBeLessThan(1_050);
    expect(encode(even).length).toBeGreaterThanOrEqual(1_000);
  });
});
