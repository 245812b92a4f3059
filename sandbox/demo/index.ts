import type { SiteData, SiteIssue, SiteLink, SiteProject } from '../jira/site-data';
import { dayNumber } from './days';
import { crossLinks } from './cross-links';
import { generateProject } from './generate-project';
import { GOVERNANCE_FIELDS, keepRecords, risksOf } from './governance';
import type { Growth } from './ground';
import { createdDay, servedVersion, type IssueDraft } from './issue-draft';
import { momentOn } from './item';
import { accountIdOf, groups, GROUPS, personas, users } from './people';
import { givePlaces } from './places';
import { PROJECTS } from './projects';
import type { ProjectSpec } from './project-spec';
import { Random } from './random';
import { ISSUE_TYPES, LINK_TYPES, type LinkTypeName, STANDARD_CATALOGUE } from './standards';
import { MILESTONE_LINKS, STORY_LINKS } from './stories';
import { summariesOf } from './texts';

interface DemoLink {
  readonly provider: IssueDraft;
  readonly dependent: IssueDraft;
  readonly type: LinkTypeName;
  readonly at: number;
}

/**
 * The demo portfolio of the fictional Harbour Rail: 12 projects, about 2,500 issues with histories, links across
 * projects, and the stories that the pages tell. The same on every machine for the same `today` and `seed`.
 * @param options.today `YYYY-MM-DD`: everything is told relative to it.
 * @throws RangeError when `today` is no day.
 */
export function demoSite(options: { readonly today: string; readonly seed?: number }): SiteData {
  const today = dayNumber(options.today);
  const seed = options.seed ?? 1;
  // Each project draws from its own source, so that a change in one leaves the others as they are.
  const growths = PROJECTS.map((spec, index) =>
    generateProject(spec, today, new Random(seed * 1_000 + index), sowSummaries),
  );
  growths.forEach(keepRecords);
  givePlaces(growths);
  const registers = new Random(seed * 1_000 + 997);
  const random = new Random(seed * 1_000 + 999);
  // Risks are tied to nothing: links and security are drawn without them.
  const drafts = numberIssues(
    growths.map((growth) => ({ ...growth, drafts: [...growth.drafts, ...risksOf(growth, today, registers)] })),
  );
  const links = recordLinks(growths, today, random, new Random(seed * 1_000 + 998));
  secureSome(growths, random);
  const issues = finishAll(drafts);
  return {
    title: 'Harbour Rail',
    timeZone: 'Europe/Amsterdam',
    users: users(),
    groups: groups(),
    administratorGroups: [GROUPS.administrators],
    personas: personas(),
    projects: growths.map((growth) => toProject(growth)),
    ...STANDARD_CATALOGUE,
    customFields: [...STANDARD_CATALOGUE.customFields, ...GOVERNANCE_FIELDS],
    issues,
    links,
    outsideIssues: [],
  };
}

function sowSummaries(spec: ProjectSpec, random: Random): readonly (readonly string[])[] {
  return spec.epics.map((epic) => summariesOf(epic.items, spec.slots, random));
}

/** Gives keys and ids in the order of creation, as Jira does. */
function numberIssues(growths: readonly Growth[]): readonly IssueDraft[] {
  const byCreation = (a: IssueDraft, b: IssueDraft): number => a.created - b.created;
  for (const { spec, drafts } of growths) {
    [...drafts].sort(byCreation).forEach((draft, index) => (draft.key = `${spec.key}-${index + 1}`));
  }
  const all = growths.flatMap((growth) => growth.drafts).sort(byCreation);
  all.forEach((draft, index) => (draft.id = String(10_000 + index)));
  return all;
}

