import type { JobView } from '../../src/contract';

/** Which jobs the page shows: those of one outcome, or all. */
export type JobFilter = JobView['outcome'] | 'all';

export const JOB_FILTERS: readonly JobFilter[] = ['all', 'done', 'continued', 'waiting', 'failed'];

const JOBS = /^\/jobs\/([a-z]+)\/?$/;

export function jobsPath(filter: JobFilter): string {
  return filter === 'all' ? '/' : `/jobs/${filter}`;
}

/** An unknown address shows all jobs. */
export function jobFilterOf(path: string): JobFilter {
  const asked = JOBS.exec(path)?.[1];
  return JOB_FILTERS.find((filter) => filter === asked) ?? 'all';
}

/** The parts of the editor of a draft. */
export const DRAFT_PARTS = ['rules', 'followers', 'practice', 'types', 'links', 'fields', 'preview'] as const;
export type DraftPart = (typeof DRAFT_PARTS)[number];

/** The views of playbooks. */
export type PlaybookPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'draft'; readonly part: DraftPart }
  | { readonly kind: 'playbook'; readonly id: string };

export const refreshPath = '/';
export const playbooksPath = '/playbooks';

/** How a playbook in force came about. */
export function playbookPath(id: string): string {
  return `${playbooksPath}/of/${id}`;
}

export function draftPath(part: DraftPart): string {
  return `${playbooksPath}/draft/${part}`;
}

const PLAYBOOKS = /^\/playbooks(?:\/(draft|of)(?:\/([a-z0-9-]{1,64}))?)?\/?$/;

/** `null` for an address that is not one of playbooks; an unknown part of the editor shows the first. */
export function playbookPlaceOf(path: string): PlaybookPlace | null {
  const match = PLAYBOOKS.exec(path);
  if (!match) return null;
  const [, kind, name] = match;
  if (kind === 'draft') return { kind, part: DRAFT_PARTS.find((part) => part === name) ?? 'rules' };
  return kind === 'of' && name !== undefined ? { kind: 'playbook', id: name } : { kind: 'list' };
}
