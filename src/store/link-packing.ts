import {
  canonicalLinks,
  emptyLinkColumns,
  FAR_STATE,
  KeyPrefixes,
  placeOf,
  STATE,
  type IssueColumns,
  type LinkColumns,
} from '../model';
import { codeNumber, codeSigned, ContextPlan, type Coder } from './range-coder';
import { ROW_CONTEXTS } from './row-packing';

/**
 * Link entries as bits, row by row. What Jira tells of a link between two issues of the project stands in both of them,
 * and so does status and key of the far one: such a pair is packed once, at its later end, without what its rows tell.
 * An issue whose status changes therefore changes its own chunk only.
 */
const plan = new ContextPlan(ROW_CONTEXTS);
const CONTEXT = {
  entries: plan.number(),
  own: plan.bits(1),
  both: plan.bits(1),
  type: plan.number(),
  outward: plan.bits(2),
  rowsBack: plan.number(),
  idsAway: plan.number(),
  told: plan.bits(1),
  done: plan.bits(1),
  prefix: plan.number(),
  number: plan.number(),
};
/** How many contexts a coder needs for rows and links. */
export const CHUNK_CONTEXTS = plan.total;

/** One entry as it is packed. */
interface PackedEntry {
  readonly type: number;
  readonly outward: number;
  /** 1 where the far end is an issue of the project, and the entry tells of it what its row tells. */
  readonly own: number;
  /** Of own far ends: 1 where the far end has the opposite entry, which is not packed. */
  readonly both: number;
  /** Of own far ends: how many rows before this one. */
  readonly rowsBack: number;
  /** The rest of all others. */
  readonly farId: number;
  readonly farState: number;
  /** Place in the list of prefixes that is packed beside. */
  readonly prefix: number;
  readonly number: number;
}

const NOTHING: PackedEntry = {
  ...{ type: 0, outward: 0, own: 0, both: 0, rowsBack: 0, farId: 0, farState: 0, prefix: 0, number: 0 },
};

function codeEntry(coder: Coder, issueId: number, entry: PackedEntry): PackedEntry {
  const own = coder.bit(CONTEXT.own, entry.own);
  const type = codeNumber(coder, CONTEXT.type, entry.type);
  const outward = coder.bit(CONTEXT.outward + own, entry.outward);
  if (own === 1) {
    const both = coder.bit(CONTEXT.both, entry.both);
    const rowsBack = codeSigned(coder, CONTEXT.rowsBack, entry.rowsBack);
    return { ...NOTHING, type, outward, own, both, rowsBack };
  }
  const farId = issueId - codeSigned(coder, CONTEXT.idsAway, issueId - entry.farId);
  const told = coder.bit(CONTEXT.told, entry.farState === FAR_STATE.unknown ? 0 : 1);
  const done = told === 1 && coder.bit(CONTEXT.done, entry.farState === FAR_STATE.done ? 1 : 0) === 1;
  const prefix = codeNumber(coder, CONTEXT.prefix, entry.prefix);
  const number = codeNumber(coder, CONTEXT.number, entry.number);
  const farState = told === 0 ? FAR_STATE.unknown : done ? FAR_STATE.done : FAR_STATE.open;
  return { ...NOTHING, type, outward, own, farId, farState, prefix, number };
}

/** The entries of a project, ready to be packed. */
export class LinkPacker {
  /** Prefixes of far keys, in the order in which entries name them first: a new one mostly comes last. */
  readonly prefixes = new KeyPrefixes();
  private readonly first: Int32Array;
  private readonly farRow: Int32Array;

  /** Throws RangeError when an entry belongs to no issue. */
  constructor(
    private readonly issues: IssueColumns,
    private readonly links: LinkColumns,
    private readonly projectKey: string,
  ) {
    this.first = firstEntries(issues, links);
    this.farRow = new Int32Array(links.count);
    for (let place = 0, row = 0; place < links.count; place++) {
      const found = placeOf(issues.id, links.farId[place], row);
      if (found >= 0) row = found;
      this.farRow[place] = found >= 0 && this.tellsWhatItsRowTells(place, found) ? found : -1;
    }
    for (let place = 0; place < links.count; place++) {
      if (this.farRow[place] < 0) this.prefixes.numberOf(links.farPrefixes[links.farPrefix[place]]);
    }
  }

