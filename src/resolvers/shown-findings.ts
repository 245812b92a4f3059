import type { RuleLifecycle, Snapshot } from '../model';

/** Whether project managers see a rule's findings: those of one in shadow are for the PMO alone. */
export function isShown({ lifecycle }: { readonly lifecycle: RuleLifecycle }): boolean {
  return lifecycle !== 'shadow';
}

/** A snapshot as project managers see it. */
export function asShown(snapshot: Snapshot): Snapshot {
  return { ...snapshot, findings: snapshot.findings.filter(isShown) };
}
