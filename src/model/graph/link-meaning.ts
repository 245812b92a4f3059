import type { DependencyKind, LinkMeaning } from '../dependency';
import type { Playbook } from '../playbook';
import type { LinkType } from '../issue-links';

/** What a link type means, and why we think so, in words for the PMO. */
export type ExplainedMeaning = LinkMeaning & { readonly reason: string };

type Provider = 'outwardSource' | 'outwardTarget';

interface DependencyPhrase {
  readonly words: RegExp;
  readonly provider: Provider;
  readonly kind: DependencyKind;
}

/**
 * Words that stand between A and B in "A ⟨words⟩ B" and make them a dependency.
 * `outwardSource`: A provides; `outwardTarget`: B provides. The first that matches counts.
 */
const DEPENDENCY_PHRASES: readonly DependencyPhrase[] = [
  // Gantt add-ons, the long forms first: "start" and "finish" decide the kind.
  { words: /^linked one can't start until this issue is done$/, provider: 'outwardSource', kind: 'finishToStart' },
  { words: /^can't start until the linked issue is done$/, provider: 'outwardTarget', kind: 'finishToStart' },
  {
    words: /^linked one can't start until this issue (starts|begins)$/,
    provider: 'outwardSource',
    kind: 'startToStart',
  },
  { words: /^can't start until the linked issue (starts|begins)$/, provider: 'outwardTarget', kind: 'startToStart' },
  { words: /^linked one can't finish until this issue is done$/, provider: 'outwardSource', kind: 'finishToFinish' },
  { words: /^can't finish until the linked issue is done$/, provider: 'outwardTarget', kind: 'finishToFinish' },
  {
    words: /^linked one can't finish until this issue (starts|begins)$/,
    provider: 'outwardSource',
    kind: 'startToFinish',
  },
  { words: /^can't finish until the linked issue (starts|begins)$/, provider: 'outwardTarget', kind: 'startToFinish' },
  { words: /^(has|have) to be started together with$/, provider: 'outwardSource', kind: 'startToStart' },
  { words: /^(has|have) to be finished together with$/, provider: 'outwardSource', kind: 'finishToFinish' },
  // "A's start is the earliest end of B": B cannot end before A starts, so A provides.
  { words: /^start is earliest end of$/, provider: 'outwardSource', kind: 'startToFinish' },
  { words: /^earliest end is start of$/, provider: 'outwardTarget', kind: 'startToFinish' },
  { words: /^is triggering$/, provider: 'outwardSource', kind: 'startToFinish' },
  { words: /^is triggered by$/, provider: 'outwardTarget', kind: 'startToFinish' },
  { words: /^(has|have) to be done before$/, provider: 'outwardSource', kind: 'finishToStart' },
  { words: /^(has|have) to be done after$/, provider: 'outwardTarget', kind: 'finishToStart' },
  // Plain words.
  { words: /^(blocks|is blocking|is (a )?blocker (of|for))\b/, provider: 'outwardSource', kind: 'finishToStart' },
  { words: /^(is )?blocked by\b/, provider: 'outwardTarget', kind: 'finishToStart' },
  {
    words: /^(precedes|is preceding|is (a )?predecessor (of|for))\b/,
    provider: 'outwardSource',
    kind: 'finishToStart',
  },
  { words: /^(is )?preceded by\b/, provider: 'outwardTarget', kind: 'finishToStart' },
  { words: /^(is )?required (by|for)\b/, provider: 'outwardSource', kind: 'finishToStart' },
  { words: /^requires\b/, provider: 'outwardTarget', kind: 'finishToStart' },
  { words: /^(is )?(depended|dependent) (on |upon )?by\b/, provider: 'outwardSource', kind: 'finishToStart' },
  { words: /^(depends|is dependent|is depending) (on|upon|of)\b/, provider: 'outwardTarget', kind: 'finishToStart' },
  {
    words: /^is (a |the )?(pre-?condition|pre-?requisite) (of|for)\b/,
    provider: 'outwardSource',
    kind: 'finishToStart',
  },
];

/** Words of links that say nothing about who waits for whom. */
const NO_DEPENDENCY =
  /\b(relate[sd]?|duplicate[sd]?|duplicating|clone[sd]?|cloning|split|tests?|tested|testing|documents|documented|supersede[sd]?|supercede[sd]?|mentions|mentioned|parent|child|contains|contained|epic|subtask|sub-task)\b/;

/** The same for a type's name, which is mostly a noun. */
const NO_DEPENDENCY_NAME =
  /relat|duplicat|clon|split|\btest|document|supersed|superced|supersession|mention|parent|child|contain|epic|subtask|sub-task/;

const UNCLEAR_WORDS = /\b(follow|follows|followed|cause|causes|caused|incorporates?|incorporated)\b/;

/**
 * What a link type means: the playbook's word where the PMO set one, else told from the type's words
 * ("A ⟨outward⟩ B", "B ⟨inward⟩ A"), else, where an export has only the name, from that.
 */
export function meaningOfLinkType(type: LinkType, playbook: Pick<Playbook, 'linkMeanings'>): ExplainedMeaning {
  const name = linkTypeName(type);
  if (Object.hasOwn(playbook.linkMeanings, name)) {
    return { ...playbook.linkMeanings[name], reason: 'set in the playbook' };
  }
  const outward = normalised(type.outward);
  const inward = normalised(type.inward);
  if (outward === '' && inward === '') return meaningOfName(name);
  const fromOutward = meaningOfWords(outward, 'outwardSource');
  if (fromOutward && fromOutward.as !== 'unclear') return fromOutward;
  if (outward !== '' && outward === inward) return unclear(`"${outward}" reads the same in both directions`);
  if (fromOutward) return fromOutward;
  return meaningOfWords(inward, 'outwardTarget') ?? unclear(`"${outward || inward}" is not a word we know`);
}

/** Reads "X ⟨words⟩ Y", X being the outward source (or, for inward words, the outward target). `null`: not known. */
function meaningOfWords(words: string, subject: Provider): ExplainedMeaning | null {
  if (words === '') return null;
  const phrase = DEPENDENCY_PHRASES.find((each) => each.words.test(words));
  if (phrase) {
    const provider = subject === 'outwardSource' ? phrase.provider : opposite(phrase.provider);
    return { as: 'dependency', provider, kind: phrase.kind, reason: `"${words}" says who waits for whom` };
  }
  if (UNCLEAR_WORDS.test(words)) return unclear(`"${words}" does not say whether one waits for the other`);
  if (NO_DEPENDENCY.test(words)) return { as: 'none', reason: `"${words}" does not make one wait for the other` };
  return null;
}

function meaningOfName(name: string): ExplainedMeaning {
  if (name.includes('depend')) {
    const reason = `only the name "${name}" is known; read as "depends on"`;
    return { as: 'dependency', provider: 'outwardTarget', kind: 'finishToStart', reason };
  }
  if (name.includes('block')) {
    const reason = `only the name "${name}" is known; read as "blocks"`;
    return { as: 'dependency', provider: 'outwardSource', kind: 'finishToStart', reason };
  }
  if (NO_DEPENDENCY_NAME.test(name)) return { as: 'none', reason: `"${name}" does not make one wait for the other` };
  return unclear(`only the name "${name}" is known, and it does not say who waits for whom`);
}

function unclear(reason: string): ExplainedMeaning {
  return { as: 'unclear', reason };
}

function opposite(provider: Provider): Provider {
  return provider === 'outwardSource' ? 'outwardTarget' : 'outwardSource';
}

/** The name by which a playbook knows a link type. */
export function linkTypeName({ name }: LinkType): string {
  return normalised(name);
}

/** Lower case, straight apostrophes, single spaces, no full stop at the end. */
function normalised(text: string | null): string {
  return (text ?? '').toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ').trim().replace(/\.+$/, '');
}
