import { NO_DAYS, type Day, type ProjectSchedule } from '../model';
import { ByteReader, ByteWriter, list } from './bytes';

/** Packs what rules know of a project's schedule: some two bytes an issue. {@link unpackSchedule} gives back the same. */
export function packSchedule({ target, forecast, pathMoves, id, totalFloat }: ProjectSchedule): Buffer {
  const out = new ByteWriter();
  for (const day of [target, forecast]) optional(out, day);
  out.unsigned(pathMoves ? 1 : 0);
  out.unsigned(id.length);
  id.forEach((issue, place) => out.unsigned(place === 0 ? issue : issue - id[place - 1]));
  for (const days of totalFloat) optional(out, days === NO_DAYS ? null : days);
  return out.bytes();
}

/** Throws RangeError on anything that {@link packSchedule} did not write. */
export function unpackSchedule(bytes: Buffer): ProjectSchedule {
  const input = new ByteReader(bytes);
  const [target, forecast] = [told(input), told(input)];
  const pathMoves = input.unsigned() === 1;
  const count = input.unsigned();
  let before = 0;
  const id = Float64Array.from(list(count, () => (before += input.unsigned())));
  const totalFloat = Int32Array.from(list(count, () => told(input) ?? NO_DAYS));
  return { target, forecast, pathMoves, id, totalFloat };
}

/** 0 for none; else the number, moved up by one where it is not negative. */
function optional(out: ByteWriter, value: Day | null): void {
  out.signed(value === null ? 0 : value < 0 ? value : value + 1);
}

function told(input: ByteReader): number | null {
  const coded = input.signed();
  return coded > 0 ? coded - 1 : coded || null;
}
