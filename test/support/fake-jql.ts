interface Searched {
  readonly key: string;
  readonly fields: Record<string, unknown>;
}

type Matches = (issue: Searched, projectId: string) => boolean;

/** The conditions that the app writes, each exactly as it writes them. */
const CONDITIONS: readonly (readonly [RegExp, (found: readonly string[], now: number) => Matches])[] = [
  [
    /^project = (\d+)$/,
    ([, id]) =>
      (_, projectId) =>
        projectId === id,
  ],
  [
    /^sprint = (\d+)$/,
    ([, sprint]) =>
      ({ fields }) =>
        ((fields.customfield_10020 ?? []) as readonly { readonly id: number }[]).some(
          ({ id }) => id === Number(sprint),
        ),
  ],
  [
    /^key > "[A-Z0-9]+-(\d+)"$/,
    ([, number]) =>
      ({ key }) =>
        Number(key.split('-')[1]) > Number(number),
  ],
  [
    /^updated >= -(\d+)m$/,
    ([, minutes], now) => {
      const since = now - Number(minutes) * 60_000;
      return ({ fields }) => new Date(String(fields.updated)).getTime() >= since;
    },
  ],
  [
    /^issueLinkType is not EMPTY$/,
    () =>
      ({ fields }) =>
        (fields.issuelinks as readonly unknown[]).length > 0,
  ],
  [
    /^fixVersion in \((\d+(?:, \d+)*)\)$/,
    ([, list]) => {
      const ids = new Set(list.split(', '));
      return ({ fields }) =>
        ((fields.fixVersions ?? []) as readonly { readonly id?: string }[]).some(({ id = '' }) => ids.has(id));
    },
  ],
];

const ORDER = / ORDER BY key ASC$/;

/** Whether every condition of the query is one that the app writes, and at least one bounds it. */
export function isKnownJql(jql: string): boolean {
  return conditionsOf(jql).every((text) => CONDITIONS.some(([pattern]) => pattern.test(text)));
}

/** Which issues a known query finds at that instant. */
export function compileJql(jql: string, now: number): Matches {
  const all = conditionsOf(jql).flatMap((text) =>
    CONDITIONS.flatMap(([pattern, make]) => {
      const found = pattern.exec(text);
      return found === null ? [] : [make(found, now)];
    }),
  );
  return (issue, projectId) => all.every((matches) => matches(issue, projectId));
}

function conditionsOf(jql: string): readonly string[] {
  return jql.replace(ORDER, '').split(' AND ');
}
