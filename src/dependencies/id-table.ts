/**
 * Numbers by issue id, for very many ids: open addressing in typed arrays, some 20 bytes an id. Ids come mostly in runs,
 * so their low bits spread them well and keep neighbours together.
 */
export class IdTable {
  private readonly mask: number;
  private readonly ids: Float64Array;
  /** One more than the number; 0 where the slot is free. */
  private readonly numbers: Int32Array;

  /** For at most `capacity` ids. */
  constructor(capacity: number) {
    let slots = 16;
    while (slots < capacity * 2) slots *= 2;
    this.mask = slots - 1;
    this.ids = new Float64Array(slots);
    this.numbers = new Int32Array(slots);
  }

  /** The number that the id has; if it has none, it gets this one. */
  numberOf(id: number, otherwise: number): number {
    const slot = this.slotOf(id);
    if (this.numbers[slot] === 0) {
      this.ids[slot] = id;
      this.numbers[slot] = otherwise + 1;
    }
    return this.numbers[slot] - 1;
  }

  private slotOf(id: number): number {
    const { ids, numbers, mask } = this;
    let slot = (id ^ Math.imul(Math.floor(id / 1048576), 0x9e3779b1)) & mask;
    while (numbers[slot] !== 0 && ids[slot] !== id) slot = (slot + 1) & mask;
    return slot;
  }
}
