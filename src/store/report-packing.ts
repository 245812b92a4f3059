import type { DependencyReport, ProjectCoupling, ProjectForecast, ProjectStability } from '../model';
import { ByteReader, ByteWriter, list, withLength, withoutLength } from './bytes';
import { codeNumber, codeSigned, ContextPlan, Decoder, Encoder, type Coder } from './range-coder';

/** What a report says of each project and of each pair of them: its bulk, some 23,000 pairs among 1,000 projects. */
export type ProjectFigures = Pick<DependencyReport, 'coupling' | 'stability' | 'forecasts'>;

const LAYOUT = 2;
/** Did not tell the kinds of a pair's dependencies. */
const LAYOUT_WITHOUT_KINDS = 1;
/** What stands for kinds that were not told: any. */
const ANY_KINDS = 15;

const plan = new ContextPlan();
const CONTEXT = {
  project: plan.number(),
  dependent: plan.number(),
  provider: plan.number(),
  open: plan.number(),
  done: plan.number(),
  /** By whether any is open. */
  late: [plan.number(), plan.number()],
  hasSlack: plan.bits(2),
  slack: plan.number(),
  kinds: plan.number(),
  waitingForIt: plan.number(),
  waitedFor: plan.number(),
  hasTarget: plan.bits(1),
  target: plan.number(),
  hasForecast: plan.bits(1),
  forecast: plan.number(),
  hasLength: plan.bits(1),
  length: plan.number(),
  hasFloat: plan.bits(1),
  float: plan.number(),
  items: plan.number(),
  estimated: plan.number(),
  undated: plan.number(),
};

/** Packs the figures; {@link unpackProjectFigures} gives back the same. Linear, but for sorting the projects' keys. */
export function packProjectFigures({ coupling, stability, forecasts }: ProjectFigures): Buffer {
  const pairKeys = coupling.flatMap(({ dependentProject, providerProject }) => [dependentProject, providerProject]);
  const keys = [...new Set([...pairKeys, ...[...stability, ...forecasts].map(({ project }) => project)])].sort();
  const out = new ByteWriter();
  for (const each of [LAYOUT, keys.length, coupling.length, stability.length, forecasts.length]) out.unsigned(each);
  for (const key of keys) out.text(key);
  const coder = new Encoder(plan.total);
  const places = new Map(keys.map((key, place) => [key, place]));
  const figures = new FigureCoder(coder, keys, (key) => places.get(key) ?? 0);
  for (const each of coupling) figures.pair(each);
  for (const each of stability) figures.stability(each);
  for (const each of forecasts) figures.forecast(each);
  return withLength(Buffer.concat([out.bytes(), coder.bytes()]));
}

/** Reads what {@link packProjectFigures} wrote; throws RangeError on anything else. */
export function unpackProjectFigures(bytes: Buffer): ProjectFigures {
  const input = new ByteReader(withoutLength(bytes));
  const layout = input.unsigned();
  if (layout !== LAYOUT && layout !== LAYOUT_WITHOUT_KINDS) throw new RangeError('Packed figures have another layout');
  const [keyCount, pairs, stabilities, forecasts] = list(4, () => input.unsigned());
  const keys = list(keyCount, () => input.text());
  const figures = new FigureCoder(new Decoder(plan.total, input.rest()), keys, () => 0, layout === LAYOUT);
  return {
    coupling: list(pairs, () => figures.pair(NO_PAIR)),
    stability: list(stabilities, () => figures.stability(NO_STABILITY)),
    forecasts: list(forecasts, () => figures.forecast(NO_FORECAST)),
  };
}

/** What a decoder is given, which does not look at it. */
const NO_PAIR: ProjectCoupling = {
  ...{ dependentProject: '', providerProject: '', total: 0, open: 0, late: 0, leastSlack: null, kinds: 0 },
};
const NO_STABILITY: ProjectStability = { project: '', waitingForIt: 0, waitedFor: 0, instability: null };
const NO_FORECAST: ProjectForecast = {
  ...{ project: '', target: null, forecast: null, pathLength: null, leastFloat: null },
  ...{ items: 0, estimated: 0, undated: 0 },
};

/** Serves both directions (see {@link Coder}): answers what it coded. A project is told by how far it is from the last. */
class FigureCoder {
  private dependent = 0;
  private provider = -1;
  private ofStability = -1;
  private ofForecast = -1;

  constructor(
    private readonly coder: Coder,
    private readonly keys: readonly string[],
    private readonly placeOf: (key: string) => number,
    private readonly tellsKinds = true,
  ) {}

  pair(given: ProjectCoupling): ProjectCoupling {
    const { coder } = this;
    const dependent = this.place(CONTEXT.dependent, this.dependent, given.dependentProject);
    const provider = this.place(
      CONTEXT.provider,
      dependent === this.dependent ? this.provider : -1,
      given.providerProject,
    );
    [this.dependent, this.provider] = [dependent, provider];
    const open = codeNumber(coder, CONTEXT.open, given.open);
    const done = codeNumber(coder, CONTEXT.done, given.total - given.open);
    const anyOpen = open > 0 ? 1 : 0;
    const late = codeNumber(coder, CONTEXT.late[anyOpen], given.late);
    const leastSlack = this.nullable(CONTEXT.hasSlack + anyOpen, CONTEXT.slack, given.leastSlack);
    const named = { dependentProject: this.keys[dependent], providerProject: this.keys[provider] };
    const kinds = open === 0 ? 0 : this.tellsKinds ? codeNumber(coder, CONTEXT.kinds, given.kinds) : ANY_KINDS;
    return { ...named, total: open + done, open, late, leastSlack, kinds };
  }

  stability(given: ProjectStability): ProjectStability {
    this.ofStability = this.place(CONTEXT.project, this.ofStability, given.project);
    const waitingForIt = codeNumber(this.coder, CONTEXT.waitingForIt, given.waitingForIt);
    const waitedFor = codeNumber(this.coder, CONTEXT.waitedFor, given.waitedFor);
    const instability = waitingForIt + waitedFor === 0 ? null : waitedFor / (waitingForIt + waitedFor);
    return { project: this.keys[this.ofStability], waitingForIt, waitedFor, instability };
  }

  forecast(given: ProjectForecast): ProjectForecast {
    this.ofForecast = this.place(CONTEXT.project, this.ofForecast, given.project);
    const target = this.nullable(CONTEXT.hasTarget, CONTEXT.target, given.target);
    const forecast = this.nullable(CONTEXT.hasForecast, CONTEXT.forecast, given.forecast);
    const pathLength = this.nullable(CONTEXT.hasLength, CONTEXT.length, given.pathLength);
    const leastFloat = this.nullable(CONTEXT.hasFloat, CONTEXT.float, given.leastFloat);
    const items = codeNumber(this.coder, CONTEXT.items, given.items);
    const estimated = codeNumber(this.coder, CONTEXT.estimated, given.estimated);
    const undated = codeNumber(this.coder, CONTEXT.undated, given.undated);
    const project = this.keys[this.ofForecast];
    return { project, target, forecast, pathLength, leastFloat, items, estimated, undated };
  }

  private place(context: number, near: number, key: string): number {
    const place = near + codeSigned(this.coder, context, this.placeOf(key) - near);
    if (place < 0 || place >= this.keys.length) throw new RangeError('Packed figures name no such project');
    return place;
  }

  private nullable(has: number, context: number, value: number | null): number | null {
    if (this.coder.bit(has, value === null ? 0 : 1) === 0) return null;
    return codeSigned(this.coder, context, value ?? 0);
  }
}
