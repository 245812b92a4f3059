import { randomBytes } from 'node:crypto';
import type { SavedView, SavedViews } from '../../contract';
import {
  LEAD_IN_ADDRESSES,
  MOST_SAVED_VIEWS,
  NOBODY_IN_ADDRESSES,
  PLAYBOOK_IN_ADDRESSES,
  STAGE_IN_ADDRESSES,
} from '../../contract/limits';
import { listLeads } from '../../jira';
import type { ActorId } from '../../model';
import {
  accountsOf,
  actorOf,
  changeViews,
  knownActorOf,
  readRows,
  readViews,
  type OwnerOfViews,
  type SavedView as StoredView,
} from '../../store';
import { notAsThingsStand, notFound, notYours } from '../refusal';
import type { PortfolioAnswer, PortfolioViewer } from './portfolio-viewer';

/**
 * In the place of a lead whose account is closed, or whom the viewer may not know: a view of their projects shows none,
 * rather than everybody's.
 */
const FORGOTTEN = 'closed';
/** In the place of a stage or playbook that none of the viewer's projects has; begun with a blank so as to be nobody's. */
const ELSEWHERE = ' elsewhere';
const ID_BYTES = 9;

/** The views that the viewer kept, and those that everybody shares. */
export const savedViews: PortfolioAnswer<'savedViews'> = (viewer) => viewsFor(viewer);

/** Keeps a view; one that takes another's place does so only as that one was when the viewer saw it. */
export const saveView: PortfolioAnswer<'saveView'> = async (viewer, { name, address, isShared, replaces }) => {
  const owner = await ownerFor(viewer, isShared);
  const place = await withoutLead(viewer, address);
  await changeViews(owner, (views) => {
    if (replaces !== null) demandUnchanged(views, replaces);
    const others = views.filter(({ id }) => id !== replaces?.id);
    if (others.some((each) => each.name === name)) {
      throw notAsThingsStand(`There is a view called “${name}” already.`, 'Give this one another name.', 'name');
    }
    if (others.length >= MOST_SAVED_VIEWS) {
      throw notAsThingsStand(`No more than ${MOST_SAVED_VIEWS} views can be kept.`, 'Delete one that nobody needs.');
    }
    const id = replaces?.id ?? randomBytes(ID_BYTES).toString('base64url');
    return [...others, { ...place, id, name, version: (replaces?.version ?? 0) + 1 }];
  });
  return viewsFor(viewer);
};

export const deleteView: PortfolioAnswer<'deleteView'> = async (viewer, { id, version, isShared }) => {
  const owner = await ownerFor(viewer, isShared);
  await changeViews(owner, (views) => {
    demandUnchanged(views, { id, version });
    return views.filter((each) => each.id !== id);
  });
  return viewsFor(viewer);
};

/** Whose views the viewer is about to change. Throws `Refused` where they may not. */
async function ownerFor({ accountId, isPmo }: PortfolioViewer, isShared: boolean): Promise<OwnerOfViews> {
  if (accountId === null) throw notYours('You are not logged in.', 'Log in to keep views of your own.');
  if (!isShared) return actorOf(accountId);
  if (isPmo) return null;
  throw notYours(
    'You may not change what everybody shares.',
    'Keep the view for yourself, or ask somebody of the PMO.',
  );
}

function demandUnchanged(views: readonly StoredView[], seen: Pick<StoredView, 'id' | 'version'>): void {
  const now = views.find(({ id }) => id === seen.id);
  if (now === undefined) throw notFound('The view is not there any more.', 'Save it under a name of your own.');
  if (now.version !== seen.version) {
    throw notAsThingsStand('Somebody replaced this view since you looked.', 'Open it again to see what it shows now.');
  }
}

