import { emptyIssueColumns, FAR_STATES, linkAt, NO_DAY, toLinkColumns } from '../model';
import type { IssueColumns, IssueLink, LinkType, ProjectFacts, Unreadable } from '../model';
import { ByteReader, ByteWriter } from './bytes';

/** What is stored of a project's facts; its surroundings are a record of their own. */
export type PackedFacts = Omit<ProjectFacts, 'surroundings'>;

/** Version of the layout below. */
const LAYOUT = 2;
const LEADS = ['active', 'inactive', 'none', 'unsaid'] as const;

/**
 * Packs facts column by column: what rises is written as differences, what is mostly absent as zeros, so that
 * deflating leaves some 10 bytes an issue of a real export. {@link unpackFacts} gives back exactly the same facts.
 * Linear in issues + links.
 */
export function packFacts(facts: PackedFacts): readonly Buffer[] {
  const out = new ByteWriter();
  out.unsigned(LAYOUT);
  out.unsigned(facts.project.id);
  out.text(facts.project.key);
  out.text(facts.project.name);
  out.unsigned(LEADS.indexOf(facts.project.lead));
  packUnreadable(out, facts);
  packColumns(out, facts.issues);
  packLinkTypes(out, facts.linkTypes);
  packLinks(
    out,
    Array.from({ length: facts.links.count }, (_, place) => linkAt(facts.links, place)),
  );
  return [out.bytes()];
}

/** Reads what {@link packFacts} wrote; throws RangeError on anything else. */
export function unpackFacts(sections: readonly Buffer[]): PackedFacts {
  const input = new ByteReader(Buffer.concat(sections));
  if (input.unsigned() !== LAYOUT) throw new RangeError('Packed facts have another layout');
  const project = { id: input.unsigned(), key: input.text(), name: input.text(), lead: one(LEADS, input.unsigned()) };
  const unreadable = unpackUnreadable(input);
  const issues = unpackColumns(input);
  const linkTypes = unpackLinkTypes(input);
  return { project, ...unreadable, issues, linkTypes, links: toLinkColumns(unpackLinks(input)) };
}

function packUnreadable(out: ByteWriter, { unreadable, unreadableCount }: PackedFacts): void {
  out.unsigned(unreadableCount);
  out.unsigned(unreadable.length);
  for (const { id, issue, state, field, reason } of unreadable) {
    out.unsigned(id ?? 0);
    out.unsigned(FAR_STATES.indexOf(state));
    [issue, field, reason].forEach((text) => out.text(text));
  }
}

function unpackUnreadable(input: ByteReader): Pick<PackedFacts, 'unreadable' | 'unreadableCount'> {
  const unreadableCount = input.unsigned();
  const unreadable = list(input.unsigned(), (): Unreadable => {
    const [id, state] = [input.unsigned(), one(FAR_STATES, input.unsigned())];
    return { id: id || null, state, issue: input.text(), field: input.text(), reason: input.text() };
  });
  return { unreadable, unreadableCount };
}

const DAY_COLUMNS = ['start', 'due', 'finishedOn', 'updatedOn'] as const;

function packColumns(out: ByteWriter, columns: IssueColumns): void {
  const { count } = columns;
  out.unsigned(count);
  packDifferences(out, columns.id, count);
  packDifferences(out, columns.number, count);
  for (let row = 0; row < count; row++) out.signed(columns.level[row]);
  for (let row = 0; row < count; row++) out.unsigned(columns.state[row]);
  for (let row = 0; row < count; row++) out.unsigned(columns.flags[row]);
  for (const name of DAY_COLUMNS) packDays(out, columns[name], count);
  for (let row = 0; row < count; row++) {
    const parent = columns.parentId[row];
    out.unsigned(parent === 0 ? 0 : 1 + zigzag(parent - columns.id[row]));
  }
}

function unpackColumns(input: ByteReader): IssueColumns {
  const columns = emptyIssueColumns(input.unsigned());
  const { count } = columns;
  unpackDifferences(input, columns.id, count);
  unpackDifferences(input, columns.number, count);
  for (let row = 0; row < count; row++) columns.level[row] = input.signed();
  for (let row = 0; row < count; row++) columns.state[row] = input.unsigned();
  for (let row = 0; row < count; row++) columns.flags[row] = input.unsigned();
  for (const name of DAY_COLUMNS) unpackDays(input, columns[name], count);
  for (let row = 0; row < count; row++) {
    const packed = input.unsigned();
    columns.parentId[row] = packed === 0 ? 0 : columns.id[row] + unzigzag(packed - 1);
  }
  return columns;
}

