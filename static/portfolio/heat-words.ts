import type { PortfolioCell, PortfolioView } from '../../src/contract';
import { fewInWords, STATUS_WORDS } from '../project/words';
import type { Format } from '../shared/format';
import type { HeatCell, HeatColumn } from './heat';

/** A mark beside the colour. */
export const STATUS_MARKS: Readonly<Record<PortfolioCell['status'], string>> = {
  pass: '',
  partial: '◐',
  fail: '✕',
  notApplicable: '–',
  notAssessable: '?',
  exempt: 'w',
};

/** "Data platform, work has an owner: Partial, 62 % of target". */
export function cellInWords(
  view: PortfolioView,
  rule: number,
  column: HeatColumn,
  cell: HeatCell | null,
  format: Format,
): string {
  return `${column.words}, ${view.rules[rule].title}: ${stateInWords(cell, format)}`;
}

/** "Partial, 62 % of target", of few "Partial, 2 of the 3 wanted", of a group "3 of 12 fall short". */
export function stateInWords(cell: HeatCell | null, { count, percent }: Format): string {
  if (cell === null) return 'not asked';
  if (cell.of === 'group') {
    return cell.assessed === 0
      ? STATUS_WORDS.notAssessable
      : `${count(cell.short)} of ${count(cell.assessed)} fall short`;
  }
  const { status, attainment, few } = cell;
  const isShort = status === 'partial' || status === 'fail';
  if (!isShort || attainment === null) return STATUS_WORDS[status];
  const attained = few === undefined ? `${percent(attainment)} of target` : fewInWords(few, { count });
  return `${STATUS_WORDS[status]}, ${attained}`;
}
