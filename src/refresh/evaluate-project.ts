import { evaluate, judgePlaces } from '../compliance';
import { gatesInBrief } from '../gates/on-record';
import { waiversInForce } from '../gates/waivers';
import { logInfo } from '../log';
import { ofFew, type Day, type Snapshot } from '../model';
import { freshRow } from '../portfolio';
import {
  addFreshRow,
  commitSnapshot,
  getSite,
  isNewer,
  isOvertaken,
  readClosedSprints,
  readFacts,
  readGatesInShort,
  readSchedule,
  readSurroundings,
  seeSnapshot,
  writeHistory,
  type FactsMeta,
  type PackedFacts,
  type Sight,
  type SnapshotMeta,
} from '../store';
import { playbookOf, type FollowedPlaybook } from './followed-playbook';
import { todayOn } from './local-time';
import { recordsOn } from './project-records';
import { unreadFields } from './site';
import { waiversOn } from './waivers';

/** Each further try follows a newer input that somebody else has evaluated already; few can come at once. */
const MOST_TRIES = 5;
/** Unreadable issues that a snapshot names; it counts all. */
const UNREADABLE_SHOWN = 50;

/**
 * Evaluates a project from its facts and what the last merge told of it, as of today, and stores the snapshot, unless
 * the stored one is of the same inputs or newer. `known` spares reading facts that were stored just now, and the
 * playbook that was read for them, `sights` the headers that were. Without facts, or before the site was read, there is
 * nothing to do.
 */
export async function evaluateProject(
  projectId: number,
  known?: ReadFacts & { readonly followed: FollowedPlaybook },
  sights?: Sights,
): Promise<void> {
  const site = await getSite();
  if (site === null) return;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const today = todayOn(site, Date.now());
    const isKnown = tries === 0 && known !== undefined;
    const had = tries === 0 ? sights : undefined;
    const [facts, { playbook, name: playbookName }, surroundings, scheduled, gates, waivers, sprints, seen] =
      await Promise.all([
        isKnown ? known : storedFacts(projectId, had?.facts),
        isKnown ? known.followed : playbookOf(projectId),
        readSurroundings(projectId),
        readSchedule(projectId),
        readGatesInShort(projectId),
        waiversOn(projectId, today),
        readClosedSprints(projectId),
        had?.snapshot ?? seeSnapshot(projectId),
      ]);
    if (facts === null) return;
    const { header: stored } = seen;
    const schedule = scheduled?.value ?? null;
    const meta: SnapshotMeta = {
      readAt: facts.readAt,
      mergedAt: surroundings?.header.meta.mergedAt ?? 0,
      surroundings: surroundings?.header.digest ?? '',
      scheduledAt: scheduled?.header.meta.mergedAt ?? 0,
      schedule: scheduled?.header.digest ?? '',
      day: today,
      waivers: waivers.steps,
      gates: gates?.events ?? 0,
      sprints: sprints?.version ?? 0,
      playbook: playbookName,
    };
    if (stored !== null && !isNewer(meta, stored.meta)) {
      if (isOvertaken(meta, stored.meta)) continue;
      return;
    }
    const { project, unreadable } = facts.value;
    const around = surroundings?.value ?? null;
    const records = recordsOn({ gates, waivers, sprints }, facts.value.issues, today);
    const unread = unreadFields(site, playbook);
    const all = { ...facts.value, surroundings: around, schedule, records, unreadFields: unread };
    const inForce = waiversInForce(waivers, today);
    const snapshot = evaluate(all, playbook, today, inForce);
    const { id, key, name } = project;
    const outcome = await commitSnapshot(
      projectId,
      { snapshot, project: { id, key, name }, unreadable: unreadable.slice(0, UNREADABLE_SHOWN) },
      meta,
      seen,
    );
    if (outcome === 'superseded') continue;
    if (outcome === 'written' || stored?.meta.day !== today) await remember(projectId, today, snapshot);
    const gate = gates && gatesInBrief(gates, snapshot.findings, today);
    const places = judgePlaces(all, playbook, today, inForce);
    const row = freshRow(snapshot, {
      ...{ evaluatedOn: today, readAt: meta.readAt, gate, places, uses: playbook.rules },
    });
    await addFreshRow(row, Date.now());
    return;
  }
  // The stored snapshot is of newer inputs than any that can be read; it stays, and the next change or day tries again.
  logInfo('evaluation left to the next change', { projectId, tries: MOST_TRIES });
}

/** What a job has seen of a project's documents. */
interface Sights {
  readonly facts: Sight<FactsMeta>;
  readonly snapshot: Sight<SnapshotMeta>;
}

/** Facts as of the instant (ms since 1970) at which their reading began. */
export interface ReadFacts {
  readonly value: PackedFacts;
  readonly readAt: number;
}

export async function storedFacts(projectId: number, seen?: Sights['facts']): Promise<ReadFacts | null> {
  const stored = await readFacts(projectId, seen);
  return stored && { value: stored.value, readAt: stored.header.meta.readAt };
}

/** The day's row of the project's history: of several evaluations of a day the last one stays. */
async function remember(projectId: number, day: Day, snapshot: Snapshot): Promise<void> {
  const { score, coverage, level, playbook, findings } = snapshot;
  await writeHistory(projectId, day, {
    ...{ score, coverage, level },
    playbook: `${playbook.id}@${playbook.version}`,
    attainments: Object.fromEntries(
      findings.flatMap(({ rule, attainment }) => (attainment === null ? [] : [[rule, attainment] as const])),
    ),
    few: Object.fromEntries(
      findings.flatMap((finding) => {
        const few = ofFew(finding);
        return few === null ? [] : [[finding.rule, few] as const];
      }),
    ),
  });
}
