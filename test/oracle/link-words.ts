import type { Kind } from '../oracle-schedule/site';
import type { Link } from './read';
import type { LinkTerms } from './terms';

/** "A ⟨words⟩ B": who is the provider, and how the two are tied. */
interface Reading {
  readonly provider: 'A' | 'B';
  readonly kind: Kind;
}

const A_PROVIDES = [
  'blocks',
  'is blocking',
  'precedes',
  'is required by',
  'is required for',
  'is depended on by',
  'is depended upon by',
  'is a precondition for',
  'is prerequisite of',
  'has to be done before',
  "linked one can't start until this issue is done",
];
const B_PROVIDES = [
  'depends on',
  'depends upon',
  'requires',
  'is blocked by',
  'has to be done after',
  "can't start until the linked issue is done",
];

/** `null`: no dependency, or one that nobody can tell. `meanings`: what a playbook says of link types by name. */
export function readWords(link: Link, meanings: Readonly<Record<string, LinkTerms>>): Reading | null {
  const name = link.typeName.toLowerCase();
  if (Object.hasOwn(meanings, name)) {
    const meaning = meanings[name];
    return typeof meaning === 'string' ? null : meaning;
  }
  const [outward, inward] = [link.outwardWords?.toLowerCase() ?? null, link.inwardWords?.toLowerCase() ?? null];
  if (outward === null && inward === null) {
    if (name.includes('depend')) return { provider: 'B', kind: 'finishToStart' };
    return name.includes('block') ? { provider: 'A', kind: 'finishToStart' } : null;
  }
  if (outward === 'has to be started together with') return { provider: 'A', kind: 'startToStart' };
  if (outward === 'has to be finished together with') return { provider: 'A', kind: 'finishToFinish' };
  if (outward === 'is triggering' || outward === 'earliest end is start of') {
    return { provider: 'A', kind: 'startToFinish' };
  }
  // The same word both ways tells no direction.
  if (outward === inward || outward === null) return null;
  if (A_PROVIDES.includes(outward)) return { provider: 'A', kind: 'finishToStart' };
  return B_PROVIDES.includes(outward) ? { provider: 'B', kind: 'finishToStart' } : null;
}
