import {
  distinctEdges,
  FAR_STATE,
  NO_DAY,
  parseDay,
  STATE,
  type Day,
  type DependencySlice,
  type OutsideEnds,
  type OwnEnds,
} from '../src/model';
import { BENCH_TODAY, seededRandom } from './generate';

export interface SliceShape {
  readonly projects: number;
  readonly issuesPerProject: number;
  /** Dependencies over all projects. */
  readonly links: number;
  /** Share of them whose ends are in different projects. */
  readonly crossing: number;
  /** With how many later projects each one has such dependencies. */
  readonly partners: number;
  /** Dependencies that close a cycle: each leads back over one or two others. */
  readonly cycles: number;
  readonly seed: number;
}

/** Issue i of the portfolio has this id. */
const FIRST_ID = 100_000;

/** Slices of a portfolio, with dates, sprints, versions and estimates in the shares of `generateProjects`. */
export function generateSlices(shape: SliceShape): DependencySlice[] {
  const random = seededRandom(shape.seed);
  const { providers, dependents } = drawLinks(shape, random);
  const issues = drawIssues(shape.projects * shape.issuesPerProject, random);
  const ofProject: number[][] = Array.from({ length: shape.projects }, () => []);
  for (let link = 0; link < providers.length; link++) {
    const from = Math.floor(providers[link] / shape.issuesPerProject);
    const to = Math.floor(dependents[link] / shape.issuesPerProject);
    ofProject[from].push(link);
    if (to !== from) ofProject[to].push(link);
  }
  return ofProject.map((links, project) => sliceOf(project, links, { shape, providers, dependents, issues }));
}

/** Partners are so many projects apart. */
const STRIDE = 37;

/** Links lead to younger issues, but for those that close a cycle. */
function drawLinks(
  { projects, issuesPerProject, links, crossing, partners, cycles }: SliceShape,
  random: () => number,
): { readonly providers: Int32Array; readonly dependents: Int32Array } {
  const issues = projects * issuesPerProject;
  const providers = new Int32Array(links);
  const dependents = new Int32Array(links);
  for (let link = 0; link < links - cycles; link++) {
    const one = Math.floor(random() * issues);
    const home = one - (one % issuesPerProject);
    const away = random() < crossing ? (1 + Math.floor(random() * partners)) * STRIDE * issuesPerProject : 0;
    let other = one;
    while (other === one) other = (home + away + Math.floor(random() * issuesPerProject)) % issues;
    providers[link] = Math.min(one, other);
    dependents[link] = Math.max(one, other);
  }
  for (let link = links - cycles; link < links; link++) {
    const back = Math.floor(random() * (links - cycles));
    providers[link] = dependents[back];
    dependents[link] = providers[back];
  }
  return { providers, dependents };
}

/** What issues have, by number. */
type Issues = Pick<
  OwnEnds,
  'state' | 'start' | 'due' | 'sprintStart' | 'sprintEnd' | 'versionId' | 'versionEnd' | 'effortDays'
>;

function drawIssues(count: number, random: () => number): Issues {
  const today = dayOf(BENCH_TODAY);
  const [start, due] = [new Int32Array(count).fill(NO_DAY), new Int32Array(count).fill(NO_DAY)];
  const [sprintStart, sprintEnd] = [start.slice(), start.slice()];
  const [versionId, versionEnd] = [new Float64Array(count), start.slice()];
  const state = new Uint8Array(count);
  const effortDays = new Int32Array(count);
  for (let issue = 0; issue < count; issue++) {
    const draw = random();
    state[issue] = draw < 0.35 ? STATE.todo : draw < 0.5 ? STATE.inProgress : STATE.done;
    const begins = today + Math.floor((random() - 0.5) * 180);
    const isDated = random() < 0.6;
    if (isDated) due[issue] = begins + Math.floor(random() * 60);
    if (isDated && random() < 0.7) start[issue] = begins;
    if (state[issue] === STATE.done) continue;
    if (random() < 0.3) {
      sprintStart[issue] = dayOf('2026-06-08');
      sprintEnd[issue] = dayOf('2026-06-22');
    }
    if (random() < 0.3) {
      versionId[issue] = 10001;
      versionEnd[issue] = dayOf('2026-07-31');
    }
    if (random() < 0.4) effortDays[issue] = 1;
  }
  return { state, start, due, sprintStart, sprintEnd, versionId, versionEnd, effortDays };
}

