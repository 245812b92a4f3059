import type { Browser, Frame, Page } from 'playwright-core';
import { actAs, compliancePage, openReader } from '../../test/browser/support/shell-page';
import { inChromium, measureInteractions } from '../in-chromium';
import type { Interaction } from '../maps/interactions';
import { watchFrames } from '../maps/watch-frames';
import { figure, type Benchmark, type Figure } from '../measure';

/**
 * The largest lifecycle that may be saved, 30 gates with 200 criteria of which the first gate asks 50, in Chromium: how
 * long the browser says that each interaction took until the next picture, in the settings and on the project page, and
 * how many bytes are stored in one value. `GATES_SANDBOX` names the address of a sandbox that runs already.
 */
const GATES = 30;
const CRITERIA = 200;
const OF_FIRST_GATE = 50;
/** Of a value of Forge's storage. */
const MOST_BYTES = 240 * 1024;
/** Longer than the settings wait before they look at what saving would do, with the time that it takes to say so. */
const PREVIEW_PAUSE = 2500;
const ADMIN = 'Project manager, signalling upgrade';
const PROJECT = { id: '10000', key: 'SIG' };
const SETTINGS = `/jira/projects/${PROJECT.key}/settings/apps/project-settings-page`;

const IN_SETTINGS: readonly Interaction[] = [
  ['opening a stage', (_page, frame) => frame.getByRole('button', { name: /^Stage 21/ }).click()],
  ['back to the first', (_page, frame) => frame.getByRole('button', { name: /^Stage 1 / }).click()],
  ['opening a criterion', (_page, frame) => frame.getByRole('button', { name: /^Criterion 26 / }).click()],
  ['typing its words', (page, frame) => type(page, frame, 'Criterion, as a sentence that is true or not')],
  ['what saving would do is there', (page) => page.waitForTimeout(PREVIEW_PAUSE)],
  ['choosing what tells it', (_page, frame) => frame.getByLabel('Told by').selectOption('jql')],
  [
    'moving a criterion by keyboard',
    async (page, frame) => {
      await frame.getByRole('button', { name: /^Move up: Criterion 40 / }).focus();
      for (let places = 0; places < 3; places++) await page.keyboard.press('Enter');
    },
  ],
  ['adding a criterion', (_page, frame) => frame.getByRole('button', { name: 'Add a criterion' }).click()],
  ['adding a stage', (_page, frame) => frame.getByRole('button', { name: 'Add a stage behind it' }).click()],
];

const ON_THE_PROJECT_PAGE: readonly Interaction[] = [
  ['opening the form for evidence', (_page, frame) => press(frame, /^Attach evidence: Criterion 30 /)],
  ['typing into it', (page, frame) => type(page, frame, /^What it is called|^Title/)],
  ['closing it', (_page, frame) => press(frame, 'Cancel')],
  ['asking for a waiver', (_page, frame) => press(frame, /^Request waiver: Criterion 12 /)],
  ['closing that', (_page, frame) => press(frame, 'Cancel')],
  ['asking for the review', (_page, frame) => press(frame, 'Request review')],
  ['opening the passport', (_page, frame) => press(frame, 'Gate passport')],
];

export const benchmark: Benchmark = () =>
  inChromium('GATES_SANDBOX', async (browser, address) => {
    const bytes = await saveLargest(address);
    const target = { what: '< 240 KB', met: bytes < MOST_BYTES };
    const inSettings = await measure(browser, address, SETTINGS, 'What the stage asks', IN_SETTINGS);
    const gates = `${compliancePage(PROJECT.key)}/gates`;
    return [
      {
        title: `${GATES} gates with ${CRITERIA} criteria`,
        figures: [figure('lifecycle as JSON', bytes, 'bytes', null, target)],
      },
      { title: 'project settings, slowest of each interaction', figures: inSettings },
      {
        title: 'project page',
        figures: await measure(browser, address, gates, 'Standing: due so far', ON_THE_PROJECT_PAGE),
      },
    ];
  });

/** Saves the lifecycle through the app as the page does, over whatever is there. Answers its length in bytes. */
async function saveLargest(address: string): Promise<number> {
  const site = (await (await fetch(`${address}/sandbox/site`)).json()) as {
    readonly personas: readonly { readonly accountId: string; readonly title: string }[];
  };
  const accountId = site.personas.find(({ title }) => title === ADMIN)?.accountId ?? '';
  async function ask<T>(functionKey: string, payload: object): Promise<T> {
    const reply = await fetch(`${address}/sandbox/invoke`, {
      method: 'POST',
      headers: { 'x-sandbox-account': accountId, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ module: 'project-settings-page', functionKey, payload: { projectId: PROJECT.id, ...payload } },
        place: { projectKey: PROJECT.key, issueKey: null, colorMode: 'light', localId: 'benchmark' },
      }),
    });
    return ((await reply.json()) as { value: { value: T } }).value.value;
  }
  const { version } = await ask<{ version: number }>('lifecycle', {});
  const lifecycle = largest(accountId, version);
  const saved = await ask<{ saved: boolean }>('saveLifecycle', { lifecycle, version });
  if (!saved.saved) throw new Error(`The lifecycle is refused: ${JSON.stringify(saved)}`);
  return Buffer.byteLength(JSON.stringify(lifecycle));
}

/** With ids of their own, so that nothing that was decided before says anything of its gates. */
function largest(accountId: string, version: number): object {
  const deciders = { people: [accountId], groups: [], roles: [] };
  const help = 'Link the page that says what was agreed, with whom, and what it rests on. '.repeat(3);
  const others = (CRITERIA - OF_FIRST_GATE) / (GATES - 1);
  let made = 0;
  return {
    title: 'The largest',
    stages: Array.from({ length: GATES }, (_, place) => ({
      ...{ id: `s${version}-${place}`, title: `Stage ${place + 1} of the largest lifecycle that there may be` },
      criteria: Array.from(
        { length: place === 0 ? OF_FIRST_GATE : Math.round(others * place) - Math.round(others * (place - 1)) },
        () => {
          const number = ++made;
          return {
            ...{ id: `c${version}-${number}`, title: `Criterion ${number} is met, as everybody can see who looks` },
            ...{ check: { of: 'evidence', kind: 'page', freshDays: 60 }, mandatory: true, due: 'exit', help },
          };
        },
      ),
      gate: {
        ...{ id: `g${version}-${place}`, title: `Gate ${place + 1} of the largest lifecycle that there may be` },
        ...{ planned: null, forecast: null, deciders, quorum: 1 },
      },
    })),
  };
}

function measure(
  browser: Browser,
  sandbox: string,
  address: string,
  until: string,
  interactions: readonly Interaction[],
): Promise<readonly Figure[]> {
  return measureInteractions(address, interactions, async () => {
    const { page, app, context } = await openReader(browser, sandbox);
    await page.goto('/');
    await actAs(page, ADMIN);
    await watchFrames(page);
    await page.goto(address);
    await app.getByText(until).waitFor();
    return { page, context };
  });
}

async function type(page: Page, frame: Frame, label: string | RegExp): Promise<void> {
  await frame.getByLabel(label).click();
  await page.keyboard.type('launch', { delay: 60 });
}

async function press(frame: Frame, name: string | RegExp): Promise<void> {
  await frame.getByRole('button', { name, exact: true }).first().click();
}
