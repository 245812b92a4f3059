import type {
  DependencyMapFunction,
  DependencyMapReplies,
  DependencyMapRequest,
  Refusal,
  ValueOf,
} from '../../../src/contract';
import { appLifecycle, mapResolver, refreshWorker } from '../../../src/index';
import { FakeForge } from '../../support/forge';
import type { FakeIssue, FakeProject } from '../../support/fake-jira';
import { aProject, block, toDo } from '../../support/issues';

/** Monday, 2026-03-02; the site is in UTC. */
export const TODAY = '2026-03-02';

/**
 * Three projects in a row: DAT-1 → SIG-1 → RAIL-1, and beside it SIG-2 → RAIL-2, SIG-3 ⇄ MER-1 in a cycle, MER-2 → RAIL-3.
 * `pmo` browses all, `pm` all but the confidential MER, `guest` nothing; DAT-1 is secured from `pm`.
 * @param prepare changes the site before the app reads it
 */
export async function aSiteWithDependencies(prepare: (forge: FakeForge) => void = () => undefined): Promise<FakeForge> {
  const forge = new FakeForge();
  const [data, signalling, rail, merger] = [
    aProject('10001', 'DAT', 3, { status: toDo }),
    aProject('10002', 'SIG', 4, { status: toDo }),
    aProject('10003', 'RAIL', 4, { status: toDo }),
    aProject('10004', 'MER', 2, { status: toDo }),
  ];
  plan(data.issues[0], '2026-03-02', '2026-03-13');
  plan(signalling.issues[0], '2026-03-09', '2026-03-20');
  plan(rail.issues[0], '2026-03-23', '2026-03-27');
  plan(signalling.issues[1], '2026-03-02', '2026-03-06');
  plan(rail.issues[1], '2026-03-30', '2026-04-03');
  plan(merger.issues[1], '2026-03-02', '2026-05-29');
  plan(rail.issues[2], '2026-03-30', '2026-04-10');
  block(data.issues[0], signalling.issues[0]);
  block(signalling.issues[0], rail.issues[0]);
  block(signalling.issues[1], rail.issues[1]);
  block(signalling.issues[2], merger.issues[0]);
  block(merger.issues[0], signalling.issues[2]);
  block(merger.issues[1], rail.issues[2]);
  forge.jira.projects = [data, signalling, rail, merger];
  forge.jira.browse.set('pmo', new Set(['10001', '10002', '10003', '10004']));
  forge.jira.browse.set('pm', new Set(['10001', '10002', '10003']));
  forge.jira.secured.set('pm', new Set([data.issues[0].id]));
  prepare(forge);
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  forge.jira.calls.length = 0;
  return forge;
}

function plan(issue: FakeIssue, start: string, due: string): void {
  Object.assign(issue.fields, { customfield_10015: start, duedate: due });
}

export function issueOf(forge: FakeForge, key: string): FakeIssue {
  const found = forge.jira.projects.flatMap(({ issues }: FakeProject) => issues).find((issue) => issue.key === key);
  if (found === undefined) throw new Error(`No issue ${key}`);
  return found;
}

type AnyReply = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Refusal };

/** Asks a function of the map pages, with any payload. */
export async function askMap(
  forge: FakeForge,
  accountId: string,
  functionKey: DependencyMapFunction,
  payload: unknown,
): Promise<AnyReply> {
  const event = { call: { functionKey, payload }, context: {} };
  const outcome = await forge.run(() => mapResolver(event as never, { principal: { accountId } }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return outcome.value as AnyReply;
}

/** What a function answers to a request that it does not refuse. */
export async function mapValue<F extends DependencyMapFunction>(
  forge: FakeForge,
  accountId: string,
  functionKey: F,
  payload: DependencyMapRequest<F>,
): Promise<ValueOf<DependencyMapReplies[F]>> {
  const reply = await askMap(forge, accountId, functionKey, payload);
  if (!reply.ok) throw new Error(`refused: ${reply.error.kind} ${reply.error.message}`);
  return reply.value as ValueOf<DependencyMapReplies[F]>;
}
