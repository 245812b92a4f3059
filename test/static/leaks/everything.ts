import { act, waitFor } from '@testing-library/react';
import type { Root } from 'react-dom/client';
import { strFromU8 } from 'fflate';
import type { mapResolver } from '../../../src/index';
import { CONFIDENTIAL, OPEN } from '../../leaks/canary-site';
import type { FakeForge } from '../../support/forge';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';
import { bytesOf, unzipped } from '../support/workbook';

// The back end runs here, too, and lets go of timers as Node's can be; a browser's are numbers.
Object.assign(Number.prototype, { unref: () => undefined });

type Script = (root: Root) => Promise<void>;

/** One place of one of the app's pages. */
export interface Place {
  readonly of: string;
  readonly address: string;
  readonly script: Script;
  readonly resolver: typeof mapResolver;
  /** What the host says of where the page stands. */
  readonly extension: object;
}

const inProject = { type: 'jira:projectPage', project: { id: OPEN } };

export function placesOf(
  page: Omit<Place, 'address' | 'extension'> & { readonly extension?: object },
  addresses: readonly string[],
): readonly Place[] {
  return addresses.map((address) => ({ extension: inProject, ...page, address }));
}

const kept: Blob[] = [];
let host: FakeHost;

/** In place of what a browser does with a file. */
export function keepFiles(): void {
  kept.length = 0;
  URL.createObjectURL = (blob) => `blob:${kept.push(blob as Blob)}`;
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  // jsdom lays nothing out.
  const box = { x: 0, y: 0, width: 100, height: 100 };
  Object.assign(SVGElement.prototype, { getBBox: () => box });
}

/** Waits in small steps until it stays so, for an answer may lead to the next question; asks in words when it takes too long. */
async function until(isSo: () => boolean): Promise<void> {
  for (let [steps, held] = [0, 0]; held < 3; steps++) {
    if (steps > 1000) throw new Error(`never came: ${isSo.toString()} on ${host.visited[0]}`);
    held = isSo() ? held + 1 : 0;
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  }
}

/** Calls of the page that the back end has not answered. */
let asked = 0;

/** A page before the app's own back end, as this account sees it. */
async function open(
  forge: FakeForge,
  accountId: string,
  { address, script, resolver, extension }: Place,
): Promise<void> {
  closePages();
  asked = 0;
  host = installHost(address);
  host.context = { ...host.context, timezone: 'UTC', extension };
  const answer = (functionKey: string) => async (payload: unknown) => {
    const event = { call: { functionKey, payload }, context: {} };
    asked++;
    const outcome = await forge.run(() => resolver(event as never, { principal: { accountId } }), { accountId });
    asked--;
    if (outcome.killed) throw new Error('not killed');
    return JSON.parse(JSON.stringify(outcome.value)) as never;
  };
  host.resolvers = new Proxy({}, { get: (_, name) => answer(String(name)) });
  await openBy(script);
  await until(
    () => asked === 0 && document.body.textContent !== '' && document.querySelector('[aria-busy=true]') === null,
  );
}

/** Selects the first thing that the view offers, so that the page goes to an address of its own making. */
async function selectFirst(): Promise<void> {
  const first = document.querySelector<HTMLElement>('[role=gridcell], svg [data-issue] [role=button], tbody button');
  await act(() => first?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
}

async function textOf(blob: Blob): Promise<string> {
  if (blob.type.includes('sheet') || blob.type.includes('zip')) {
    return Object.values(await unzipped(blob))
      .map((file) => strFromU8(file))
      .join('\n');
  }
  return strFromU8(new Uint8Array(await bytesOf(blob)));
}

const press = (button: HTMLElement): void => act(() => button.click());

/** Every file that the page offers, by each of its buttons; a PNG is drawn from the SVG. */
async function files(from: string): Promise<readonly string[]> {
  const texts: string[] = [];
  const menus = [...document.querySelectorAll('button')].filter(({ textContent }) => /^Export/.test(textContent));
  for (const menu of menus) {
    for (let place = 0; ; place++) {
      kept.length = 0;
      press(menu);
      const kinds = [...document.querySelectorAll<HTMLElement>('.export-files button')];
      const kind = kinds.filter(({ textContent }) => !textContent.startsWith('PNG'))[place];
      if (kind === undefined) {
        if (kinds.length > 0) press(menu);
        break;
      }
      press(kind);
      await waitFor(() => expect(kept).toHaveLength(1), { timeout: 10_000 });
      texts.push(`${kind.textContent} of ${from}: ${await textOf(kept[0])}`);
    }
  }
  return texts;
}

/** What somebody gets to see and to take along, page by page, each piece with where it is from. */
export async function everything(
  forge: FakeForge,
  accountId: string,
  all: readonly Place[],
): Promise<readonly string[]> {
  const pieces: string[] = [];
  for (const place of all) {
    await open(forge, accountId, place);
    const from = `${place.of} ${place.address}`;
    // With tooltips and labels.
    pieces.push(`page ${from}: ${document.body.innerHTML}`, ...(await files(from)));
    await selectFirst();
    const typed = new RegExp(place.address.includes(CONFIDENTIAL) ? CONFIDENTIAL : '^$', 'g');
    const addresses = [...host.visited.slice(1), ...host.opened].join(' ');
    // What the reader typed in themselves stays in the address.
    pieces.push(`addresses from ${from}: ${addresses.replace(typed, '')}`);
  }
  return pieces;
}

/** Where a canary is, with the words around it; an address that was typed in is no leak. */
export function leaks(pieces: readonly string[], canaries: readonly RegExp[]): readonly string[] {
  return pieces.flatMap((piece) => {
    const from = piece.indexOf(': ');
    const said = piece.slice(from);
    return canaries.flatMap((canary) => {
      const at = said.search(canary);
      return at < 0 ? [] : `${piece.slice(0, from)}: … ${said.slice(Math.max(0, at - 120), at + 60)}`;
    });
  });
}
