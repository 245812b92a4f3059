import { LONGEST_PLACE_NAME, MOST_COMPONENTS, type Place, type PlaceKind, type PlaceSet } from '../model';

/**
 * An open issue's components and its team. What cannot be read as such counts as none: it makes no issue unreadable.
 * https://developer.atlassian.com/platform/teams/components/team-field-in-jira-rest-api/ has the team's shape.
 */
export function placesOf(fields: Readonly<Record<string, unknown>>, teamFields: readonly string[]): PlaceSet {
  const { components } = fields;
  const names = Array.isArray(components)
    ? new Set(components.flatMap((each) => nameOf(each) ?? []))
    : new Set<string>();
  const inOrder = [...names].sort().slice(0, MOST_COMPONENTS);
  const team = teamFields.map((field) => teamName(fields[field])).find((name) => name !== null);
  return [
    ...inOrder.map((name) => placeOfKind('component', name)),
    ...(team === undefined || team === null ? [] : [placeOfKind('team', team)]),
  ];
}

/** A team that Jira hides is told to nobody. */
function teamName(value: unknown): string | null {
  const hidden = typeof value === 'object' && value !== null && 'isVisible' in value && value.isVisible === false;
  return hidden ? null : (nameOf(value) ?? nameOf(value, 'title'));
}

function nameOf(value: unknown, field: 'name' | 'title' = 'name'): string | null {
  if (typeof value !== 'object' || value === null) return null;
  const name = (value as Readonly<Record<string, unknown>>)[field];
  const told = typeof name === 'string' ? name.trim() : '';
  return told === '' ? null : told.slice(0, LONGEST_PLACE_NAME);
}

function placeOfKind(kind: PlaceKind, name: string): Place {
  return { kind, name };
}
