/** Which days are worked. */
export interface Calendar {
  /** Monday first. */
  readonly weekdays: readonly boolean[];
  readonly holidays: readonly number[];
}

/** Working days found by walking, one day after the other. Days since 1970-01-01. */
export class Steps {
  private readonly holidays: ReadonlySet<number>;
  private readonly known = new Map<number, boolean>();

  constructor(private readonly calendar: Calendar) {
    this.holidays = new Set(calendar.holidays);
  }

  isWorked(day: number): boolean {
    let worked = this.known.get(day);
    if (worked === undefined) {
      const sundayIsZero = new Date(day * 86_400_000).getUTCDay();
      worked = this.calendar.weekdays[(sundayIsZero + 6) % 7] && !this.holidays.has(day);
      this.known.set(day, worked);
    }
    return worked;
  }

  /** A date as a start: itself, or the next day that is worked. */
  asStart(date: number): number {
    let day = date;
    while (!this.isWorked(day)) day++;
    return day;
  }

  /** A date as a finish: itself, or the last day before it that is worked. */
  asFinish(date: number): number {
    let day = date;
    while (!this.isWorked(day)) day--;
    return day;
  }

  next(date: number): number {
    return this.asStart(date + 1);
  }

  before(date: number): number {
    return this.asFinish(date - 1);
  }

  /** The n-th working day from a date, which is the first when it is worked. */
  add(date: number, n: number): number {
    let day = this.asStart(date);
    for (let i = 1; i < n; i++) day = this.next(day);
    return day;
  }

  /** The day s with `add(s, n) = finish`. */
  startFor(finish: number, n: number): number {
    let day = this.asFinish(finish);
    for (let i = 1; i < n; i++) day = this.before(day);
    return day;
  }

  /** So many working days later, or earlier where negative. */
  moved(date: number, by: number): number {
    let day = date;
    for (let i = 0; i < by; i++) day = this.next(day);
    for (let i = 0; i > by; i--) day = this.before(day);
    return day;
  }

  /** Working days d with from < d ≤ to, negative when `to` is before `from`. */
  between(from: number, to: number): number {
    if (to < from) return -this.between(to, from);
    let count = 0;
    for (let day = from + 1; day <= to; day++) if (this.isWorked(day)) count++;
    return count;
  }
}
