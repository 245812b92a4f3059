import type { FieldMap, ReadMeaning } from '../model';
import type { ProjectView } from './project-view';
import type { RuleContext } from './rule';

const IN_WORDS: Readonly<Record<ReadMeaning, string>> = {
  baselineFinish: 'baseline finish',
  fixedDate: 'fixed date',
  plannedValue: 'planned value',
  earnedValue: 'earned value',
  actualCost: 'actual cost',
  probability: 'probability',
  impact: 'impact',
  response: 'response',
  contingency: 'contingency',
  target: 'target date',
};

/** What is missing of fields that a rule cannot do without: nobody knows which they are, or they were not read yet. */
export function missingFields(
  { mapped }: Pick<ProjectView, 'mapped'>,
  { playbook }: Pick<RuleContext, 'playbook'>,
  meanings: readonly ReadMeaning[],
): readonly string[] {
  const unread = unreadFields({ mapped }, { playbook }, meanings);
  const unknown = meanings.filter((meaning) => mapped[meaning] === undefined && playbook.fields[meaning] === undefined);
  return unknown.length === 0 ? unread : [`no field of Jira is known to mean ${listed(unknown)}`, ...unread];
}

/** The same of fields that a rule does not apply without: only what the playbook names can be waited for. */
export function unreadFields(
  { mapped }: Pick<ProjectView, 'mapped'>,
  { playbook }: Pick<RuleContext, 'playbook'>,
  meanings: readonly ReadMeaning[],
): readonly string[] {
  const wanted: FieldMap = playbook.fields;
  const unread = meanings.filter(
    (meaning) => wanted[meaning] !== undefined && wanted[meaning] !== mapped[meaning]?.field,
  );
  return unread.length === 0 ? [] : [`the field for ${listed(unread)} has not been read yet`];
}

function listed(meanings: readonly ReadMeaning[]): string {
  const words = meanings.map((meaning) => `“${IN_WORDS[meaning]}”`);
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}
