import type Resolver from '@forge/resolver';
import type * as z from 'zod';
import { catalogue } from '../compliance';
import {
  projectSettingsRequests,
  type FieldProblem,
  type LifecycleView,
  type ProjectSettingsFunction,
  type ProjectSettingsReplies,
  type ValueOf,
} from '../contract';
import {
  assess,
  canonicalJson,
  deviationsFrom,
  lifecycleFile,
  lifecycleTemplates,
  migrationTo,
  panelsOf,
  positionOf,
  validateLifecycle,
  withPanels,
  type GateProblem,
} from '../gates';
import {
  activeAmong,
  findGroups,
  findPeople,
  groupsWithIds,
  JiraError,
  listProjectRoles,
  mayAdministerJira,
  refusedConditions,
  rightsIn,
} from '../jira';
import { criteriaOfGate, jqlShapeProblem, type Lifecycle, type Panel } from '../model';
import { playbookOf } from '../refresh';
import {
  accountsOf,
  actorOf,
  dropLifecycle,
  knownActorOf,
  lifecycleSchema,
  placeLifecycle,
  readPlaybookLifecycle,
  writePlaybookLifecycle,
} from '../store';
import { mentionsFor } from './admin/mentions';
import { authorised, parsePayload, type Surface } from './answer';
import { factsFor, gateDay } from './gates/facts';
import { readGates, recordEvent, sha256, type GateRecord } from './gates/record';
import { figuresOf } from './gates/tracker';
import { notFound, notYours, Refused } from './refusal';

/** Somebody who administers the project. */
interface ProjectAdmin {
  readonly projectId: number;
  readonly accountId: string;
}

type SettingsAnswer<F extends ProjectSettingsFunction> = (
  admin: ProjectAdmin,
  request: z.output<(typeof projectSettingsRequests)[F]>,
) => Promise<ValueOf<ProjectSettingsReplies[F]>>;

/** The settings of a project answer whoever administers the project that the payload names, as Jira says of the caller. */
const projectSettings: Surface<typeof projectSettingsRequests, ProjectAdmin> = {
  requests: projectSettingsRequests,
  async authorise(payload, accountId) {
    const { projectId: asked } = parsePayload(projectSettingsRequests.lifecycle.loose(), payload);
    const projectId = Number(asked);
    const mayAdminister =
      accountId !== null && Number.isSafeInteger(projectId) && (await rightsIn(projectId)).mayAdminister;
    if (accountId === null || !mayAdminister) {
      throw notYours(
        'Only admins of this project may see its settings.',
        'Ask a project admin to look for you, or for the Administer Projects permission.',
      );
    }
    return { projectId, accountId };
  },
};

const RULES = new Set(catalogue.map(({ id }) => id));

const lifecycle: SettingsAnswer<'lifecycle'> = async ({ projectId }) => viewOf(projectId, await readGates(projectId));

const findDeciders: SettingsAnswer<'findDeciders'> = async (_admin, { text }) => {
  try {
    const [people, groups] = await Promise.all([findPeople(text, null), findGroups(text)]);
    return { people, groups };
  } catch (error) {
    if (!(error instanceof JiraError) || error.failure !== 'forbidden') throw error;
    throw notYours(
      'Jira does not let you look for people and groups.',
      'Choose a role of the project, or ask a Jira admin for the permission Browse users and groups.',
    );
  }
};

const previewLifecycle: SettingsAnswer<'previewLifecycle'> = async ({ projectId }, request) => {
  const edited = lifecycleIn(request.lifecycle);
  const problems = await problemsOf(projectId, edited);
  if (problems.length > 0) return { problems, migration: null };
  const record = await readGates(projectId);
  const { today, doneIssues } = await gateDay(record);
  const known = await asActors(edited, async (account) => (await knownActorOf(account)) ?? account);
  const { next } = positionOf(known, record.state, today, doneIssues);
  const asked = next === null ? [] : criteriaOfGate(known, next.gate.id);
  const results = assess(asked, record.state, await factsFor(projectId, asked, today));
  const migration = migrationTo(known, record.lifecycle, record.state, today, doneIssues);
  return { problems, migration: { ...migration, gateReady: { ...figuresOf(asked, results), results } } };
};

