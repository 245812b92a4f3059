import type { ProjectSpec } from './project-spec';
import type { Random } from './random';

/** Every summary that an epic's templates yield: first those without slots, then the rest mixed. */
export function summariesOf(items: readonly string[], slots: ProjectSpec['slots'], random: Random): readonly string[] {
  const plain = items.filter((item) => !item.includes('{'));
  const filled = items.filter((item) => item.includes('{')).flatMap((item) => fill(item, slots));
  return [...plain, ...random.shuffled(filled)];
}

function fill(template: string, slots: ProjectSpec['slots']): readonly string[] {
  const slot = /\{(\w+)\}/.exec(template);
  if (!slot) return [template];
  const values = slots[slot[1]];
  if (!values) throw new Error(`no words for {${slot[1]}} in "${template}"`);
  return values.flatMap((value) => fill(template.replace(slot[0], value), slots));
}

const OPENINGS = [
  'Agreed in the weekly planning meeting.',
  'Carried over from the previous phase plan.',
  'Requested by operations; see the minutes of the last steering group.',
  'Needed before the next readiness review.',
  'Follows from the risk workshop.',
] as const;

const CLOSINGS = [
  'Done when the result is filed in the project library and the receiving team has confirmed it.',
  'Done when the acceptance checklist is signed by operations and by the supplier.',
  'Please coordinate access and possessions with the network control centre two weeks ahead.',
  'Budget is covered by the approved phase plan; extra hours go through the project lead.',
  'The supplier sends the documents in advance; we need three working days to review them.',
] as const;

/** A few words of context, as people write them. */
export function describe(random: Random): string {
  return `${random.pick(OPENINGS)}\n${random.pick(CLOSINGS)}`;
}
