import * as z from 'zod';
import {
  FIELD_MEANINGS,
  LEVELS,
  REQUIRED_FIELDS,
  type FieldMeaning,
  type Followers,
  type LinkMeaning,
  type Playbook,
  type PlaybookRule,
  type ProjectMove,
  type RuleMove,
  type RuleTrial,
} from '../model';
import type { PersonMention, ProjectMention } from './mentions';
import type { Reply } from './reply';

/** Sizes are bounded here; whether the values make sense is told problem by problem, beside their fields. */
const TEXT = 300;
const MANY = 2000;

const id = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const text = z.string().max(TEXT);
const day = z.number().int().min(-1e6).max(1e6);
const days = z.number().nullable();
const worked = z.boolean();
const playbookId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'the id of a playbook');
const revision = z.number().int().min(0).max(1e9);

const linkMeaning = z.discriminatedUnion('as', [
  z.strictObject({
    as: z.literal('dependency'),
    provider: z.enum(['outwardSource', 'outwardTarget']),
    kind: z.enum(['finishToStart', 'startToStart', 'finishToFinish', 'startToFinish']),
  }),
  z.strictObject({ as: z.literal('none') }),
  z.strictObject({ as: z.literal('unclear') }),
]);

const editedPlaybook = z.strictObject({
  title: text,
  followers: z.strictObject({
    projects: z.array(id).max(MANY),
    categories: z.array(id).max(MANY),
    everyOther: z.boolean(),
  }),
  rules: z
    .array(
      z.strictObject({
        rule: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'a rule id such as "work-dated"'),
        lifecycle: z.enum(['shadow', 'announced', 'enforced']),
        countsFrom: z.exactOptional(day),
        weight: z.number(),
        target: z.number(),
        level: z.enum(LEVELS),
        critical: z.boolean(),
      }),
    )
    .max(200),
  calendar: z.strictObject({
    weekdays: z.tuple([worked, worked, worked, worked, worked, worked, worked]),
    holidays: z.array(day).max(MANY),
  }),
  hoursPerDay: z.number(),
  milestoneTypes: z.array(text).max(MANY),
  requiredTypes: z
    .array(z.strictObject({ type: text, fields: z.array(z.enum(REQUIRED_FIELDS)).max(REQUIRED_FIELDS.length) }))
    .max(MANY),
  risks: z.strictObject({ types: z.array(text).max(MANY), highFrom: z.number() }),
  estimatesRequired: z.boolean(),
  linkMeanings: z.record(text, linkMeaning),
  parentWaitsForChildren: z.boolean(),
  fields: z.partialRecord(z.enum(FIELD_MEANINGS), text),
  reportWithin: z.strictObject({ directive: days, controlling: days, supportive: days, exempt: days }),
});

/** Requests of the playbooks on the admin page, by resolver function. `revision` is that of the draft which the page knows. */
export const playbookRequests = {
  /** What is in force, what is being edited, and what one can start from. */
  playbooks: z.strictObject({}),
  /** Projects, categories, link types and fields of the site, as this administrator sees them in Jira. */
  playbookChoices: z.strictObject({}),
  /** The versions of a published playbook. */
  playbookVersions: z.strictObject({ id: playbookId }),
  /** Makes a draft of a ready-made playbook, or of the version in force of a published one. */
  startDraft: z.strictObject({ from: z.enum(['readyMade', 'published']), id: playbookId, revision }),
  saveDraft: z.strictObject({ revision, playbook: editedPlaybook }),
  discardDraft: z.strictObject({ revision }),
  /** Has it computed what publishing the draft would do. */
  startPreview: z.strictObject({ revision }),
  playbookPreview: z.strictObject({}),
  publishPlaybook: z.strictObject({ revision }),
} as const;

/** What an administrator edits: the rest is the draft's own. Of followers, those that they may know. */
export type EditedPlaybook = z.infer<typeof editedPlaybook>;

/** A playbook as this administrator may know it. */
export type PlaybookView = Pick<Playbook, 'id' | 'version' | Exclude<keyof EditedPlaybook, 'followers'>> & {
  readonly followers: Followers & {
    /** Projects that are named and that they may not browse; they stay as they are. */
    readonly hidden: number;
  };
};