const saveLifecycle: SettingsAnswer<'saveLifecycle'> = async ({ projectId, accountId }, request) => {
  const edited = lifecycleIn(request.lifecycle);
  const problems = await problemsOf(projectId, edited);
  if (problems.length > 0) return { saved: false, problems };
  const record = await readGates(projectId);
  const before = record.state.lifecycle;
  if ((before?.version ?? 0) !== request.version) return { saved: false, theirs: await viewOf(projectId, record) };
  const stored = await asActors(edited, actorOf);
  const place = await placeLifecycle(projectId, stored);
  const digest = sha256(canonicalJson(stored));
  const gates = stored.stages.map(({ gate: { id, title } }) => ({ id, title }));
  const admin = { mayAdminister: true, mayEditIssues: false, groups: NONE, roles: NONE };
  try {
    const event = { kind: 'lifecycleSaved', version: request.version + 1, place, digest, gates } as const;
    await recordEvent(projectId, { accountId }, admin, await gateDay(record), () => event);
  } catch (error) {
    await dropLifecycle(projectId, place);
    const now = await readGates(projectId);
    if (now.state.lifecycle?.version !== before?.version) return { saved: false, theirs: await viewOf(projectId, now) };
    if (error instanceof Refused && error.words.field !== undefined) {
      const { field, message, remedy } = error.words;
      return { saved: false, problems: [{ field, problem: message, remedy }] };
    }
    throw error;
  }
  if (before !== null) await dropLifecycle(projectId, before.place);
  return { saved: true, view: await viewOf(projectId, await readGates(projectId)) };
};

const giveLifecycle: SettingsAnswer<'giveLifecycle'> = async ({ projectId }, { mayDiffer, version, givenVersion }) => {
  if (!(await mayAdministerJira())) {
    throw notYours('Only Jira administrators may give stages and gates to a playbook.', 'Ask one of them.');
  }
  const record = await readGates(projectId);
  const { lifecycle: current, state } = record;
  const isKnown = current !== null && state.lifecycle?.version === version;
  const { playbook } = await playbookOf(projectId);
  const given =
    current === null || mayDiffer === null ? null : { lifecycle: lifecycleFile(current).lifecycle, mayDiffer };
  const isGiven = isKnown && (await writePlaybookLifecycle(playbook.id, given, givenVersion));
  return { given: isGiven, view: await viewOf(projectId, record) };
};

const exportLifecycle: SettingsAnswer<'exportLifecycle'> = async ({ projectId }) => {
  const { lifecycle: current } = await readGates(projectId);
  if (current === null) throw notFound('This project has no lifecycle yet.', 'Save one first.');
  return { fileName: 'plumbline-lifecycle.json', text: `${JSON.stringify(lifecycleFile(current), null, 2)}\n` };
};

const importLifecycle: SettingsAnswer<'importLifecycle'> = async ({ projectId }, { text }) => {
  const file = fileIn(text);
  if (file === null) return { lifecycle: null, problems: [NO_FILE] };
  return { lifecycle: file, problems: await problemsOf(projectId, file) };
};

/** Adds the functions of the project settings, named as in their contract. */
export function withProjectSettings(resolver: Resolver): Resolver {
  return resolver
    .define('lifecycle', authorised(projectSettings, 'lifecycle', lifecycle))
    .define('findDeciders', authorised(projectSettings, 'findDeciders', findDeciders))
    .define('previewLifecycle', authorised(projectSettings, 'previewLifecycle', previewLifecycle))
    .define('saveLifecycle', authorised(projectSettings, 'saveLifecycle', saveLifecycle))
    .define('giveLifecycle', authorised(projectSettings, 'giveLifecycle', giveLifecycle))
    .define('exportLifecycle', authorised(projectSettings, 'exportLifecycle', exportLifecycle))
    .define('importLifecycle', authorised(projectSettings, 'importLifecycle', importLifecycle));
}

const NONE: ReadonlySet<never> = new Set<never>();
const NO_FILE: FieldProblem = {
  field: 'text',
  problem: 'This is no file with a lifecycle of Plumbline.',
  remedy: 'Choose a file that was exported from the settings of another project.',
};

function lifecycleIn(value: unknown): Lifecycle {
  return parsePayload(lifecycleSchema, value);
}

function fileIn(text: string): Lifecycle | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  const { format, version, lifecycle: held } = (parsed ?? {}) as Readonly<Record<string, unknown>>;
  if (format !== 'plumbline-lifecycle' || version !== 1) return null;
  return lifecycleSchema.safeParse(held).data ?? null;
}

/** What is wrong by itself; and only where nothing is, what Jira has against its queries and people. */
async function problemsOf(projectId: number, edited: Lifecycle): Promise<readonly GateProblem[]> {
  const problems = validateLifecycle(edited, RULES);
  const [ofPlaybook, ofQueries, ofPeople] = await Promise.all([
    playbookProblems(projectId, edited),
    queryProblems(projectId, edited),
    peopleProblems(edited),
  ]);
  return [...problems, ...ofPlaybook, ...ofQueries, ...ofPeople];
}

