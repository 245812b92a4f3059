import type { EvidenceKind } from '../model';
import { unless, type GateProblem } from './problem';

const LONGEST_LINK = 2000;
const ISSUE_KEY = /^[A-Z][A-Z0-9_]*-[1-9]\d*$/;
/** A scheme, a host, and nothing that a browser would read over: no space, control character, quote or bracket. */
const WEB_ADDRESS = /^https?:\/\/[a-z0-9[][^\s\\"'<>`\u0000-\u001f\u007f]*$/i; // eslint-disable-line no-control-regex
/** `https://bank.example@evil.example` leads to the latter. */
const WITH_USER = /^https?:\/\/[^/?#]*@/i;

/** An issue is named by its key; pages and all else by an address that begins with https or http, and nothing else. */
export function evidenceLinkProblems(field: string, kind: EvidenceKind, link: string): readonly GateProblem[] {
  if (kind === 'issue') {
    return unless(link.length <= 255 && ISSUE_KEY.test(link), {
      field,
      problem: 'This is not the key of an issue.',
      remedy: 'Enter a key such as PAY-12.',
    });
  }
  return unless(link.length <= LONGEST_LINK && WEB_ADDRESS.test(link) && !WITH_USER.test(link), {
    field,
    problem: 'This is not an address of the web that can be opened safely.',
    remedy: `Enter an address that begins with https:// or http://, at most ${LONGEST_LINK} characters.`,
  });
}
