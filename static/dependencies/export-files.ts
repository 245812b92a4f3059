import Papa from 'papaparse';
import { STAMP_COLUMNS, stampCells, stampOf, type Source } from './export-stamp';

/** A table to take along: what is shown, in words and figures. */
export interface ExportTable {
  /** What its rows are: "pairs". */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly ExportRow[];
}

export interface ExportRow {
  readonly cells: readonly ExportCell[];
  /** Of the projects whose figures stand there. */
  readonly sources: readonly Source[];
}

export type ExportCell = string | number | null;

/** Commas and quotes as RFC 4180 has them; a cell that a spreadsheet would calculate is text. */
export function csvOf(table: ExportTable): string {
  return Papa.unparse({ fields: columnsOf(table), data: cellsOf(table) }, { escapeFormulae: true });
}

/** The same as objects by column, with what they are about. */
export function jsonOf(about: Readonly<Record<string, unknown>>, tables: readonly ExportTable[]): string {
  const rowsByName = tables.map((table) => {
    const columns = columnsOf(table);
    const rows = cellsOf(table).map((cells) =>
      Object.fromEntries(columns.map((column, place) => [column, cells[place]])),
    );
    return [table.name, rows] as const;
  });
  return JSON.stringify({ about: stamped(about, tables), ...Object.fromEntries(rowsByName) }, null, 2);
}

/** A workbook: a sheet for each table, and one with what they are about. Text stays text, whatever a spreadsheet could make of it. */
export async function xlsxOf(about: Readonly<Record<string, unknown>>, tables: readonly ExportTable[]): Promise<Blob> {
  // Few readers want it, and it weighs as much as a view of the page.
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const facts = Object.entries(stamped(about, tables)).map(([name, value]) => [
    xlsxCell(name),
    xlsxCell(inOneCell(value)),
  ]);
  const sheets = tables.map((table) => {
    const heads = columnsOf(table).map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
    return {
      data: [heads, ...cellsOf(table).map((cells) => cells.map(xlsxCell))],
      sheet: table.name,
      stickyRowsCount: 1,
    };
  });
  return writeXlsxFile([...sheets, { data: facts, sheet: 'about' }]).toBlob();
}

function columnsOf({ columns }: ExportTable): string[] {
  return [...columns, ...STAMP_COLUMNS];
}

/** Row by row, each with its stamp. */
function cellsOf({ rows }: ExportTable): ExportCell[][] {
  // Many rows are of the same thousand projects.
  const stamps = new Map<readonly Source[], readonly ExportCell[]>();
  return rows.map(({ cells, sources }) => {
    const stamp = stamps.get(sources) ?? stampCells(stampOf(sources));
    stamps.set(sources, stamp);
    return [...cells, ...stamp];
  });
}

function stamped(
  about: Readonly<Record<string, unknown>>,
  tables: readonly ExportTable[],
): Readonly<Record<string, unknown>> {
  const lists = new Set(tables.flatMap(({ rows }) => rows.map(({ sources }) => sources)));
  return { ...about, ...stampOf([...lists].flat()) };
}

function xlsxCell(value: ExportCell): { value: string; type: StringConstructor } | { value: number } | null {
  if (value === null) return null;
  return typeof value === 'number' ? { value } : { value, type: String };
}

function inOneCell(value: unknown): ExportCell {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? value.join('; ')
    : JSON.stringify(value);
}