async function playbookProblems(projectId: number, edited: Lifecycle): Promise<readonly GateProblem[]> {
  const { playbook } = await playbookOf(projectId);
  const { given } = await readPlaybookLifecycle(playbook.id);
  return given === null || given.mayDiffer ? [] : deviationsFrom(given.lifecycle, edited);
}

async function queryProblems(projectId: number, { stages }: Lifecycle): Promise<readonly GateProblem[]> {
  const queries = stages.flatMap(({ criteria }, stage) =>
    criteria.flatMap(({ check }, place) =>
      check.of === 'jql' && jqlShapeProblem(check.jql) === null
        ? [{ jql: check.jql, field: `stages.${stage}.criteria.${place}.check.jql` }]
        : [],
    ),
  );
  const refused = await refusedConditions(
    projectId,
    queries.slice(0, MOST_QUERIES).map(({ jql }) => jql),
  );
  return [...refused].map(([place, words]) => {
    const problem = `Jira does not accept the query: ${words.slice(0, 300)}`;
    return { field: queries[place].field, problem, remedy: 'Try it in the search of Jira, and mend it.' };
  });
}

const MOST_QUERIES = 200;

/** Who has left, or never was there, can neither decide nor confirm. */
async function peopleProblems(edited: Lifecycle): Promise<readonly GateProblem[]> {
  const active = await activeAmong(
    panelsOf(edited)
      .flatMap(({ people }) => people)
      .slice(0, MOST_PEOPLE),
  );
  const left = (panel: Panel, field: string): readonly GateProblem[] =>
    panel.people.flatMap((person, place) =>
      active.has(person) ? [] : [{ field: `${field}.people.${place}`, ...LEFT }],
    );
  return edited.stages.flatMap(({ criteria, gate }, stage) => [
    ...left(gate.deciders, `stages.${stage}.gate.deciders`),
    ...criteria.flatMap(({ check }, place) =>
      check.of === 'statement' ? left(check.by, `stages.${stage}.criteria.${place}.check.by`) : [],
    ),
  ]);
}

const MOST_PEOPLE = 1000;
const LEFT = {
  problem: 'Jira knows this person no more, or as inactive.',
  remedy: 'Choose somebody else, a group or a role.',
};

/** People are stored by a name that can be forgotten. */
async function asActors(edited: Lifecycle, actorFor: (accountId: string) => Promise<string>): Promise<Lifecycle> {
  const accounts = [...new Set(panelsOf(edited).flatMap(({ people }) => people))];
  const actors = new Map<string, string>();
  for (const account of accounts) actors.set(account, await actorFor(account));
  return renamed(edited, actors);
}

/** Those who are not named are left out. */
function renamed(edited: Lifecycle, names: ReadonlyMap<string, string>): Lifecycle {
  return withPanels(edited, (panel) => ({
    ...panel,
    people: panel.people.flatMap((person) => names.get(person) ?? []),
  }));
}

async function viewOf(projectId: number, { state, lifecycle: current }: GateRecord): Promise<LifecycleView> {
  const saved = state.lifecycle;
  const panels = current === null ? [] : panelsOf(current);
  const named = panels.flatMap(({ people }) => people);
  const [{ playbook }, mayGive, accounts, roles, groups] = await Promise.all([
    playbookOf(projectId),
    mayAdministerJira(),
    accountsOf([...named, ...(saved === null ? [] : [saved.by])]),
    listProjectRoles(projectId),
    groupNames([...new Set(panels.flatMap((panel) => panel.groups))]),
  ]);
  const [{ given, version: givenVersion }, mentions] = await Promise.all([
    readPlaybookLifecycle(playbook.id),
    mentionsFor([], [], accounts.values()),
  ]);
  const people = named.flatMap((actor) => {
    const accountId = accounts.get(actor);
    const person = mentions.person(accountId ?? null);
    return accountId === undefined || person === null ? [] : [[accountId, person] as const];
  });
  return {
    version: saved?.version ?? 0,
    lifecycle: current && renamed(current, accounts),
    savedBy: mentions.person((saved && accounts.get(saved.by)) ?? null),
    savedAt: saved && new Date(saved.at).toISOString(),
    playbook: {
      ...{ title: playbook.title, given, givenVersion, mayGive },
      isFollowed: current === null || given === null || deviationsFrom(given.lifecycle, current).length === 0,
    },
    templates: lifecycleTemplates,
    rules: catalogue.map(({ id, title }) => ({ id, title })),
    roles,
    people: Object.fromEntries(people),
    groups,
  };
}

/** Names are an extra: a group that Jira does not tell of is still one that decides. */
async function groupNames(ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  try {
    return Object.fromEntries((await groupsWithIds(ids)).map(({ id, name }) => [id, name]));
  } catch (error) {
    if (error instanceof JiraError) return {};
    throw error;
  }
}
