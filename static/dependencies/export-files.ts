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
