import type { PortfolioCell, PortfolioView } from '../../src/contract';
import { STATUS_WORDS } from '../project/words';
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

/** "Partial, 62 % of target", "3 of 12 fall short". */
export function stateInWords(cell: HeatCell | null, { count, percent }: Format): string {
  if (cell === null) return 'not asked';
  if (cell.of === 'group') {
    return cell.assessed === 0
      ? STATUS_WORDS.notAssessable
      : `${count(cell.short)} of ${count(cell.assessed)} fall short`;
  }
  const isShort = cell.status === 'partial' || cell.status === 'fail';
  const attained = isShort && cell.attainment !== null ? `, ${percent(cell.attainment)} of target` : '';
  return STATUS_WORDS[cell.status] + attained;
}
