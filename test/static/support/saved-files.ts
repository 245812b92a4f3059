import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { strFromU8 } from 'fflate';
import { bytesOf } from './workbook';

interface SavedFile {
  readonly name: string;
  readonly content: Blob;
}

const files: SavedFile[] = [];

/** In each test of the file or block, keeps what the page saves, in place of what a browser does with it. */
export function keepSavedFiles(): readonly SavedFile[] {
  beforeEach(() => {
    files.length = 0;
    const kept: Blob[] = [];
    URL.createObjectURL = (blob) => `blob:${kept.push(blob as Blob) - 1}`;
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, content: kept[Number(this.href.slice('blob:'.length))] });
    });
  });
  afterEach(() => jest.restoreAllMocks());
  return files;
}

/** What the page saves as that kind of file. */
export async function savedAs(kind: RegExp, button = 'Export'): Promise<SavedFile & { readonly text: string }> {
  files.length = 0;
  await userEvent.click(screen.getByRole('button', { name: button }));
  await userEvent.click(screen.getByRole('button', { name: kind }));
  await waitFor(() => expect(files).toHaveLength(1));
  return { ...files[0], text: strFromU8(new Uint8Array(await bytesOf(files[0].content))) };
}
