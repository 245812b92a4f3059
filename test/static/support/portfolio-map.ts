import { packPortfolioMap, type MapProject, type PortfolioMapView } from '../../../src/contract';
import type { FakeHost } from './host';

/** When the first two projects of the map were read; nobody has read the others. */
export const [NEWEST, OLDEST] = ['2026-11-20T09:31:00.000Z', '2026-11-20T07:05:00.000Z'];

/** A project of the demo portfolio; its number is its place. */
export function aMapProject(number: number, name: string, overrides: Partial<MapProject> = {}): MapProject {
  return {
    ...{ id: String(10_000 + number), key: name.slice(0, 3).toUpperCase(), name },
    ...{ target: '2026-12-20', forecast: '2026-12-31', leastFloat: -7 },
    ...{ waitingForIt: 1, waitedFor: 1, instability: 0.5, items: 20, estimated: 0, undated: 0 },
    ...overrides,
  };
}

/** All that the viewer may not browse, as one. */
export const restrictedProject: MapProject = {
  ...aMapProject(0, ''),
  ...{ id: null, key: null, name: null, target: null, forecast: null, leastFloat: null },
};

export interface PairFigures {
  readonly dependent: number;
  readonly provider: number;
  readonly open?: number;
  readonly late?: number;
  readonly done?: number;
  readonly slack?: number | null;
  /** 1: finish to start only. */
  readonly kinds?: number;
}

/** Columns of pairs, in whatever order the pairs are told. */
export function pairColumns(projects: number, pairs: readonly PairFigures[]): PortfolioMapView['pairs'] {
  const sorted = [...pairs].sort((one, other) => one.dependent - other.dependent || one.provider - other.provider);
  return {
    first: Array.from(
      { length: projects + 1 },
      (_, place) => sorted.filter(({ dependent }) => dependent < place).length,
    ),
    provider: sorted.map(({ provider }) => provider),
    open: sorted.map(({ open }) => open ?? 1),
    late: sorted.map(({ late }) => late ?? 0),
    done: sorted.map(({ done }) => done ?? 0),
    leastSlack: sorted.map(({ slack }) => slack ?? null),
    kinds: sorted.map(({ open, kinds }) => (open === 0 ? 0 : (kinds ?? 1))),
  };
}

/**
 * Signalling waits for data (9 open, 4 late) and timetable (2); ticketing waits for signalling (6, 3 late) and data (8);
 * data waits for fleet (7, some of them finish to finish); a restricted project waits for ticketing (2, 1 late); fleet waits for nobody.
 */
export function aPortfolioMap(overrides: Partial<PortfolioMapView> = {}): PortfolioMapView {
  const names = ['Signalling upgrade', 'Data platform', 'Ticketing app', 'Fleet telemetry', 'Timetable engine'];
  const projects = [...names.map((name, place) => aMapProject(place, name)), restrictedProject];
  const pairs = pairColumns(projects.length, [
    { dependent: 0, provider: 1, open: 9, late: 4, slack: -11 },
    { dependent: 0, provider: 4, open: 2, slack: 6 },
    { dependent: 1, provider: 3, open: 7, done: 3, slack: 2, kinds: 5 },
    { dependent: 2, provider: 0, open: 6, late: 3, slack: -4 },
    { dependent: 2, provider: 1, open: 8, slack: 12 },
    { dependent: 3, provider: 4, open: 0, done: 5 },
    { dependent: 5, provider: 2, open: 2, late: 1, slack: -1 },
  ]);
  return {
    ...{ revision: 'map-1', asOf: '2026-11-20', mergedAt: '2026-11-20T09:40:00.000Z', stale: false },
    ...{ siteTimeZone: 'Europe/London', projects, pairs, cycles: [], cycleCount: 0 },
    lateness: { lateNow: 2, willBeLate: 6, atRisk: 3, fine: 19, unknown: 4 },
    dependencies: { total: 60, open: 40, crossProject: 42 },
    ...{ withUnknownEnd: 0, selfLinks: 0, unclearLinkTypes: [] },
    ...overrides,
  };
}

/** A back end that answers `portfolioMap` as the real one does: `unchanged` when the page knows the revision. */
export function mapsAre(host: FakeHost, initial: PortfolioMapView): { map: PortfolioMapView } {
  const backEnd = { map: initial };
  host.resolvers.portfolioMap = ({ knownRevision }) => {
    const { revision } = backEnd.map;
    const value = knownRevision === revision ? { unchanged: true as const, revision } : packPortfolioMap(backEnd.map);
    return { ok: true, value };
  };
  host.resolvers.mapSources = () => ({
    ok: true,
    value: {
      sources: [
        { projectId: '10000', playbook: 'Predictive v4', readAt: NEWEST },
        { projectId: '10001', playbook: 'Agile v2', readAt: OLDEST },
      ],
    },
  });
  return backEnd;
}
