import fc from 'fast-check';
import {
  linkAt,
  type FieldMap,
  type IssueLink,
  type LinkType,
  type MappedFields,
  type ProjectIdentity,
  type Unreadable,
} from '../../src/model';
import { assemblePages, factsOfPage, overlay, type FactsChange, type LinkChange } from '../../src/refresh/assemble';
import { packFacts, type PackedFacts } from '../../src/store/packing';
import { anIssue } from '../support/facts';

const pay: ProjectIdentity = { id: 1, key: 'PAY', name: 'Payments', lead: 'active' };
const TYPES: readonly LinkType[] = [
  { name: 'Relates', inward: 'relates to', outward: 'relates to' },
  { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' },
  { name: 'Depends', inward: null, outward: null },
];

/** Issues 1 … 12 are of PAY or nowhere, 13 … 18 may be in either project. Nothing links to 12. */
const IDS = 18;
const WITHOUT_LINKS = 12;

interface ModelIssue {
  readonly inPay: boolean;
  readonly done: boolean;
  readonly due: number;
  /** Its fields are what Jira promises. */
  readonly fits: boolean;
}

interface ModelLink {
  readonly type: number;
  readonly source: number;
  readonly destination: number;
}

const FIELDS: FieldMap = { baselineFinish: 'customfield_1', impact: 'customfield_2' };

/** Of two fields one that nothing is in; days by issue id. */
function mappedOf(days: Readonly<Record<number, number>>): MappedFields {
  const id = Float64Array.from(Object.keys(days), Number);
  const none = { id: new Float64Array(0), value: new Float64Array(0) };
  return {
    baselineFinish: { field: 'customfield_1', id, value: id.map((each) => days[each]) },
    impact: { field: 'customfield_2', ...none },
  };
}

/** What Jira holds, and what of it only an event has told. */
class Site {
  readonly issues = new Map<number, ModelIssue>();
  readonly links = new Map<string, ModelLink>();
  /** Ends of links to other projects that were not read since an event told of the link. */
  readonly untold = new Set<string>();

  /** One issue of PAY as a page of its own. */
  pageOf(id: number): PackedFacts {
    const issue = this.issues.get(id);
    if (!issue) throw new Error(`no issue ${id}`);
    const key = `PAY-${numberOf(id)}`;
    const empty = { issues: [], links: [], linkTypes: [], mapped: mappedOf({}), unreadable: [] };
    if (!issue.fits) {
      const unreadable: Unreadable = {
        ...{ id: id === WITHOUT_LINKS ? null : id, issue: key, state: issue.done ? 'done' : 'open' },
        ...{ field: 'duedate', reason: 'not a day' },
      };
      return factsOfPage({ ...empty, unreadable: [unreadable] }, pay);
    }
    const facts = anIssue({
      ...{ id, number: numberOf(id), state: issue.done ? 'done' : 'todo', due: issue.due },
      // Types come and go with their issues.
      ...{ typeName: ['Task', 'Bug', '', 'Milestone'][(id + issue.due) % 4], effortMinutes: issue.due % 2 },
      ...{ sprintEnd: issue.due, versionId: id, versionEnd: issue.due + id },
    });
    // Values of mapped fields come and go, too.
    const mapped = mappedOf(issue.due % 3 === 0 ? {} : { [id]: issue.due });
    return factsOfPage({ ...empty, issues: [facts], links: this.entriesOf(id), linkTypes: TYPES, mapped }, pay);
  }

  whole(): PackedFacts {
    return assemblePages(
      this.own().map((id) => this.pageOf(id)),
      pay,
      FIELDS,
    );
  }

  own(): number[] {
    return [...this.issues].filter(([, { inPay }]) => inPay).map(([id]) => id);
  }

  neighboursOf(id: number): number[] {
    return [...this.links.values()].flatMap(({ source, destination }) =>
      source === id ? [destination] : destination === id ? [source] : [],
    );
  }

  private entriesOf(id: number): IssueLink[] {
    return [...this.links].flatMap(([name, { type, source, destination }]) => {
      const entry = (far: number, outward: boolean): IssueLink => {
        const there = this.issues.get(far);
        const told = there?.inPay || !this.untold.has(`${id} ${name}`);
        const key = there?.inPay ? `PAY-${numberOf(far)}` : `WEB-${numberOf(far)}`;
        const state = there?.done ? 'done' : 'open';
        return { issueId: id, type, outward, farId: far, farKey: told ? key : '', farState: told ? state : 'unknown' };
      };
      return [
        ...(source === id ? [entry(destination, true)] : []),
        ...(destination === id ? [entry(source, false)] : []),
      ];
    });
  }
}

/** Numbers do not rise with ids. */
function numberOf(id: number): number {
  return ((id * 7) % 31) + 1;
}

/** What happens, with numbers to choose by. */
const happening = fc.record({
  what: fc.constantFrom('edit', 'edit', 'delete', 'move', 'link', 'link', 'link', 'unlink', 'unlink', 'read'),
  id: fc.integer({ min: 1, max: IDS }),
  other: fc.integer({ min: 1, max: IDS }),
  type: fc.nat(TYPES.length - 1),
  done: fc.boolean(),
  due: fc.integer({ min: 20_000, max: 20_003 }),
  fits: fc.boolean(),
  again: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

/** Lets things happen, and answers how an app that reads what it must would tell of them. */
function happen(site: Site, happenings: readonly Happening[]): FactsChange {
  const toRead = new Set<number>();
  const gone = new Set<number>();
  const farGone = new Set<number>();
  const links: LinkChange[] = [];
  for (const each of happenings) {
    const { id, other, type, done, due, fits } = each;
    const known = site.issues.get(id);
    switch (each.what) {
      case 'edit':
        // An issue that is not there is created, unless it existed once.
        if (farGone.has(id) || (known !== undefined && !known.inPay)) break;
        site.issues.set(id, { inPay: true, done, due, fits });
        gone.delete(id);
        toRead.add(id);
        break;
      case 'delete': {
        // Of an issue that was unreadable and had no id nobody can say that it is gone.
        if (!known || id === WITHOUT_LINKS) break;
        site.issues.delete(id);
        for (const [name, link] of site.links) {
          if (link.source === id || link.destination === id) site.links.delete(name);
        }
        gone.add(id);
        farGone.add(id);
        break;
      }
      case 'move':
        if (!known || id <= WITHOUT_LINKS) break;
        site.issues.set(id, { ...known, inPay: !known.inPay });
        if (known.inPay) {
          gone.add(id);
          // Its key is another one now, which only reading the other ends tells.
          site.neighboursOf(id).forEach((neighbour) => toRead.add(neighbour));
        } else {
          gone.delete(id);
          toRead.add(id);
        }
        break;
      case 'link':
      case 'unlink': {
        if (!known || !site.issues.has(other) || id === WITHOUT_LINKS || other === WITHOUT_LINKS) break;
        const added = each.what === 'link';
        const name = `${type} ${id} ${other}`;
        const event: LinkChange = { added, sourceId: id, destinationId: other, type: TYPES[type] };
        links.push(event, ...(each.again ? [event] : []));
        if (!added) site.links.delete(name);
        else if (!site.links.has(name)) {
          site.links.set(name, { type, source: id, destination: other });
          for (const near of [id, other]) site.untold.add(`${near} ${name}`);
        }
        break;
      }
      case 'read':
        toRead.add(id);
    }
  }
  const read = [...toRead].filter((id) => site.issues.get(id)?.inPay);
  for (const name of [...site.untold]) if (read.includes(Number(name.split(' ')[0]))) site.untold.delete(name);
  return { project: pay, read: read.map((id) => site.pageOf(id)), gone, farGone, links };
}

function bytesOf(facts: PackedFacts): string {
  return packFacts(facts)
    .map((section) => section.toString('base64'))
    .join('\n');
}

describe('overlay', () => {
  test('keeps what only a reading of the whole project tells', () => {
    const issues = [anIssue({ number: 1 })];
    const page = factsOfPage({ issues, links: [], linkTypes: [], mapped: {}, unreadable: [] }, pay);
    const whole = { ...assemblePages([page], pay), typicalDays: 7, hasStartDates: false };
    const change = { project: pay, read: [page], gone: new Set<number>(), farGone: new Set<number>(), links: [] };
    expect(overlay(whole, change)).toMatchObject({ typicalDays: 7, hasStartDates: false });
  });

  test('names the types that are left, ascending', () => {
    const typed = (number: number, typeName: string) => anIssue({ number, typeName });
    const pageOf = (...issues: ReturnType<typeof anIssue>[]) =>
      factsOfPage({ issues, links: [], linkTypes: [], mapped: {}, unreadable: [] }, pay);
    const whole = assemblePages([pageOf(typed(1, 'Task'), typed(2, 'Bug')), pageOf(typed(3, 'Milestone'))], pay);
    expect([whole.issueTypes, Array.from(whole.issues.type)]).toEqual([
      ['Bug', 'Milestone', 'Task'],
      [2, 0, 1],
    ]);
    const nothing = { project: pay, gone: new Set([10_002]), farGone: new Set<number>(), links: [] };
    const after = overlay(whole, { ...nothing, read: [pageOf(typed(3, 'Story'))] });
    expect([after.issueTypes, Array.from(after.issues.type)]).toEqual([
      ['Story', 'Task'],
      [1, 0],
    ]);
  });

  test('of whatever happened gives, byte for byte, what reading everything anew gives', () => {
    fc.assert(
      fc.property(fc.array(fc.array(happening, { maxLength: 12 }), { minLength: 1, maxLength: 6 }), (rounds) => {
        const site = new Site();
        let facts = site.whole();
        for (const happenings of rounds) {
          facts = overlay(facts, happen(site, happenings));
          expect(bytesOf(facts)).toBe(bytesOf(site.whole()));
        }
      }),
      { numRuns: 500 },
    );
  });

  const two = factsOfPage(
    {
      issues: [anIssue({ id: 1, number: 1 }), anIssue({ id: 2, number: 2 })],
      links: [{ issueId: 1, type: 0, outward: true, farId: 50, farKey: 'WEB-5', farState: 'open' }],
      linkTypes: [TYPES[1]],
      mapped: {},
      unreadable: [],
    },
    pay,
  );
  const nothing: FactsChange = { project: pay, read: [], gone: new Set(), farGone: new Set(), links: [] };

  test('takes the name, key and lead of the project from the change', () => {
    const renamed: ProjectIdentity = { id: 1, key: 'PAYROLL', name: 'Payroll', lead: 'none' };
    expect(overlay(two, { ...nothing, project: renamed }).project).toEqual(renamed);
  });

  test('tells of a link that came by event what is known of its far end, and nothing else', () => {
    const event = (sourceId: number, destinationId: number): LinkChange => ({
      ...{ added: true, sourceId, destinationId, type: TYPES[0] },
    });
    const { links, linkTypes } = overlay(two, { ...nothing, links: [event(1, 2), event(60, 2), event(70, 71)] });
    expect(linkTypes).toEqual([TYPES[1], TYPES[0]]);
    expect(Array.from({ length: links.count }, (_, place) => linkAt(links, place))).toEqual([
      { issueId: 1, type: 0, outward: true, farId: 50, farKey: 'WEB-5', farState: 'open' },
      { issueId: 1, type: 1, outward: true, farId: 2, farKey: 'PAY-2', farState: 'open' },
      { issueId: 2, type: 1, outward: false, farId: 1, farKey: 'PAY-1', farState: 'open' },
      { issueId: 2, type: 1, outward: false, farId: 60, farKey: '', farState: 'unknown' },
    ]);
  });

  test('drops the links to an issue of another project that exists no more, and a type without links', () => {
    const after = overlay(two, { ...nothing, farGone: new Set([50]) });
    expect([after.links.count, after.linkTypes]).toEqual([0, []]);
  });

  test('believes that an issue is gone before a page that still has it', () => {
    const after = overlay(two, { ...nothing, read: [two], gone: new Set([1]) });
    expect([...after.issues.id]).toEqual([2]);
  });
});

describe('assemblePages', () => {
  const entry = (id: number | null, issue: string): Unreadable => ({
    ...{ id, issue, state: 'unknown', field: 'duedate', reason: 'not a day' },
  });

  test('an issue that slipped from one page to the next counts as the later page has it', () => {
    const before = factsOfPage(
      { issues: [anIssue({ id: 5, number: 5 })], links: [], linkTypes: [], mapped: {}, unreadable: [] },
      pay,
    );
    const after = factsOfPage(
      { issues: [], links: [], linkTypes: [], mapped: {}, unreadable: [entry(5, 'PAY-5')] },
      pay,
    );
    expect(assemblePages([before, after], pay)).toMatchObject({ issues: { count: 0 }, unreadableCount: 1 });
    expect(assemblePages([after, before], pay)).toMatchObject({ issues: { count: 1 }, unreadableCount: 0 });
  });

  test('an unreadable issue without id is known by its key', () => {
    const readable = factsOfPage(
      { issues: [anIssue({ id: 5, number: 5 })], links: [], linkTypes: [], mapped: {}, unreadable: [] },
      pay,
    );
    const nameless = factsOfPage(
      { issues: [], links: [], linkTypes: [], mapped: {}, unreadable: [entry(null, 'PAY-5')] },
      pay,
    );
    expect(assemblePages([readable, nameless], pay)).toMatchObject({ issues: { count: 0 }, unreadableCount: 1 });
    expect(assemblePages([nameless, readable], pay)).toMatchObject({ issues: { count: 1 }, unreadableCount: 0 });
    expect(assemblePages([nameless, nameless], pay).unreadable).toHaveLength(1);
  });

  test('keeps a thousand unreadable issues by name, the first by key, and counts the others', () => {
    const many = Array.from({ length: 1_200 }, (_, i) => entry(i + 1, `PAY-${1_200 - i}`));
    const page = factsOfPage({ issues: [], links: [], linkTypes: [], mapped: {}, unreadable: many }, pay);
    const { unreadable, unreadableCount } = assemblePages([page], pay);
    expect([unreadable.length, unreadableCount]).toEqual([1_000, 1_200]);
    expect(unreadable.slice(0, 2).map(({ issue }) => issue)).toEqual(['PAY-1', 'PAY-2']);
  });

  test('does not depend on how pages were cut', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 20, maxLength: 40 }), fc.nat(), (happenings, cut) => {
        const site = new Site();
        happen(site, happenings);
        const pages = site.own().map((id) => site.pageOf(id));
        const at = pages.length === 0 ? 0 : cut % pages.length;
        const parts = [assemblePages(pages.slice(at), pay), assemblePages(pages.slice(0, at), pay)];
        expect(bytesOf(assemblePages(parts, pay, FIELDS))).toBe(bytesOf(site.whole()));
      }),
      { numRuns: 200 },
    );
  });
});