/** All links, each in the history of both its ends. */
function recordLinks(
  growths: readonly Growth[],
  today: number,
  random: Random,
  milestones: Random,
): readonly SiteLink[] {
  const keyItems = new Map(growths.flatMap((growth) => [...growth.keyItems]));
  const keyItem = (handle: string): IssueDraft => {
    const draft = keyItems.get(handle);
    if (!draft) throw new Error(`no key item ${handle}`);
    return draft;
  };
  const links: DemoLink[] = [];
  const link = (provider: IssueDraft, dependent: IssueDraft, type: LinkTypeName, by = random): void => {
    const exist = Math.max(createdDay(provider), createdDay(dependent));
    const before = Math.max(exist, Math.min(createdDay(dependent) + 10, today - 1));
    links.push({
      provider,
      dependent,
      type,
      at: linkMoment(provider, dependent, momentOn(by.int(exist, before), today, by)),
    });
  };
  for (const { provider, dependent, type } of STORY_LINKS) {
    link(keyItem(provider), keyItem(dependent), type ?? 'blocks');
  }
  for (const { provider, dependent } of crossLinks(growths, random)) link(provider, dependent, 'blocks');
  for (const growth of growths) {
    for (const { provider, dependent } of growth.links) {
      link(provider, dependent, random.chance(0.9) ? 'blocks' : 'endToStart');
    }
    const work = growth.drafts.filter(({ type }) => type !== 'milestone');
    for (let count = Math.round(work.length / 30); count > 0; count--) {
      const [a, b] = [random.pick(work), random.pick(work)];
      if (a !== b) link(a, b, random.pick<LinkTypeName>(['relates', 'relates', 'relates', 'duplicate', 'cloners']));
    }
  }
  for (const { provider, dependent } of MILESTONE_LINKS) {
    link(keyItem(provider), keyItem(dependent), 'blocks', milestones);
  }
  links.sort((a, b) => a.at - b.at);
  return links.map(({ provider, dependent, type, at }, index) => {
    const by = provider.project.lead;
    provider.linked(at, by, LINK_TYPES[type].outward, dependent);
    dependent.linked(at, by, LINK_TYPES[type].inward, provider);
    return {
      id: String(20_000 + index),
      typeId: LINK_TYPES[type].id,
      sourceId: provider.id,
      destinationId: dependent.id,
    };
  });
}

/** After both issues exist, and no later than the earlier of their last touches where that is possible. */
function linkMoment(a: IssueDraft, b: IssueDraft, wished: number): number {
  const exist = Math.max(a.created, b.created) + 60_000;
  return Math.max(exist, Math.min(wished, a.touched, b.touched));
}

function secureSome(growths: readonly Growth[], random: Random): void {
  for (const { spec, drafts, keyItems } of growths) {
    if (!spec.secured) continue;
    const told = new Set(keyItems.values());
    const { share, people } = spec.secured;
    for (const draft of drafts) {
      if (draft.type !== 'epic' && !told.has(draft) && random.chance(share)) draft.secured = people;
    }
    // As in Jira, a sub-task has the security of the item that it is a part of.
    for (const draft of drafts) {
      if (draft.type === 'subtask') draft.secured = draft.parent?.secured ?? null;
    }
  }
}

/** History ids ascend in time over the whole site, as Jira's do. */
function finishAll(drafts: readonly IssueDraft[]): readonly SiteIssue[] {
  const moments: { readonly at: number; readonly place: number }[] = [];
  const issues = drafts.map((draft) => draft.finish((at) => String(moments.push({ at, place: moments.length }) - 1)));
  const ids = new Array<string>(moments.length);
  moments
    .sort((a, b) => a.at - b.at || a.place - b.place)
    .forEach(({ place }, index) => (ids[place] = String(30_000 + index)));
  return issues.map((issue) => ({
    ...issue,
    changelog: (issue.changelog ?? []).map((history) => ({ ...history, id: ids[Number(history.id)] })),
  }));
}

function toProject({ spec, versions }: Growth): SiteProject {
  const confidential = spec.access !== 'staff';
  const members = [...new Set([spec.lead, ...spec.team])].map(accountIdOf);
  const guests = (spec.guests ?? []).map(accountIdOf);
  return {
    id: spec.id,
    key: spec.key,
    name: spec.name,
    description: spec.description,
    leadAccountId: accountIdOf(spec.lead),
    category: { id: String(10_000 + CATEGORIES.indexOf(spec.category)), name: spec.category },
    issueTypeIds: Object.values(ISSUE_TYPES).map((type) => type.id),
    versions: versions.map((version) => {
      const { releaseDate } = servedVersion(version);
      const { id, name, released } = version;
      return { id, name, archived: false, released, ...(typeof releaseDate === 'string' ? { releaseDate } : {}) };
    }),
    roles: {
      Administrators: { users: [accountIdOf(spec.lead)], groups: confidential ? [] : [GROUPS.administrators] },
      'Project leads': { users: [accountIdOf(spec.lead)], groups: [] },
      Members: { users: members, groups: [] },
      Viewers: { users: guests, groups: confidential ? [] : [GROUPS.staff] },
    },
    browse: { roles: ['Administrators', 'Project leads', 'Members', 'Viewers'] },
    edit: { roles: ['Administrators', 'Project leads', 'Members'] },
    administer: { roles: ['Administrators', 'Project leads'] },
  };
}

const CATEGORIES = [...new Set(PROJECTS.map((spec) => spec.category))];
