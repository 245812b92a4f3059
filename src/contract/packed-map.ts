import { formatDay, parseDay, type Day } from '../model/calendar';
import { KINDS } from '../model/graph/edges';
import { DigitReader, DigitWriter } from './digits';
import type { KindOfDependency, MapPairs, MapProject, PackedPortfolioMap, PortfolioMapView } from './dependency-map';

/** {@link unpackPortfolioMap} gives back exactly the same view. */
export function packPortfolioMap({ projects, pairs, ...rest }: PortfolioMapView): PackedPortfolioMap {
  const base = baseDay(rest.asOf);
  return {
    ...rest,
    projects: {
      id: projects.map(({ id }) => id),
      key: projects.map(({ key }) => key),
      name: projects.map(({ name }) => name),
      figures: packFigures(projects, base),
    },
    pairs: packPairs(pairs),
  };
}

/** What the page works with. Throws RangeError on anything that {@link packPortfolioMap} did not make. */
export function unpackPortfolioMap({ projects, pairs, ...rest }: PackedPortfolioMap): PortfolioMapView {
  const base = baseDay(rest.asOf);
  const figures = new DigitReader(projects.figures);
  const unpacked = projects.id.map((id, place): MapProject => {
    const [target, forecast] = [dayOf(figures.nullable(), base), dayOf(figures.nullable(), base)];
    const leastFloat = figures.nullable();
    const [waitingForIt, waitedFor] = [figures.unsigned(), figures.unsigned()];
    const [items, estimated, undated] = [figures.unsigned(), figures.unsigned(), figures.unsigned()];
    const instability = instabilityOf(waitingForIt, waitedFor);
    const named = { id, key: projects.key[place], name: projects.name[place] };
    return { ...named, target, forecast, leastFloat, waitingForIt, waitedFor, instability, items, estimated, undated };
  });
  return { ...rest, projects: unpacked, pairs: unpackPairs(pairs, unpacked.length) };
}

/** Whether a pair's `kinds` have this one among them. */
export function hasKind(kinds: number, kind: KindOfDependency): boolean {
  return ((kinds >> KINDS.indexOf(kind)) & 1) === 1;
}

/** I = Ce / (Ca + Ce); `null` when both are 0. */
function instabilityOf(waitingForIt: number, waitedFor: number): number | null {
  return waitingForIt + waitedFor === 0 ? null : waitedFor / (waitingForIt + waitedFor);
}

function packFigures(projects: readonly MapProject[], base: Day): string {
  const out = new DigitWriter();
  for (const project of projects) {
    out.nullable(daysFrom(project.target, base));
    out.nullable(daysFrom(project.forecast, base));
    out.nullable(project.leastFloat);
    for (const count of [project.waitingForIt, project.waitedFor]) out.unsigned(count);
    for (const count of [project.items, project.estimated, project.undated]) out.unsigned(count);
  }
  return out.text();
}

function packPairs({ first, provider, open, late, done, leastSlack, kinds }: MapPairs): string {
  const out = new DigitWriter();
  for (let dependent = 0; dependent < first.length - 1; dependent++) {
    out.unsigned(first[dependent + 1] - first[dependent]);
    let before = -1;
    for (let pair = first[dependent]; pair < first[dependent + 1]; pair++) {
      out.unsigned(provider[pair] - before - 1);
      before = provider[pair];
      for (const count of [open[pair], late[pair], done[pair]]) out.unsigned(count);
      out.nullable(leastSlack[pair]);
      if (open[pair] > 0) out.unsigned(kinds[pair]);
    }
  }
  return out.text();
}

function unpackPairs(text: string, projects: number): MapPairs {
  const input = new DigitReader(text);
  const first = [0];
  const columns = { provider: [] as number[], open: [] as number[], late: [] as number[], done: [] as number[] };
  const leastSlack: (number | null)[] = [];
  const kinds: number[] = [];
  for (let dependent = 0; dependent < projects; dependent++) {
    let before = -1;
    for (let left = input.unsigned(); left > 0; left--) {
      before += input.unsigned() + 1;
      columns.provider.push(before);
      columns.open.push(input.unsigned());
      columns.late.push(input.unsigned());
      columns.done.push(input.unsigned());
      leastSlack.push(input.nullable());
      kinds.push(columns.open[columns.open.length - 1] > 0 ? input.unsigned() : 0);
    }
    first.push(leastSlack.length);
  }
  return { first, ...columns, leastSlack, kinds };
}

/** Days are told by how far they are from the day of the forecast. */
function baseDay(asOf: string | null): Day {
  return (asOf === null ? null : parseDay(asOf)) ?? 0;
}

function daysFrom(day: string | null, base: Day): number | null {
  const parsed = day === null ? null : parseDay(day);
  return parsed === null ? null : parsed - base;
}

function dayOf(days: number | null, base: Day): string | null {
  return days === null ? null : formatDay(base + days);
}