  code(coder: Coder, row: number): void {
    const entries: PackedEntry[] = [];
    for (let place = this.first[row]; place < this.first[row + 1]; place++) {
      const entry = this.entryAt(row, place);
      if (entry !== null) entries.push(entry);
    }
    codeNumber(coder, CONTEXT.entries, entries.length);
    for (const entry of entries) codeEntry(coder, this.issues.id[row], entry);
  }

  /** `null` where the far end's entry is packed instead. */
  private entryAt(row: number, place: number): PackedEntry | null {
    const { links } = this;
    const type = links.type[place];
    const outward = links.outward[place];
    const far = this.farRow[place];
    if (far < 0) {
      const prefix = this.prefixes.numberOf(links.farPrefixes[links.farPrefix[place]]);
      const told = { farId: links.farId[place], farState: links.farState[place], number: links.farNumber[place] };
      return { ...NOTHING, type, outward, ...told, prefix };
    }
    const both = this.hasOpposite(row, place, far);
    const isPackedThere = both && (far > row || (far === row && outward === 0));
    return isPackedThere ? null : { ...NOTHING, type, outward, own: 1, both: both ? 1 : 0, rowsBack: row - far };
  }

  private hasOpposite(row: number, place: number, far: number): boolean {
    const { links } = this;
    for (let other = this.first[far]; other < this.first[far + 1]; other++) {
      if (
        this.farRow[other] === row &&
        links.type[other] === links.type[place] &&
        links.outward[other] !== links.outward[place]
      ) {
        return true;
      }
    }
    return false;
  }

  private tellsWhatItsRowTells(place: number, row: number): boolean {
    const { issues, links } = this;
    return (
      links.farNumber[place] === issues.number[row] &&
      links.farState[place] === farStateOf(issues, row) &&
      links.farPrefixes[links.farPrefix[place]] === this.projectKey
    );
  }
}

/** Of each row, where its entries begin. */
function firstEntries({ id, count }: IssueColumns, links: LinkColumns): Int32Array {
  const first = new Int32Array(count + 1);
  let place = 0;
  for (let row = 0; row < count; row++) {
    first[row] = place;
    while (place < links.count && links.issueId[place] === id[row]) place++;
  }
  first[count] = place;
  if (place < links.count) throw new RangeError('A link belongs to no issue of the facts');
  return first;
}

/** Gathers entries as they are unpacked. */
export class LinkUnpacker {
  private readonly entries: { readonly row: number; readonly entry: PackedEntry }[] = [];

  code(coder: Coder, row: number, issueId: number): void {
    const count = codeNumber(coder, CONTEXT.entries, 0);
    for (let i = 0; i < count; i++) this.entries.push({ row, entry: codeEntry(coder, issueId, NOTHING) });
  }

  /** All entries, once all rows are there. */
  links(issues: IssueColumns, projectKey: string, prefixes: readonly string[]): LinkColumns {
    const ownPrefix = prefixes.length;
    const links = emptyLinkColumns(this.entries.length * 2, [...prefixes, projectKey]);
    let count = 0;
    const putOwn = (row: number, far: number, type: number, outward: number): void => {
      if (far < 0 || far >= issues.count) throw new RangeError('A packed link names a row that does not exist');
      links.issueId[count] = issues.id[row];
      links.type[count] = type;
      links.outward[count] = outward;
      links.farId[count] = issues.id[far];
      links.farState[count] = farStateOf(issues, far);
      links.farPrefix[count] = ownPrefix;
      links.farNumber[count++] = issues.number[far];
    };
    for (const { row, entry } of this.entries) {
      if (entry.own === 1) {
        putOwn(row, row - entry.rowsBack, entry.type, entry.outward);
        if (entry.both === 1) putOwn(row - entry.rowsBack, row, entry.type, 1 - entry.outward);
        continue;
      }
      links.issueId[count] = issues.id[row];
      links.type[count] = entry.type;
      links.outward[count] = entry.outward;
      links.farId[count] = entry.farId;
      links.farState[count] = entry.farState;
      links.farPrefix[count] = entry.prefix;
      links.farNumber[count++] = entry.number;
    }
    return canonicalLinks({ ...links, count });
  }
}

function farStateOf({ state }: IssueColumns, row: number): number {
  return state[row] === STATE.done ? FAR_STATE.done : FAR_STATE.open;
}
