/** What work belongs to beside its project: a component, or the team of Jira's Team field. Never a person. */
export const PLACE_KINDS = ['component', 'team'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

export interface Place {
  readonly kind: PlaceKind;
  /** As Jira has it, trimmed; at most {@link LONGEST_PLACE_NAME} characters. */
  readonly name: string;
}

/** The places of one issue: components by name, then its team. */
export type PlaceSet = readonly Place[];

/** Jira's own limit for a component's name is 255. */
export const LONGEST_PLACE_NAME = 100;
/** Of an issue's components, so many count, the first by name: in real exports two of a hundred issues have more than two. */
export const MOST_COMPONENTS = 5;

/** Equal for equal sets, and what they are sorted by. */
export function textOfPlaces(places: PlaceSet): string {
  return JSON.stringify(places.map(({ kind, name }) => [kind, name]));
}

/** The sets that are not empty, in their order, each once. */
export function placeSetsOf(sets: Iterable<PlaceSet>): readonly PlaceSet[] {
  const byText = new Map<string, PlaceSet>();
  for (const places of sets) if (places.length > 0) byText.set(textOfPlaces(places), places);
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, places]) => places);
}

/** One name for what is called alike in several projects, whatever its capitals. */
export function placeKey({ kind, name }: Place): string {
  return `${kind}\n${name.toLowerCase()}`;
}
