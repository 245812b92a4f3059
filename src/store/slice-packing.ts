import type { DependencySlice } from '../model';
import { ByteReader, ByteWriter } from './bytes';

/** Version of the layout below. */
const LAYOUT = 1;

/** Packs a slice column by column; {@link unpackSlice} gives back exactly the same slice. */
export function packSlice({ projectId, projectKey, ends, outside, ...rest }: DependencySlice): Buffer {
  const out = new ByteWriter();
  const { dependencies, selfLinks, unclearLinkTypes } = rest;
  [LAYOUT, projectId, ends.count, outside.count, dependencies.count, selfLinks].forEach((each) => out.unsigned(each));
  out.text(projectKey);
  packDifferences(out, ends.id);
  for (const column of [ends.number, ends.start, ends.due]) packDifferences(out, column);
  ends.open.forEach((each) => out.unsigned(each));
  packDifferences(out, outside.id);
  for (const column of [outside.state, outside.prefix, outside.number]) column.forEach((each) => out.unsigned(each));
  out.unsigned(outside.prefixes.length);
  outside.prefixes.forEach((each) => out.text(each));
  for (const column of [dependencies.provider, dependencies.dependent]) packDifferences(out, column);
  dependencies.kind.forEach((each) => out.unsigned(each));
  out.unsigned(unclearLinkTypes.length);
  for (const { name, links } of unclearLinkTypes) {
    out.text(name);
    out.unsigned(links);
  }
  return out.bytes();
}

/** Reads what {@link packSlice} wrote; throws RangeError on anything else. */
export function unpackSlice(bytes: Buffer): DependencySlice {
  const input = new ByteReader(bytes);
  if (input.unsigned() !== LAYOUT) throw new RangeError('A packed slice has another layout');
  const [projectId, own, others, edges, selfLinks] = list(5, () => input.unsigned());
  const projectKey = input.text();
  const differences = (count: number): number[] => {
    let previous = 0;
    return list(count, () => (previous += input.signed()));
  };
  const numbers = (count: number): number[] => list(count, () => input.unsigned());
  return {
    projectId,
    projectKey,
    ends: {
      count: own,
      id: Float64Array.from(differences(own)),
      number: Int32Array.from(differences(own)),
      start: Int32Array.from(differences(own)),
      due: Int32Array.from(differences(own)),
      open: Uint8Array.from(numbers(own)),
    },
    outside: {
      count: others,
      id: Float64Array.from(differences(others)),
      state: Uint8Array.from(numbers(others)),
      prefix: Int32Array.from(numbers(others)),
      number: Int32Array.from(numbers(others)),
      prefixes: list(input.unsigned(), () => input.text()),
    },
    dependencies: {
      count: edges,
      provider: Int32Array.from(differences(edges)),
      dependent: Int32Array.from(differences(edges)),
      kind: Uint8Array.from(numbers(edges)),
    },
    selfLinks,
    unclearLinkTypes: list(input.unsigned(), () => ({ name: input.text(), links: input.unsigned() })),
  };
}

function packDifferences(out: ByteWriter, column: Float64Array | Int32Array): void {
  let previous = 0;
  for (const value of column) {
    out.signed(value - previous);
    previous = value;
  }
}

function list<T>(length: number, item: () => T): T[] {
  const items: T[] = [];
  for (let place = 0; place < length; place++) items.push(item());
  return items;
}
