/** Figures, days and instants in the viewer's locale and time zone. */
export interface Format {
  /** A whole number, grouped. */
  readonly count: (value: number) => string;
  /** Points of score with one decimal. */
  readonly points: (value: number) => string;
  /** Points of score with two decimals, where figures have to add up before the reader's eyes. */
  readonly exact: (value: number) => string;
  /** A weight as written in a playbook: no decimals that it does not have. */
  readonly weight: (value: number) => string;
  /** A share in [0, 1] as a whole percentage; never 100 % or 0 % unless it is exactly that. */
  readonly percent: (share: number) => string;
  /** A share in [0, 1] as a percentage with one decimal, for calculating along. */
  readonly share: (share: number) => string;
  /** `YYYY-MM-DD` as a short date. */
  readonly day: (iso: string) => string;
  /** The month of a `YYYY-MM-DD`, with the year unless it is this one. */
  readonly month: (iso: string) => string;
  /** The year of a `YYYY-MM-DD`. */
  readonly year: (iso: string) => string;
  /** An instant (ISO 8601) as the time of day, with the date unless it is today. */
  readonly clock: (iso: string, now: Date) => string;
  /** An instant (ISO 8601) with its date, for what is read years later. */
  readonly moment: (iso: string) => string;
  /** How long ago an instant was, e.g. "6 min. ago". */
  readonly age: (iso: string, now: Date) => string;
  /** How long something took, e.g. "0.4 sec", "3 min, 20 sec". */
  readonly duration: (milliseconds: number) => string;
  /** An amount of data, e.g. "4.8 MB". */
  readonly bytes: (count: number) => string;
  /** Names joined with commas and "and". */
  readonly list: (names: readonly string[]) => string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** @param locale BCP 47 @param timeZone IANA name */
export function createFormat(locale: string, timeZone: string): Format {
  const count = new Intl.NumberFormat(locale);
  const points = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const exact = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const weight = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const share = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const dayOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });
  const monthOfYear = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: 'numeric' });
  const year = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, { timeZone, hour: '2-digit', minute: '2-digit' });
  const dayAndTime = new Intl.DateTimeFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const moment = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
  const dayHere = new Intl.DateTimeFormat('en-CA', { timeZone });
  const yearHere = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric' });
  const age = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' });
  const isThisYear = (iso: string): boolean => iso.slice(0, 4) === yearHere.format(new Date());
  const unit = (of: string, decimals = 0): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: of, unitDisplay: 'short', maximumFractionDigits: decimals });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });

  return {
    count: (value) => count.format(value),
    points: (value) => points.format(value),
    exact: (value) => exact.format(value),
    weight: (value) => weight.format(value),
    percent: (share) => percent.format(honestPercent(share)),
    share: (value) => share.format(value),
    day(iso) {
      const instant = new Date(`${iso}T00:00:00Z`);
      return (isThisYear(iso) ? day : dayOfYear).format(instant);
    },
    month: (iso) => (isThisYear(iso) ? month : monthOfYear).format(new Date(`${iso}T00:00:00Z`)),
    year: (iso) => year.format(new Date(`${iso}T00:00:00Z`)),
    clock(iso, now) {
      const instant = new Date(iso);
      return (dayHere.format(instant) === dayHere.format(now) ? time : dayAndTime).format(instant);
    },
    moment: (iso) => moment.format(new Date(iso)),
    age(iso, now) {
      const elapsed = Math.max(0, now.getTime() - new Date(iso).getTime());
      if (elapsed < MINUTE) return 'just now';
      if (elapsed < HOUR) return age.format(-Math.floor(elapsed / MINUTE), 'minute');
      if (elapsed < DAY) return age.format(-Math.floor(elapsed / HOUR), 'hour');
      return age.format(-Math.floor(elapsed / DAY), 'day');
    },
    duration(milliseconds) {
      if (milliseconds < 10_000) return unit('second', 1).format(milliseconds / 1000);
      const seconds = Math.round(milliseconds / 1000);
      if (seconds < 60) return unit('second').format(seconds);
      const [large, small, most] =
        seconds < 3600 ? (['minute', 'second', 60] as const) : (['hour', 'minute', 3600] as const);
      const rest = Math.floor((seconds % most) / (most / 60));
      const whole = unit(large).format(Math.floor(seconds / most));
      return rest === 0 ? whole : `${whole} ${unit(small).format(rest)}`;
    },
    bytes(count) {
      const power = count < 1000 ? 0 : count < 1e6 ? 1 : count < 1e9 ? 2 : 3;
      const size = BYTE_UNITS[power];
      return unit(size, power === 0 ? 0 : 1).format(count / 1000 ** power);
    },
    list: (names) => list.format(names),
  };
}

/** 99.6 % is not everything and 0.4 % is not nothing. */
function honestPercent(share: number): number {
  if (share > 0 && share < 0.01) return 0.01;
  if (share > 0.99 && share < 1) return 0.99;
  return share;
}
