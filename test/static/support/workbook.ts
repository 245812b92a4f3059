import { strFromU8, unzipSync } from 'fflate';

export function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as ArrayBuffer);
    reader.readAsArrayBuffer(blob);
  });
}

/** The files of an XLSX, which is an archive of them. */
export async function unzipped(workbook: Blob): Promise<Readonly<Record<string, Uint8Array>>> {
  return unzipSync(new Uint8Array(await bytesOf(workbook)));
}

/** A sheet, row by row, as a spreadsheet reads it; cells that are not there are `null`. `sheet`: from 1. */
export async function rowsOfSheet(workbook: Blob, sheet = 1): Promise<readonly (string | number | null)[][]> {
  const files = await unzipped(workbook);
  const open = (name: string): Document => new DOMParser().parseFromString(strFromU8(files[name]), 'text/xml');
  const texts = [...open('xl/sharedStrings.xml').querySelectorAll('si')].map(({ textContent }) => textContent);
  return [...open(`xl/worksheets/sheet${sheet}.xml`).querySelectorAll('row')].map((row) => {
    const cells: (string | number | null)[] = [];
    for (const cell of row.querySelectorAll('c')) {
      const column = (cell.getAttribute('r') ?? '').charCodeAt(0) - 'A'.charCodeAt(0);
      const value = cell.querySelector('v')?.textContent;
      if (value !== undefined) cells[column] = cell.getAttribute('t') === 's' ? texts[Number(value)] : Number(value);
    }
    return Array.from(cells, (cell) => cell ?? null);
  });
}
