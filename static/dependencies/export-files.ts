import Papa from 'papaparse';

/** A map as a table: what is shown, in words and figures, a row for each dependency. */
export interface ExportTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Commas and quotes as RFC 4180 has them; a cell that a spreadsheet would calculate is text. */
export function csvOf(table: ExportTable): string {
  return Papa.unparse(
    { fields: [...table.columns], data: table.rows.map((row) => [...row]) },
    { escapeFormulae: true },
  );
}

/** The same as objects by column, with what the map is about. */
export function jsonOf(about: Readonly<Record<string, unknown>>, table: ExportTable): string {
  const rows = table.rows.map((row) => Object.fromEntries(table.columns.map((column, place) => [column, row[place]])));
  return JSON.stringify({ ...about, rows }, null, 2);
}

/** A workbook of two sheets: the table, and what it is about. Text stays text, whatever a spreadsheet could make of it. */
export async function xlsxOf(about: Readonly<Record<string, unknown>>, table: ExportTable): Promise<Blob> {
  // Few readers want it, and it weighs as much as a view of the page.
  const { default: writeXlsxFile } = await import('write-excel-file/universal');
  const heads = table.columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  const rows = table.rows.map((row) => row.map(cellOf));
  const facts = Object.entries(about).map(([name, value]) => [cellOf(name), cellOf(inOneCell(value))]);
  const sheets = [
    { data: [heads, ...rows], sheet: 'Table', stickyRowsCount: 1 },
    { data: facts, sheet: 'About' },
  ];
  return writeXlsxFile(sheets).toBlob();
}

function cellOf(value: string | number | null): { value: string; type: StringConstructor } | { value: number } | null {
  if (value === null) return null;
  return typeof value === 'number' ? { value } : { value, type: String };
}

function inOneCell(value: unknown): string | number | null {
  if (value === null || typeof value === 'number' || typeof value === 'string') return value;
  return JSON.stringify(value);
}