function packDifferences(out: ByteWriter, column: Float64Array | Int32Array, count: number): void {
  let previous = 0;
  for (let row = 0; row < count; row++) {
    out.signed(column[row] - previous);
    previous = column[row];
  }
}

function unpackDifferences(input: ByteReader, column: Float64Array | Int32Array, count: number): void {
  let previous = 0;
  for (let row = 0; row < count; row++) {
    previous += input.signed();
    column[row] = previous;
  }
}

/** 0 for no day, else one more than the difference to the day before it in the column. */
function packDays(out: ByteWriter, column: Int32Array, count: number): void {
  let previous = 0;
  for (let row = 0; row < count; row++) {
    if (column[row] === NO_DAY) {
      out.unsigned(0);
      continue;
    }
    out.unsigned(1 + zigzag(column[row] - previous));
    previous = column[row];
  }
}

function unpackDays(input: ByteReader, column: Int32Array, count: number): void {
  let previous = 0;
  for (let row = 0; row < count; row++) {
    const packed = input.unsigned();
    if (packed === 0) {
      column[row] = NO_DAY;
      continue;
    }
    previous += unzigzag(packed - 1);
    column[row] = previous;
  }
}

/** Each phrase as one more than its place in the text list would be: absent phrases are a flag before the text. */
function packLinkTypes(out: ByteWriter, linkTypes: readonly LinkType[]): void {
  out.unsigned(linkTypes.length);
  for (const { name, inward, outward } of linkTypes) {
    out.text(name);
    for (const phrase of [inward, outward]) {
      out.unsigned(phrase === null ? 0 : 1);
      if (phrase !== null) out.text(phrase);
    }
  }
}

function unpackLinkTypes(input: ByteReader): readonly LinkType[] {
  const phrase = (): string | null => (input.unsigned() === 0 ? null : input.text());
  return list(input.unsigned(), () => ({ name: input.text(), inward: phrase(), outward: phrase() }));
}

/** `PAY-12` as prefix and number; anything else as itself. */
const PLAIN_KEY = /^(.+)-([1-9]\d{0,9})$/;

function packLinks(out: ByteWriter, links: readonly IssueLink[]): void {
  const prefixes = new Map<string, number>();
  const keys = links.map(({ farKey }) => {
    const match = PLAIN_KEY.exec(farKey);
    const prefix = match ? match[1] : farKey;
    if (!prefixes.has(prefix)) prefixes.set(prefix, prefixes.size);
    return { prefix: prefixes.get(prefix) ?? 0, number: match ? Number(match[2]) : 0 };
  });
  out.unsigned(prefixes.size);
  for (const prefix of prefixes.keys()) out.text(prefix);
  out.unsigned(links.length);
  let previous = 0;
  links.forEach((link, place) => {
    out.signed(link.issueId - previous);
    previous = link.issueId;
    out.unsigned(link.type);
    out.unsigned(FAR_STATES.indexOf(link.farState) * 2 + (link.outward ? 1 : 0));
    out.signed(link.farId - link.issueId);
    out.unsigned(keys[place].prefix);
    out.unsigned(keys[place].number);
  });
}

function unpackLinks(input: ByteReader): readonly IssueLink[] {
  const prefixes = list(input.unsigned(), () => input.text());
  let previous = 0;
  return list(input.unsigned(), (): IssueLink => {
    const issueId = previous + input.signed();
    previous = issueId;
    const type = input.unsigned();
    const packed = input.unsigned();
    const farId = issueId + input.signed();
    const prefix = one(prefixes, input.unsigned());
    const number = input.unsigned();
    const farKey = number === 0 ? prefix : `${prefix}-${number}`;
    return { issueId, type, outward: packed % 2 === 1, farId, farKey, farState: one(FAR_STATES, packed >> 1) };
  });
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}

function one<T>(choices: readonly T[], place: number): T {
  if (place >= choices.length) throw new RangeError('Packed bytes name a choice that does not exist');
  return choices[place];
}

function list<T>(length: number, item: () => T): T[] {
  const items: T[] = [];
  for (let place = 0; place < length; place++) items.push(item());
  return items;
}
