import * as z from 'zod';
import { LEVELS, type Day, type LateWait, type PlaybookOnDay, type PortfolioDay, type ProjectOnDay } from '../model';
import { ByteReader, ByteWriter, deflate, inflate, list, one } from './bytes';
import { deleteRecords, getRecord, setRecord, type RecordKind } from './records';
import { StoreError } from './store-error';

/**
 * How all projects stood on a day, in one value: at most 50 KB for a thousand projects. A chart reads as many as it has points,
 * however many projects there are.
 */
const days: RecordKind<string> = {
  name: 'portfolio-day',
  version: 3,
  schema: z.string(),
  /** The first version ends before the gates passed, the second one before who waited for whom. */
  upgrade: (from, value) => (from === 1 || from === 2 ? value : undefined),
};

/** What KVS takes in one value, with its envelope. A site with more projects than fit has no trends. */
const MOST_CHARACTERS = 235 * 1024;
/** Two years, a leap day included. */
const DAYS_KEPT = 731;
/** Days on which nothing was written delete nothing; each new day makes up for a week of them. */
const DAYS_MADE_UP_FOR = 7;
const READ_AT_ONCE = 12;

const ownerOf = (day: Day): string => String(day);

/** Keeps how all projects stand on a day, over what was kept for that day. */
export async function writePortfolioDay(value: PortfolioDay): Promise<void> {
  const text = deflate(packed(value));
  if (text.length <= MOST_CHARACTERS) await setRecord(days, ownerOf(value.day), text);
}

/** Lets go of what is older than two years on a day. */
export async function forgetPortfolioDaysBefore(day: Day): Promise<void> {
  const expired = Array.from({ length: DAYS_MADE_UP_FOR }, (_, past) => ownerOf(day - DAYS_KEPT - past));
  await deleteRecords(days, expired);
}

/** What was kept of these days, in their order; days of which nothing was kept are absent. A value read for each. */
export async function readPortfolioDays(wanted: readonly Day[]): Promise<readonly PortfolioDay[]> {
  const found: PortfolioDay[] = [];
  for (let from = 0; from < wanted.length; from += READ_AT_ONCE) {
    const some = wanted.slice(from, from + READ_AT_ONCE);
    const texts = await Promise.all(some.map((day) => getRecord(days, ownerOf(day))));
    texts.forEach((text, place) => {
      if (text !== null) found.push(unpacked(some[place], text));
    });
  }
  return found;
}

function packed({ rules, playbooks, stages, projects, lateWaits = [] }: PortfolioDay): Buffer {
  const out = new ByteWriter();
  packTexts(out, rules);
  packTexts(out, stages);
  out.unsigned(playbooks.length);
  for (const { id, version, title, shadow } of playbooks) {
    out.text(id);
    out.unsigned(version);
    out.text(title);
    out.unsigned(shadow.length);
    for (const place of shadow) out.unsigned(place);
  }
  out.unsigned(projects.length);
  // Column by column: neighbours are alike.
  let before = 0;
  for (const { projectId } of projects) {
    out.unsigned(projectId - before);
    before = projectId;
  }
  for (const { score } of projects) packHundredths(out, score);
  for (const { coverage } of projects) packHundredths(out, coverage);
  for (const { level } of projects) out.unsigned(level === null ? 0 : 1 + LEVELS.indexOf(level));
  for (const { playbook } of projects) out.unsigned(playbook);
  for (const { stage } of projects) out.unsigned(stage === null ? 0 : 1 + stage);
  for (const { late } of projects) out.unsigned(late);
  rules.forEach((_, place) => {
    for (const { attainments } of projects) packHundredths(out, attainments[place]);
  });
  for (const { passed } of projects) out.unsigned(passed === null ? 0 : 1 + passed);
  out.unsigned(lateWaits.length);
  before = 0;
  for (const { dependent } of lateWaits) {
    out.unsigned(dependent - before);
    before = dependent;
  }
  for (const { provider } of lateWaits) out.unsigned(provider);
  return out.bytes();
}

function unpacked(day: Day, text: string): PortfolioDay {
  try {
    const input = new ByteReader(inflate(text));
    const rules = unpackTexts(input);
    const stages = unpackTexts(input);
    const playbooks = list(input.unsigned(), (): PlaybookOnDay => {
      const [id, version, title] = [input.text(), input.unsigned(), input.text()];
      return { id, version, title, shadow: list(input.unsigned(), () => input.unsigned()) };
    });
    const projects = unpackProjects(input, rules.length);
    const known = { day, rules, stages, playbooks, projects };
    return input.hasMore() ? { ...known, lateWaits: unpackLateWaits(input) } : known;
  } catch {
    throw new StoreError('corrupt', days.name);
  }
}

function unpackProjects(input: ByteReader, rules: number): readonly ProjectOnDay[] {
  const count = input.unsigned();
  let id = 0;
  const ids = list(count, () => (id += input.unsigned()));
  const scores = list(count, () => unpackHundredths(input));
  const coverages = list(count, () => unpackHundredths(input));
  const levels = list(count, () => {
    const coded = input.unsigned();
    return coded === 0 ? null : one(LEVELS, coded - 1);
  });
  const playbooks = list(count, () => input.unsigned());
  const stages = list(count, () => {
    const coded = input.unsigned();
    return coded === 0 ? null : coded - 1;
  });
  const late = list(count, () => input.unsigned());
  const shares = list(rules, () => list(count, () => unpackHundredths(input)));
  const passed = list(input.hasMore() ? count : 0, () => {
    const coded = input.unsigned();
    return coded === 0 ? null : coded - 1;
  });
  return ids.map((projectId, place) => ({
    ...{ projectId, score: scores[place], coverage: coverages[place], level: levels[place] },
    ...{ playbook: playbooks[place], stage: stages[place], passed: passed[place] ?? null, late: late[place] },
    attainments: shares.map((ofRule) => ofRule[place]),
  }));
}

function unpackLateWaits(input: ByteReader): readonly LateWait[] {
  const count = input.unsigned();
  let id = 0;
  const dependents = list(count, () => (id += input.unsigned()));
  return dependents.map((dependent) => ({ dependent, provider: input.unsigned() }));
}

function packTexts(out: ByteWriter, texts: readonly string[]): void {
  out.unsigned(texts.length);
  for (const text of texts) out.text(text);
}

function unpackTexts(input: ByteReader): readonly string[] {
  return list(input.unsigned(), () => input.text());
}

function packHundredths(out: ByteWriter, value: number | null): void {
  out.unsigned(value === null ? 0 : 1 + Math.round(value * 100));
}

function unpackHundredths(input: ByteReader): number | null {
  const coded = input.unsigned();
  return coded === 0 ? null : (coded - 1) / 100;
}