/** Accounts are stored in one place only; of others than leads of the viewer's projects none at all. */
async function withoutLead(
  { projects }: PortfolioViewer,
  address: string,
): Promise<Pick<StoredView, 'address' | 'lead'>> {
  const [path, query] = partsOf(address);
  const accountId = query.get(LEAD_IN_ADDRESSES);
  query.delete(LEAD_IN_ADDRESSES);
  // Nobody is no account, and only that one word is kept of what may have been several.
  if (accountId === NOBODY_IN_ADDRESSES) query.set(LEAD_IN_ADDRESSES, NOBODY_IN_ADDRESSES);
  if (accountId === null || accountId === NOBODY_IN_ADDRESSES) return { address: joined(path, query), lead: null };
  const leads = await leadsOf(projects);
  if (!leads.has(accountId)) {
    throw notFound('Nobody of that name leads a project that you may see.', 'Choose another lead.');
  }
  return { address: joined(path, query), lead: await actorOf(accountId) };
}

/** Accounts that lead projects, as Jira tells the viewer. */
async function leadsOf(projects: PortfolioViewer['projects']): Promise<ReadonlySet<string>> {
  const visible = new Set(projects.map(({ id }) => id));
  const listed = (await listLeads()).filter(({ projectId }) => visible.has(projectId));
  return new Set(listed.flatMap(({ lead }) => lead?.accountId ?? []));
}

async function viewsFor(viewer: PortfolioViewer): Promise<SavedViews> {
  const { accountId, isPmo } = viewer;
  const actor = accountId === null ? null : await knownActorOf(accountId);
  const [own, shared] = await Promise.all([actor === null ? [] : readViews(actor), readViews(null)]);
  const accounts = await accountsOf([...own, ...shared].flatMap(({ lead }) => lead ?? []));
  const views = [...inWords(own, false, accounts), ...(await asKnownTo(viewer, inWords(shared, true, accounts)))];
  return { views, maySave: accountId !== null, mayShare: isPmo && accountId !== null };
}

/** Shared views name what whoever saved them could see: leads, stages and playbooks of projects that are hidden from the viewer go. */
async function asKnownTo({ projects }: PortfolioViewer, shared: readonly SavedView[]): Promise<readonly SavedView[]> {
  const names = (word: string): boolean => shared.some(({ address }) => partsOf(address)[1].has(word));
  const [leads, stored] = await Promise.all([
    names(LEAD_IN_ADDRESSES) ? leadsOf(projects) : new Set<string>(),
    names(STAGE_IN_ADDRESSES) || names(PLAYBOOK_IN_ADDRESSES) ? readRows() : null,
  ]);
  const visible = new Set(projects.map(({ id }) => id));
  const rows = stored?.value.filter(({ projectId }) => visible.has(projectId)) ?? [];
  const stages = new Set(rows.flatMap(({ gate }) => gate?.stage ?? []));
  const playbooks = new Set(rows.flatMap(({ playbook: { id, version } }) => [id, `${id}@${version}`]));
  return shared.map((view) => {
    const [path, query] = partsOf(view.address);
    const hide = (word: string, isKnown: (value: string) => boolean, instead: string): void => {
      if (!query.getAll(word).every(isKnown)) query.set(word, instead);
    };
    hide(LEAD_IN_ADDRESSES, (lead) => lead === NOBODY_IN_ADDRESSES || leads.has(lead), FORGOTTEN);
    // Begun with a blank, they are words of the page's own.
    hide(STAGE_IN_ADDRESSES, (stage) => stage.startsWith(' ') || stages.has(stage), ELSEWHERE);
    hide(PLAYBOOK_IN_ADDRESSES, (playbook) => playbooks.has(playbook), ELSEWHERE);
    return { ...view, address: joined(path, query) };
  });
}

function inWords(
  views: readonly StoredView[],
  isShared: boolean,
  accounts: ReadonlyMap<ActorId, string>,
): readonly SavedView[] {
  return [...views]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name, version, address, lead }) => {
      const [path, query] = partsOf(address);
      if (lead !== null) query.set(LEAD_IN_ADDRESSES, accounts.get(lead) ?? FORGOTTEN);
      return { id, name, version, isShared, address: joined(path, query) };
    });
}

function partsOf(address: string): readonly [path: string, query: URLSearchParams] {
  const [path, text = ''] = address.split('?', 2);
  return [path, new URLSearchParams(text)];
}

function joined(path: string, query: URLSearchParams): string {
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
