import type { PortfolioCell, PortfolioView } from '../../src/contract';
import type { Filters, Grouping } from './address';
import type { ListedProject } from './listed';
import { groupsOf } from './rows';
import { seriated, type Shortfalls } from './seriation';

type FindingStatus = PortfolioCell['status'];

/** A column of the heat map: a project, or a group of projects. */
export interface HeatColumn {
  readonly key: string;
  readonly words: string;
  readonly projects: readonly ListedProject[];
  /** What leaves these projects; `null` for a single one, which is opened by its key. */
  readonly filters: Partial<Filters> | null;
}

/** A rule on a project, or on a group of them. */
export type HeatCell =
  | ({ readonly of: 'project' } & PortfolioCell)
  /** How many fall short of how many that were assessed. */
  | { readonly of: 'group'; readonly short: number; readonly assessed: number };

/** Rules × projects or groups, in an order in which what is alike stands together. */
export interface HeatMap {
  /** Places of the rules in the view. */
  readonly rules: readonly number[];
  readonly columns: readonly HeatColumn[];
  /** By row and column; `null` where the rule is not asked. */
  readonly cells: readonly (readonly (HeatCell | null)[])[];
}

export function heatMapOf(view: PortfolioView, shown: readonly ListedProject[], grouping: Grouping | null): HeatMap {
  const read = shown.filter(({ standing }) => standing !== null);
  const columns =
    grouping === null
      ? read.map((each): HeatColumn => ({
          key: each.project.id,
          words: each.project.name,
          projects: [each],
          filters: null,
        }))
      : groupsOf(read, grouping);
  const cellOf = grouping === null ? ofProject : ofGroup;
  const known = view.rules
    .map((_, rule) => ({ rule, cells: columns.map((column) => cellOf(column.projects, rule)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null));
  const shortfalls: Shortfalls = known.map(({ cells }) => cells.map(shortfallOf));
  const order = seriated(shortfalls, columns.length);
  return {
    rules: order.rows.map((row) => known[row].rule),
    columns: order.columns.map((column) => columns[column]),
    cells: order.rows.map((row) => order.columns.map((column) => known[row].cells[column])),
  };
}

function ofProject([{ standing }]: readonly ListedProject[], rule: number): HeatCell | null {
  const cell = standing?.cells[rule] ?? null;
  return cell && { of: 'project', ...cell };
}

function ofGroup(projects: readonly ListedProject[], rule: number): HeatCell | null {
  const cells = projects.flatMap(({ standing }) => standing?.cells[rule] ?? []);
  if (cells.length === 0) return null;
  const assessed = cells.filter(({ attainment }) => attainment !== null);
  const short = assessed.filter(({ status }) => status === 'partial' || status === 'fail');
  return { of: 'group', short: short.length, assessed: assessed.length };
}

function shortfallOf(cell: HeatCell | null): number | null {
  if (cell === null) return null;
  if (cell.of === 'group') return cell.assessed === 0 ? null : cell.short / cell.assessed;
  // Whatever falls short weighs something, however little is missing.
  return cell.attainment === null ? null : cell.status === 'pass' ? 0 : Math.max(0.1, 1 - cell.attainment);
}

/** How a cell looks: of groups, from half on they mostly fall short. */
export function toneOf(cell: HeatCell): FindingStatus {
  if (cell.of === 'project') return cell.status;
  if (cell.assessed === 0) return 'notAssessable';
  if (cell.short === 0) return 'pass';
  return cell.short * 2 >= cell.assessed ? 'fail' : 'partial';
}
