import { openAdminPage } from '../../../static/admin/open-page';
import { openIssuePanel } from '../../../static/issue/open-page';
import { openPortfolioPage } from '../../../static/portfolio/open-page';
import { openProjectPage } from '../../../static/project/open-page';
import { openSettingsPage } from '../../../static/settings/open-page';
import { adminResolver, mapResolver, portfolioResolver, projectResolver } from '../../../src/index';
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
import { closePages } from '../support/open-page';
import { everything, keepFiles, leaks, placesOf, type Place } from './everything';

/** Some thirty pages, each with a back end of its own. */
const WITHIN = 180_000;

useClock('2026-03-02T10:00:00Z');

const MAPS = '/dependencies';
const portfolio = { of: 'portfolio', script: openPortfolioPage, resolver: portfolioResolver };
/** One of each view, most with something selected that has to do with what is hidden. */
const maps = placesOf(portfolio, [
  `${MAPS}/matrix?at=${WORK}-restricted`,
  `${MAPS}/graph?at=restricted`,
  `${MAPS}/table`,
  `${MAPS}/timeline/project/${OPEN}?at=r1`,
  `${MAPS}/chain/project/${OPEN}`,
  `${MAPS}/issues/project/${OPEN}`,
  `${MAPS}/timeline/critical-path/${WORK}`,
]);
const portfolioViews = placesOf(portfolio, [
  '/',
  `/projects?group=category&open=${OPEN}&compare=${OPEN}.${WORK}.${CONFIDENTIAL}`,
  '/heat-map',
  '/trends',
  '/report',
]);
const projectTabs = placesOf({ of: 'project', script: openProjectPage, resolver: projectResolver }, [
  '/',
  '/findings/overdue-blockers',
  '/findings/item-ownership',
  '/how-it-is-computed',
  '/gates',
  '/gates/passport',
  '/waivers',
  '/history',
  '/history/changes',
  `${MAPS}/issues`,
]);
const settings = placesOf({ of: 'settings', script: openSettingsPage, resolver: projectResolver }, ['/']);
const admin = placesOf({ of: 'admin', script: openAdminPage, resolver: adminResolver }, ['/', '/playbooks']);
const issuePanels = [`${OPEN}001`, `${OPEN}002`, `${WORK}002`].flatMap((id) => {
  const extension = { type: 'jira:issueContext', issue: { id } };
  return placesOf({ of: `issue ${id}`, script: openIssuePanel, resolver: mapResolver, extension }, ['/']);
});
const places = [...maps, ...portfolioViews, ...projectTabs, ...settings, ...admin, ...issuePanels];
/** Asked for by somebody who may not: the page says so, and nothing else. */
const hidden = [
  ...placesOf(portfolio, [`${MAPS}/timeline/project/${CONFIDENTIAL}`, `${MAPS}/chain/issue/${SECURED}`]),
  ...placesOf(
    {
      ...{ of: 'a hidden project', script: openProjectPage, resolver: projectResolver },
      extension: { type: 'jira:projectPage', project: { id: CONFIDENTIAL } },
    },
    ['/', '/gates', '/history'],
  ),
  ...placesOf(
    {
      ...{ of: 'a hidden issue', script: openIssuePanel, resolver: mapResolver },
      extension: { type: 'jira:issueContext', issue: { id: SECURED } },
    },
    ['/'],
  ),
];

beforeEach(keepFiles);
afterEach(closePages);

/** Read once: nobody changes anything here. */
let site: Promise<FakeForge> | undefined;

async function seenBy(accountId: string, all: readonly Place[]): Promise<readonly string[]> {
  return everything(await (site ??= aSiteWithCanaries()), accountId, all);
}

/** What names no issues, nor other projects; of a finding, those that do are another one's. */
const SILENT = [
  'portfolio /trends',
  ...['/', '/findings/item-ownership', '/how-it-is-computed', '/gates', '/gates/passport'].map((at) => `project ${at}`),
  ...['/waivers', '/history', '/history/changes'].map((at) => `project ${at}`),
  'settings /',
];

test(
  'whoever may browse all of it has it on every page and in every file, so that there is something to leak',
  async () => {
    const pieces = await seenBy('boss', places);
    const [addresses, shown] = [true, false].map((are) =>
      pieces.filter((each) => each.startsWith('addresses') === are),
    );
    const silent = shown.filter((piece) => leaks([piece], [/QUAILKEY|Merger with Quail|siskin|OPEN-777/]).length === 0);
    expect(silent.map((piece) => piece.slice(0, piece.indexOf(': ')))).toEqual([
      'CSV of figures for any spreadsheet of portfolio /',
      ...SILENT.map((at) => `page ${at}`),
    ]);
    // Of settings the reason why not: nobody administers a project here. `leaks.test.ts` asks for all that the page shows.
    const refused = shown.filter((piece) => /Try again|You cannot see|may see this page|Only admins/.test(piece));
    expect(refused.map((piece) => piece.slice(0, piece.indexOf(': ')))).toEqual(['page settings /']);
    const kinds = shown.flatMap((piece) => /^(CSV|XLSX|JSON|SVG)/.exec(piece)?.[0] ?? []);
    const countOf = (kind: string): number => kinds.filter((each) => each === kind).length;
    // Of every view of issues, of the maps' table and of the overview a CSV for each of their two tables; of the list, of
    // what stands side by side, of the heat map and of its extract.
    expect(['CSV', 'XLSX', 'JSON'].map(countOf)).toEqual([21, 13, 13]);
    expect(shown.filter((piece) => piece.startsWith('SVG'))).toHaveLength(6);
    // What a reader shares is an address: it holds ids, and names nothing even where its reader may know the name.
    expect(addresses.filter((piece) => piece.includes('at='))).not.toEqual([]);
    expect(leaks(addresses, [/quail|siskin|OPEN-|WORK-/i])).toEqual([]);
  },
  WITHIN,
);

test.each([
  ['pm', [...places, ...hidden], [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['admin', [...settings, ...admin], [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['guest', [...places, ...hidden], [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['cleared', places, [CONFIDENTIAL_CANARIES]],
  ['insider', places, [SECURED_CANARIES]],
] as const)(
  '%s finds nothing of what they may not browse on any page, in any file, in any address',
  async (accountId, all, canaries) => {
    expect(leaks(await seenBy(accountId, all), canaries)).toEqual([]);
  },
  WITHIN,
);
