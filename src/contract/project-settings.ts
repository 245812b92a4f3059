import * as z from 'zod';
import type { CriterionResult, Lifecycle, PlaybookLifecycle } from '../model';
import type { FoundPerson, ReadinessFigures } from './gates';
import type { PersonMention } from './mentions';
import { projectId, type Reply } from './reply';

/**
 * Requests of the project settings, by resolver function; for those who administer the project. A lifecycle is parsed
 * where it is used; its panels name people by account id.
 */
export const projectSettingsRequests = {
  lifecycle: z.strictObject({ projectId }),
  /** People and groups by a name, to decide or to confirm. */
  findDeciders: z.strictObject({ projectId, text: z.string().min(1).max(100) }),
  /** What saving it would do. */
  previewLifecycle: z.strictObject({ projectId, lifecycle: z.unknown() }),
  /** `version`: the one that was edited; 0 for the first. */
  saveLifecycle: z.strictObject({ projectId, lifecycle: z.unknown(), version: z.number().int().min(0) }),
  /**
   * Gives the lifecycle in force, but for people and dates, to all projects of this one's playbook; `mayDiffer` `null`
   * takes back what was given. For administrators of Jira. Versions: of both as the page knows them.
   */
  giveLifecycle: z.strictObject({
    projectId,
    mayDiffer: z.boolean().nullable(),
    version: z.number().int().min(0),
    givenVersion: z.number().int().min(0),
  }),
  /** The lifecycle in force as a file, without people, groups, roles and dates. */
  exportLifecycle: z.strictObject({ projectId }),
  /** Reads such a file; nothing is saved. */
  importLifecycle: z.strictObject({ projectId, text: z.string().max(400_000) }),
} as const;

export type ProjectSettingsFunction = keyof typeof projectSettingsRequests;
export type ProjectSettingsRequest<F extends ProjectSettingsFunction> = z.input<(typeof projectSettingsRequests)[F]>;

/** What is wrong with a field, and what to do about it; `field` is a path, e.g. `stages.0.gate.quorum`. */
export interface FieldProblem {
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

export interface LifecycleView {
  /** 0: none was saved yet. */
  readonly version: number;
  /** Panels name people by account id; `null` before the first. */
  readonly lifecycle: Lifecycle | null;
  readonly savedBy: PersonMention | null;
  /** ISO 8601 in UTC. */
  readonly savedAt: string | null;
  /** What the project's playbook gives to those that follow it. */
  readonly playbook: {
    readonly title: string;
    /** `null`: each project sets up its own. */
    readonly given: PlaybookLifecycle | null;
    readonly givenVersion: number;
    /** Whether the lifecycle in force is as given; `true` where nothing is given, or none is in force. */
    readonly isFollowed: boolean;
    /** Whether this admin may give one: those who administer Jira may. */
    readonly mayGive: boolean;
  };
  readonly templates: readonly {
    readonly id: string;
    readonly title: string;
    readonly purpose: string;
    readonly lifecycle: Lifecycle;
  }[];
  /** Rules that a criterion may ask for. */
  readonly rules: readonly { readonly id: string; readonly title: string }[];
  readonly roles: readonly { readonly id: number; readonly name: string }[];
  /** By account id, those that panels name. */
  readonly people: Readonly<Record<string, PersonMention>>;
  /** Names by id of the groups that panels name, as far as Jira tells them. */
  readonly groups: Readonly<Record<string, string>>;
}

/** Where the project stands before and after; titles. */
export interface MigrationView {
  readonly stageBefore: string | null;
  readonly stageAfter: string | null;
  readonly nextBefore: string | null;
  readonly nextAfter: string | null;
  readonly effects: readonly string[];
  /** How what the next gate would ask stands, as this admin sees it. */
  readonly gateReady: ReadinessFigures & { readonly results: readonly CriterionResult[] };
}

export interface ProjectSettingsReplies {
  readonly lifecycle: Reply<LifecycleView>;
  readonly findDeciders: Reply<{
    readonly people: readonly FoundPerson[];
    readonly groups: readonly { readonly id: string; readonly name: string }[];
  }>;
  /** With problems nothing is said of what it would do. */
  readonly previewLifecycle: Reply<{
    readonly problems: readonly FieldProblem[];
    readonly migration: MigrationView | null;
  }>;
  /** Not saved: with problems, or because somebody else saved `theirs` since. */
  readonly saveLifecycle: Reply<
    | { readonly saved: true; readonly view: LifecycleView }
    | { readonly saved: false; readonly problems: readonly FieldProblem[] }
    | { readonly saved: false; readonly theirs: LifecycleView }
  >;
  /** Not given: somebody has changed the one or the other since. */
  readonly giveLifecycle: Reply<{ readonly given: boolean; readonly view: LifecycleView }>;
  readonly exportLifecycle: Reply<{ readonly fileName: string; readonly text: string }>;
  /** `null`: it is no such file; the problems say why. */
  readonly importLifecycle: Reply<{ readonly lifecycle: Lifecycle | null; readonly problems: readonly FieldProblem[] }>;
}
