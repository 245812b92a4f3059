const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
/** Values of a digit below it end a number. */
const MORE = 32;

/** Writes whole numbers as text that JSON leaves as it is: one character for those below 32, two below 1,024 … */
export class DigitWriter {
  private readonly digits: string[] = [];

  /** A whole number from 0 to 2^53 − 1. */
  unsigned(value: number): void {
    let rest = value;
    for (; rest >= MORE; rest = Math.floor(rest / MORE)) this.digits.push(DIGITS[(rest % MORE) + MORE]);
    this.digits.push(DIGITS[rest]);
  }

  /** A whole number of either sign, or `null`. */
  nullable(value: number | null): void {
    this.unsigned(value === null ? 0 : value < 0 ? -2 * value : 2 * value + 1);
  }

  text(): string {
    return this.digits.join('');
  }
}

/** Reads what {@link DigitWriter} wrote. Throws RangeError past the end. */
export class DigitReader {
  private place = 0;

  constructor(private readonly text: string) {}

  unsigned(): number {
    let value = 0;
    for (let factor = 1; ; factor *= MORE) {
      const digit = VALUES.get(this.text.charAt(this.place++));
      if (digit === undefined) throw new RangeError('Packed figures end too early');
      value += (digit % MORE) * factor;
      if (digit < MORE) return value;
    }
  }

  nullable(): number | null {
    const coded = this.unsigned();
    if (coded === 0) return null;
    return coded % 2 === 1 ? (coded - 1) / 2 : -coded / 2;
  }
}
