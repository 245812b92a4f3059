import { useState, type ReactElement } from 'react';
import { refusalOf } from '../shared/call';
import { Disclosure } from '../shared/disclosure';
import { saveFile } from '../shared/save-file';
import { csvOf, jsonOf, xlsxOf, type ExportTable } from './export-files';
import { pngOf, type Picture } from './export-picture';
import './export-menu.css';

/** What can be taken along, exactly as it is shown. */
export interface Exported {
  /** Name of the files, without what follows the dot. */
  readonly name: string;
  /** What the tables are about: the day of the forecast, how much of how much is shown, which filters. */
  readonly about: Readonly<Record<string, unknown>>;
  /** Names of the tables where there are several, each of which is a CSV of its own. */
  readonly tablesNamed?: readonly string[];
  /** Names in it are still on their way: a file without them would not be what is shown a moment later. */
  readonly isComing?: boolean;
  /** Rejects where the back end does not say what the figures are of. */
  readonly tables: () => Promise<readonly ExportTable[]> | readonly ExportTable[];
  /** Absent where a table is shown, of which there is no picture. */
  readonly picture?: () => Picture | null;
}

interface Properties {
  readonly exported: Exported;
  /** Where the page has other such buttons. */
  readonly words?: string;
}

type FileKind = 'CSV' | 'XLSX' | 'JSON' | 'SVG' | 'PNG';

interface File {
  readonly kind: FileKind;
  /** A CSV holds one table: which of several. */
  readonly table?: string;
}

/** The button with the files that a map or a table can become. */
export function ExportMenu({ exported, words = 'Export' }: Properties): ReactElement {
  const [news, setNews] = useState('');
  const [failure, setFailure] = useState('');

  async function save(file: File): Promise<void> {
    const part = file.table === undefined ? '' : `-${file.table}`;
    const name = `${exported.name}${part}.${file.kind.toLowerCase()}`;
    setFailure('');
    const outcome = await make(exported, file);
    if ('failure' in outcome) return setFailure(outcome.failure);
    saveFile(name, outcome.content);
    setNews(`Saved as ${name}`);
  }

  return (
    <>
      <Disclosure words={words}>
        {(close) => (
          <ul className="export-files" aria-label="Export what is shown as">
            {filesOf(exported).map((file) => (
              <li key={`${file.kind} ${file.table ?? ''}`}>
                <button
                  type="button"
                  onClick={() => {
                    close();
                    void save(file);
                  }}
                >
                  {file.kind}
                  {file.table !== undefined && ` of ${file.table}`}{' '}
                  <span className="small subtle">{FILE_WORDS[file.kind]}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </Disclosure>
      <span role="status" className="visually-hidden">
        {news}
      </span>
      <span role="alert" className="small">
        {failure}
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

function filesOf({ tablesNamed, picture }: Exported): readonly File[] {
  return [
    ...(tablesNamed === undefined
      ? [{ kind: 'CSV' } as const]
      : tablesNamed.map((table): File => ({ kind: 'CSV', table }))),
    { kind: 'XLSX' },
    { kind: 'JSON' },
    ...(picture === undefined ? [] : [{ kind: 'SVG' } as const, { kind: 'PNG' } as const]),
  ];
}

type Outcome = { readonly content: Blob } | { readonly failure: string };

async function make(exported: Exported, file: File): Promise<Outcome> {
  if (exported.isComing === true) return { failure: 'Names are still on their way. Export again in a moment.' };
  const { kind } = file;
  if (kind === 'SVG' || kind === 'PNG') return draw(exported.picture?.() ?? null, kind);
  let tables: readonly ExportTable[];
  try {
    tables = await exported.tables();
  } catch (error) {
    const { message, remedy } = refusalOf(error);
    return { failure: `${message.replace(/\.?$/, '.')} ${remedy}` };
  }
  try {
    return { content: await contentOf(exported.about, tables, file) };
  } catch {
    return { failure: `Your browser could not make the ${kind}. CSV and JSON hold the same figures.` };
  }
}

async function contentOf(
  about: Exported['about'],
  tables: readonly ExportTable[],
  { kind, table }: File,
): Promise<Blob> {
  if (kind === 'XLSX') return xlsxOf(about, tables);
  if (kind === 'JSON') return new Blob([jsonOf(about, tables)], { type: 'application/json' });
  const one = tables.find(({ name }) => name === table) ?? tables[0];
  return new Blob([csvOf(one)], { type: 'text/csv;charset=utf-8' });
}

async function draw(picture: Picture | null, kind: 'SVG' | 'PNG'): Promise<Outcome> {
  if (picture === null) return { failure: 'There is nothing to draw.' };
  if (kind === 'SVG') return { content: new Blob([picture.svg], { type: 'image/svg+xml' }) };
  try {
    return { content: await pngOf(picture) };
  } catch {
    return { failure: 'Your browser could not make the PNG. SVG is the same picture.' };
  }
}