function dayOf(text: string): Day {
  const day = parseDay(text);
  if (day === null) throw new Error(`${text} is no day`);
  return day;
}

interface Portfolio {
  readonly shape: SliceShape;
  readonly providers: Int32Array;
  readonly dependents: Int32Array;
  readonly issues: Issues;
}

function sliceOf(project: number, links: readonly number[], portfolio: Portfolio): DependencySlice {
  const { shape, providers, dependents, issues } = portfolio;
  const home = project * shape.issuesPerProject;
  const isOwn = (issue: number): boolean => issue >= home && issue < home + shape.issuesPerProject;
  const linked = new Set(links.flatMap((link) => [providers[link], dependents[link]]));
  const own: number[] = [];
  for (let issue = home; issue < home + shape.issuesPerProject; issue++) {
    if (linked.has(issue) || isPlanned(issues, issue)) own.push(issue);
  }
  const far = [...linked].filter((issue) => !isOwn(issue)).sort((a, b) => a - b);
  const places = new Map([...own, ...far].map((issue, place) => [issue, place]));
  const placeOf = (issue: number): number => places.get(issue) ?? 0;
  const { count, provider, dependent, kind } = distinctEdges(places.size, {
    count: links.length,
    provider: Int32Array.from(links, (link) => placeOf(providers[link])),
    dependent: Int32Array.from(links, (link) => placeOf(dependents[link])),
    kind: new Uint8Array(links.length),
  });
  return {
    projectId: 10_000 + project,
    projectKey: projectKey(project),
    typicalDays: 7,
    target: null,
    ends: ownEnds(own, home, issues),
    outside: outsideEnds(far, portfolio),
    dependencies: { count, provider: provider.slice(), dependent: dependent.slice(), kind: kind.slice() },
    selfLinks: 0,
    unclearLinkTypes: [],
  };
}

function isPlanned({ state, due, sprintEnd, versionEnd }: Issues, issue: number): boolean {
  const hasEnd = due[issue] !== NO_DAY || sprintEnd[issue] !== NO_DAY || versionEnd[issue] !== NO_DAY;
  return hasEnd && state[issue] !== STATE.done;
}

function ownEnds(own: readonly number[], home: number, issues: Issues): OwnEnds {
  const pick = (column: Int32Array): Int32Array => Int32Array.from(own, (issue) => column[issue]);
  return {
    count: own.length,
    id: Float64Array.from(own, (issue) => FIRST_ID + issue),
    number: Int32Array.from(own, (issue) => issue - home + 1),
    state: Uint8Array.from(own, (issue) => issues.state[issue]),
    start: pick(issues.start),
    due: pick(issues.due),
    sprintStart: pick(issues.sprintStart),
    sprintEnd: pick(issues.sprintEnd),
    versionId: Float64Array.from(own, (issue) => issues.versionId[issue]),
    versionEnd: pick(issues.versionEnd),
    effortDays: pick(issues.effortDays),
    milestone: new Uint8Array(own.length),
  };
}

function outsideEnds(far: readonly number[], { shape, issues }: Portfolio): OutsideEnds {
  const projectOf = (issue: number): number => Math.floor(issue / shape.issuesPerProject);
  const prefixes = [...new Set(far.map((issue) => projectKey(projectOf(issue))))].sort();
  const places = new Map(prefixes.map((prefix, place) => [prefix, place]));
  return {
    count: far.length,
    id: Float64Array.from(far, (issue) => FIRST_ID + issue),
    state: Uint8Array.from(far, (issue) => (issues.state[issue] === STATE.done ? FAR_STATE.done : FAR_STATE.open)),
    prefix: Int32Array.from(far, (issue) => places.get(projectKey(projectOf(issue))) ?? 0),
    number: Int32Array.from(far, (issue) => (issue % shape.issuesPerProject) + 1),
    prefixes,
  };
}

function projectKey(project: number): string {
  return `P${project.toString(36).toUpperCase()}X`;
}
