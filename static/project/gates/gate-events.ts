import type { GatePassport, GatesView, PassportEntry } from '../../../src/contract';
import { isoOf } from '../../shared/days';
import type { Format } from '../../shared/format';
import { RECORD_WORDS } from '../../shared/record-words';
import { personWords } from '../waiver-words';
import { DECISION_WORDS } from './gate-words';

type Event = PassportEntry['event'];
type Of<Kind extends Event['kind']> = Extract<Event, { readonly kind: Kind }>;

/** What the passport's text has. */
export function entriesOf({ text }: Pick<GatePassport, 'text'>): readonly PassportEntry[] {
  return JSON.parse(text) as readonly PassportEntry[];
}

/** A review as the record tells it. */
export interface RecordedReview {
  readonly request: Of<'reviewRequested'>;
  /** Every word, those that their deciders took back later included. */
  readonly words: readonly Of<'decided'>[];
  readonly withdrawn: Of<'reviewWithdrawn'> | null;
}

/** In the order in which they were requested. */
export function reviewsOf(entries: readonly PassportEntry[]): readonly RecordedReview[] {
  const events = entries.map(({ event }) => event);
  return events.flatMap((request) => {
    if (request.kind !== 'reviewRequested') return [];
    const words = events.flatMap((each) => (each.kind === 'decided' && each.review === request.review ? [each] : []));
    const withdrawn = events.find((each) => each.kind === 'reviewWithdrawn' && each.review === request.review);
    return [{ request, words, withdrawn: withdrawn?.kind === 'reviewWithdrawn' ? withdrawn : null }];
  });
}

/** Titles of all criteria that the record or the page knows, by id. */
export function criterionTitles(
  entries: readonly PassportEntry[],
  tracker: GatesView['tracker'],
): ReadonlyMap<string, string> {
  const frozen = reviewsOf(entries).flatMap(({ request }) => request.criteria);
  const current = [...(tracker?.standing.criteria ?? []), ...(tracker?.gateReady.criteria ?? [])];
  return new Map([...frozen, ...current].map(({ id, title }) => [id, title]));
}

/** A person of the record by the name that Jira tells. */
export function personOf({ people }: Pick<GatePassport, 'people'>, actor: string): string {
  return personWords(people[actor] ?? null);
}

/** An event as a line of the record. */
export interface EventInWords {
  readonly what: string;
  readonly about: string;
  readonly why: string;
}

/** What happened, what it is about and why, for readers. */
export function eventInWords(
  event: Event,
  entries: readonly PassportEntry[],
  titles: ReadonlyMap<string, string>,
  format: Format,
  nameOf: (actor: string) => string,
): EventInWords {
  const criterion = (id: string): string => titles.get(id) ?? 'a criterion that is not asked any more';
  const gateOf = (review: string): string =>
    reviewsOf(entries).find(({ request }) => request.review === review)?.request.title ?? '';
  switch (event.kind) {
    case 'lifecycleSaved':
      return { what: `Lifecycle saved, version ${event.version}`, about: `${event.gates.length} gates`, why: '' };
    case 'evidenceAttached':
      return {
        what: `Evidence attached, of ${format.day(isoOf(event.datedOn))}`,
        about: criterion(event.criterion),
        why: event.title === '' ? event.link : `${event.title}: ${event.link}`,
      };
    case 'statementConfirmed':
      return { what: event.holds ? 'Confirmed' : 'Confirmation taken back', about: event.text, why: '' };
    case 'recordFilled':
      return {
        what: 'Project record filled in',
        about: RECORD_WORDS[event.field],
        why: event.person === null ? event.text : nameOf(event.person),
      };
    case 'waiverRequested':
      return {
        what: `Waiver requested until ${format.day(isoOf(event.until))}`,
        about: criterion(event.criterion),
        why: `${event.reason} Meanwhile: ${event.mitigation}`,
      };
    case 'waiverDecided':
      return {
        what: event.granted ? 'Waiver granted' : 'Waiver refused',
        about: waived(event.waiver, entries, criterion),
        why: event.reason,
      };
    case 'waiverWithdrawn':
      return { what: 'Waiver withdrawn', about: waived(event.waiver, entries, criterion), why: '' };
    case 'reviewRequested':
      return { what: 'Review requested', about: event.title, why: event.note };
    case 'decided':
      return { what: DECISION_WORDS[event.decision], about: gateOf(event.review), why: event.reason };
    case 'reviewWithdrawn':
      return { what: 'Request withdrawn', about: gateOf(event.review), why: event.reason };
    case 'conditionRaised':
      return { what: 'A condition became an issue', about: conditionText(event.condition, entries), why: '' };
  }
}

function waived(waiver: string, entries: readonly PassportEntry[], title: (id: string) => string): string {
  const request = entries.find(({ event }) => event.kind === 'waiverRequested' && event.waiver === waiver)?.event;
  return request?.kind === 'waiverRequested' ? title(request.criterion) : '';
}

function conditionText(condition: string, entries: readonly PassportEntry[]): string {
  const conditions = entries.flatMap(({ event }) => (event.kind === 'decided' ? event.conditions : []));
  return conditions.find(({ id }) => id === condition)?.text ?? '';
}