export interface PlaybookProblemView {
  /** Path of the field, e.g. `rules.3.target`; the place in a list counts from 0. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Instants are ISO 8601 in UTC throughout. */
export interface DraftView {
  /** `version`: from which it was made, 0 for a new playbook. */
  readonly playbook: PlaybookView;
  readonly changedAt: string;
  readonly changedBy: PersonMention | null;
  /** What keeps it from being published today, e.g. a rule that would count before anybody was told. */
  readonly problems: readonly PlaybookProblemView[];
}

export interface PlaybookInForce {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly publishedAt: string;
  readonly publishedBy: PersonMention | null;
  readonly everyOther: boolean;
  readonly rules: RuleCounts;
  readonly follow: FollowersInFact;
}

export interface RuleCounts {
  readonly enforced: number;
  readonly announced: number;
  readonly shadow: number;
}

/** The projects that follow a playbook: those that may be named, at most 100, by key, and how many there are in all. */
export interface FollowersInFact {
  readonly projects: readonly ProjectMention[];
  readonly total: number;
}

/** A rule of the catalogue, for choosing and setting it. */
export interface CatalogueRule {
  readonly id: string;
  readonly theme: 'plan' | 'delivery' | 'dependencies' | 'riskAndChange' | 'governance';
  readonly title: string;
  readonly checks: string;
  readonly rationale: string;
  readonly source: string;
  readonly defaults: Pick<PlaybookRule, 'weight' | 'target' | 'level' | 'critical'>;
}

export interface PlaybooksView {
  readonly playbooks: readonly PlaybookInForce[];
  /** Plumbline's own, which projects follow for which nothing was published. */
  readonly own: { readonly title: string; readonly rules: RuleCounts; readonly follow: FollowersInFact };
  /** Of the draft, also where there is none. */
  readonly revision: number;
  readonly draft: DraftView | null;
  readonly readyMade: readonly {
    readonly id: string;
    readonly title: string;
    readonly purpose: string;
    readonly rules: RuleCounts;
  }[];
  /** In the order in which rules are shown. */
  readonly rules: readonly CatalogueRule[];
  /** How far projects are evaluated by what was published last; `null` when all are. */
  readonly application: { readonly done: number; readonly projects: number } | null;
  /** The day on the site, as days since 1970-01-01. */
  readonly today: number;
}

/** What a link type is taken for where the playbook does not say otherwise. */
export interface LinkTypeChoice {
  /** As the playbook has it: lower case. */
  readonly name: string;
  readonly shown: string;
  /** "A ⟨outward⟩ B". */
  readonly outward: string | null;
  readonly guess: LinkMeaning;
  /** Why, in words. */
  readonly reason: string;
}

export interface FieldChoice {
  readonly meaning: FieldMeaning;
  /** The id of the field that is taken where the playbook names none; `null`: none. */
  readonly guess: string | null;
  /** Those with values of a fitting type. */
  readonly fields: readonly { readonly id: string; readonly name: string }[];
}

export interface PlaybookChoices {
  readonly projects: readonly {
    readonly id: number;
    readonly key: string;
    readonly name: string;
    readonly category: number | null;
  }[];
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly linkTypes: readonly LinkTypeChoice[];
  readonly fields: readonly FieldChoice[];
}

export interface VersionView {
  readonly playbook: PlaybookView;
  readonly publishedAt: string;
  readonly publishedBy: PersonMention | null;
}

/** What publishing would do, as far as it is computed. */
export interface PreviewView {
  readonly startedAt: string;
  readonly finishedAt: string | null;
  /** Of so many projects so many are looked at. */
  readonly done: number;
  readonly projects: number;
  /** It is of the draft as it is now, and of what is in force now. */
  readonly fits: boolean;
  /** The result; `null` while it is under way. */
  readonly result: PreviewResult | null;
}

export interface PreviewResult {
  /** Projects that were evaluated as they stand and as they would, and of these those whose issues have changed since. */
  readonly evaluated: number;
  readonly changedSince: number;
  /** Projects that would follow another playbook and were never read. */
  readonly unread: number;
  /** Projects of whose score and level nobody can say yet what they will be, and the fields that have to be read first. */
  readonly notForeseen: number;
  readonly awaited: readonly FieldMeaning[];
  /** Those that move, or may, and may be named, what loses most first; at most 500. */
  readonly moves: readonly (Omit<ProjectMove, 'project'> & { readonly project: ProjectMention })[];
  /** All that move; and of those that do, or are not foreseen, the ones that this administrator may not browse. */
  readonly moved: number;
  readonly hidden: number;
  /** Over all projects. */
  readonly rules: readonly (RuleMove & { readonly projects: number })[];
  /** Of the rules that are outside the score. */
  readonly trials: readonly RuleTrial[];
}

export type DraftReply = Pick<PlaybooksView, 'revision' | 'draft'>;

/** What each of these functions replies. `stale`: another administrator was faster; what is told is theirs. */
export interface PlaybookReplies {
  readonly playbooks: Reply<PlaybooksView>;
  readonly playbookChoices: Reply<PlaybookChoices>;
  /** Newest first, at most 20. */
  readonly playbookVersions: Reply<{ readonly versions: readonly VersionView[] }>;
  readonly startDraft: Reply<DraftReply & { readonly outcome: 'saved' | 'stale' }>;
  /** `refused`: nothing was saved, for the reasons that `problems` tell. */
  readonly saveDraft: Reply<
    DraftReply & {
      readonly outcome: 'saved' | 'stale' | 'refused';
      readonly problems: readonly PlaybookProblemView[];
    }
  >;
  readonly discardDraft: Reply<DraftReply & { readonly outcome: 'saved' | 'stale' }>;
  readonly startPreview: Reply<{ readonly outcome: 'started' | 'underWay' | 'stale' }>;
  readonly playbookPreview: Reply<{ readonly preview: PreviewView | null }>;
  readonly publishPlaybook: Reply<{
    readonly outcome: 'published' | 'stale' | 'refused';
    readonly problems: readonly PlaybookProblemView[];
  }>;
}
