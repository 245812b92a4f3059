import { useState, type ReactElement } from 'react';
import { Disclosure } from '../shared/disclosure';
import { saveFile } from '../shared/save-file';
import { csvOf, jsonOf, xlsxOf, type ExportTable } from './export-files';
import { pngOf, type Picture } from './export-picture';
import './export-menu.css';

/** A map that can be taken along, exactly as it is shown. */
export interface MapExport {
  /** Name of the files, without what follows the dot. */
  readonly name: string;
  /** What the table is about: the day of the forecast, how much of how much is shown, which filters. */
  readonly about: Readonly<Record<string, unknown>>;
  readonly table: () => ExportTable;
  /** `null`: the map is a table, of which there is no picture. */
  readonly picture: (() => Picture | null) | null;
}

type FileKind = 'CSV' | 'XLSX' | 'JSON' | 'SVG' | 'PNG';

const TABLES = ['CSV', 'XLSX', 'JSON'] as const;

/** The button with the files that a map can become. */
export function ExportMenu({ map }: { readonly map: MapExport }): ReactElement {
  const [news, setNews] = useState('');
  const kinds: readonly FileKind[] = map.picture === null ? TABLES : [...TABLES, 'SVG', 'PNG'];

  async function save(kind: FileKind): Promise<void> {
    const name = `${map.name}.${kind.toLowerCase()}`;
    try {
      const content = await contentOf(map, kind);
      if (content === null) return setNews('There is nothing to draw.');
      saveFile(name, content);
      setNews(`Saved as ${name}`);
    } catch {
      setNews(`Your browser could not make the ${kind}. CSV and JSON hold the same figures.`);
    }
  }

  return (
    <>
      <Disclosure words="Export">
        {(close) => (
          <ul className="export-files" aria-label="Export what is shown as">
            {kinds.map((kind) => (
              <li key={kind}>
                <button
                  type="button"
                  onClick={() => {
                    close();
                    void save(kind);
                  }}
                >
                  {kind} <span className="small subtle">{FILE_WORDS[kind]}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
      <span role="status" className="visually-hidden">
        {news}
      </span>
    </>
  );
}

const FILE_WORDS: Readonly<Record<FileKind, string>> = {
  CSV: 'for any spreadsheet',
  XLSX: 'for Excel',
  JSON: 'for programs',
  SVG: 'picture, any size',
  PNG: 'picture',
};

async function contentOf(map: MapExport, kind: FileKind): Promise<Blob | null> {
  if (kind === 'CSV') return new Blob([csvOf(map.table())], { type: 'text/csv;charset=utf-8' });
  if (kind === 'XLSX') return xlsxOf(map.about, map.table());
  if (kind === 'JSON') return new Blob([jsonOf(map.about, map.table())], { type: 'application/json' });
  const picture = map.picture?.() ?? null;
  if (picture === null) return null;
  return kind === 'SVG' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : pngOf(picture);
}
