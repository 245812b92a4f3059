import { act, waitFor } from '@testing-library/react';
import type { Root } from 'react-dom/client';
import { openAdminPage } from '../../../static/admin/open-page';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { openProjectPage } from '../../../static/project/open-page';
import { adminResolver, mapResolver, projectResolver } from '../../../src/index';
import {
  aSiteWithCanaries,
  CONFIDENTIAL,
  CONFIDENTIAL_CANARIES,
  OPEN,
  SECURED,
  SECURED_CANARIES,
  WORK,
} from '../../leaks/canary-site';
import { useClock, type FakeForge } from '../../support/forge';
import { installHost, type FakeHost } from '../support/host';
import { closePages, openBy } from '../support/open-page';

useClock('2026-03-02T10:00:00Z');

// The back end runs here, too, and lets go of timers as Node's can be; a browser's are numbers.
Object.assign(Number.prototype, { unref: () => undefined });

/** Read once: nobody changes anything here. */
let site: Promise<FakeForge> | undefined;

const MAPS = '/dependencies';
/** One of each view, most with something selected that has to do with what is hidden. */
const views = [
  `${MAPS}/matrix?at=${WORK}-restricted`,
  `${MAPS}/graph?at=restricted`,
  `${MAPS}/table`,
  `${MAPS}/timeline/project/${OPEN}?at=r1`,
  `${MAPS}/chain/project/${OPEN}`,
  `${MAPS}/issues/project/${OPEN}`,
  `${MAPS}/timeline/critical-path/${WORK}`,
];
/** Asked for by somebody who may not: the page says so, and nothing else. */
const hidden = [`${MAPS}/timeline/project/${CONFIDENTIAL}`, `${MAPS}/chain/issue/${SECURED}`];

const kept: Blob[] = [];
let host: FakeHost;

beforeEach(() => {
  kept.length = 0;
  URL.createObjectURL = (blob) => `blob:${kept.push(blob as Blob)}`;
  URL.revokeObjectURL = () => undefined;
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
  // jsdom lays nothing out.
  const box = { x: 0, y: 0, width: 100, height: 100 };
  Object.assign(SVGElement.prototype, { getBBox: () => box });
});

afterEach(closePages);

/** Waits in small steps; asks in words when it takes too long. */
async function until(isSo: () => boolean): Promise<void> {
  for (let steps = 0; !isSo(); steps++) {
    if (steps > 400) throw new Error(`never came: ${isSo.toString()} on ${host.visited[0]}`);
    await act(() => new Promise((resolve) => setTimeout(resolve, 10)));
  }
}

/** A page before the app's own back end, as this account sees it. */
async function open(
  forge: FakeForge,
  accountId: string,
  startPath: string,
  [page, resolver]: readonly [(root: Root) => Promise<void>, typeof mapResolver],
): Promise<void> {
  closePages();
  host = installHost(startPath);
  host.context = { ...host.context, timezone: 'UTC', extension: { type: 'jira:projectPage', project: { id: OPEN } } };
  const answer = (functionKey: string) => async (payload: unknown) => {
    const event = { call: { functionKey, payload }, context: {} };
    const outcome = await forge.run(() => resolver(event as never, { principal: { accountId } }), { accountId });
    if (outcome.killed) throw new Error('not killed');
    return JSON.parse(JSON.stringify(outcome.value)) as never;
  };
  host.resolvers = new Proxy({}, { get: (_, name) => answer(String(name)) });
  await openBy(page);
  await until(() => document.querySelector('h1, h2') !== null && document.querySelector('[aria-busy=true]') === null);
}

/** Selects the first thing that the view offers, so that the page goes to an address of its own making. */
async function selectFirst(): Promise<void> {
  const first = document.querySelector<HTMLElement>('[role=gridcell], svg [data-issue] [role=button], tbody button');
  await act(() => first?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
}

function textOf(blob: Blob): Promise<string> {
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.readAsText(blob);
  });
}

function press(words: string): boolean {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.startsWith(words));
  act(() => button?.click());
  return button !== undefined;
}

/** Every file that the page offers; a PNG is drawn from the SVG. */
async function files(): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const kind of ['CSV', 'JSON', 'SVG']) {
    kept.length = 0;
    if (!press('Export') || !press(kind)) continue;
    await waitFor(() => expect(kept).toHaveLength(1));
    texts.push(`${kind} of ${host.visited[0]}: ${await textOf(kept[0])}`);
  }
  return texts;
}

/** What somebody gets to see and to take along, page by page, each piece with where it is from. */
async function everything(accountId: string, addresses: readonly string[]): Promise<readonly string[]> {
  const forge = await (site ??= aSiteWithCanaries());
  const pieces: string[] = [];
  for (const address of addresses) {
    await open(forge, accountId, address, [openPortfolioPage, mapResolver]);
    // With tooltips and labels.
    pieces.push(`page ${address}: ${document.body.innerHTML}`, ...(await files()));
    await selectFirst();
    pieces.push(`addresses from ${address}: ${[...host.visited.slice(1), ...host.opened].join(' ')}`);
  }
  await open(forge, accountId, '/', [openProjectPage, projectResolver]);
  pieces.push(`project page: ${document.body.innerHTML}`);
  await open(forge, accountId, '/', [openAdminPage, adminResolver]);
  pieces.push(`admin page: ${document.body.innerHTML}`);
  return pieces;
}

/** Where a canary is, with the words around it; an address that was typed in is no leak. */
function leaks(pieces: readonly string[], canaries: readonly RegExp[]): readonly string[] {
  return pieces.flatMap((piece) => {
    const from = piece.indexOf(': ');
    const said = piece.slice(from);
    return canaries.flatMap((canary) => {
      const at = said.search(canary);
      return at < 0 ? [] : `${piece.slice(0, from)}: … ${said.slice(Math.max(0, at - 120), at + 60)}`;
    });
  });
}

test('whoever may browse all of it has it on every page and in every file, so that there is something to leak', async () => {
  const pieces = await everything('boss', views);
  const [addresses, shown] = [true, false].map((are) => pieces.filter((each) => each.startsWith('addresses') === are));
  const silent = shown.filter((piece) => leaks([piece], [/QUAILKEY|Merger with Quail/]).length === 0);
  expect(silent.map((piece) => piece.slice(0, piece.indexOf(': ')))).toEqual(['project page']);
  expect(shown.filter((piece) => piece.startsWith('SVG'))).toHaveLength(5);
  // What a reader shares is an address: it holds ids, and names nothing even where its reader may know the name.
  expect(addresses.filter((piece) => piece.includes('at='))).not.toEqual([]);
  expect(leaks(addresses, [/quail|siskin|OPEN-|WORK-/i])).toEqual([]);
});

test.each([
  ['pm', [...views, ...hidden], [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['cleared', views.slice(2, 4), [CONFIDENTIAL_CANARIES]],
  ['insider', views.slice(2, 4), [SECURED_CANARIES]],
] as const)(
  '%s finds nothing of what they may not browse on any page, in any file, in any address',
  async (accountId, addresses, canaries) => {
    expect(leaks(await everything(accountId, addresses), canaries)).toEqual([]);
  },
);
