import { defaultPlaybook } from '../../src/compliance';
import type { AdminPageReplies } from '../../src/contract';
import { adminResolver, appLifecycle, jiraEvents, refreshWorker } from '../../src/index';
import { NO_DAY, type FieldMap, type FieldValues, type Playbook } from '../../src/model';
import { publishPlaybook } from '../../src/refresh/apply-playbooks';
import { readDraft, readFacts, readSnapshot, saveDraft } from '../../src/store';
import { valueOf } from '../store/support/value-of';
import { FakeForge, useClock } from '../support/forge';
import { aProject } from '../support/issues';
import { day } from '../support/facts';

useClock('2026-03-02T10:00:00Z');

const PAY = 10001;
const FIXED = 'customfield_10201';

async function aReadSite(): Promise<FakeForge> {
  const forge = new FakeForge();
  const pay = aProject(String(PAY), 'PAY', 3);
  pay.issues.forEach((issue, i) => Object.assign(issue.fields, { duedate: '2026-05-01', [FIXED]: ['2026-05-01'][i] }));
  forge.jira.projects = [pay];
  forge.jira.fields.push({ id: FIXED, name: 'Promised to the mayor', schema: { type: 'date' } });
  await forge.run(() => appLifecycle());
  await forge.drain(refreshWorker);
  return forge;
}

async function publish(forge: FakeForge, version: number, fields: FieldMap): Promise<void> {
  const { revision } = await valueOf(forge, readDraft);
  const playbook: Playbook = { ...defaultPlaybook, id: 'ours', version, fields };
  await forge.run(() => saveDraft(playbook, revision, { by: 'ada', at: 1 }));
  expect(await valueOf(forge, () => publishPlaybook(revision + 1, 'ada'))).toBe('published');
  await forge.drain(refreshWorker);
}

async function fixedDates(forge: FakeForge): Promise<FieldValues | undefined> {
  return (await valueOf(forge, () => readFacts(PAY)))?.value.mapped?.fixedDate;
}

async function found(forge: FakeForge): Promise<unknown> {
  const findings = (await valueOf(forge, () => readSnapshot(PAY)))?.value.snapshot.findings ?? [];
  const { status, numerator, denominator } = findings.find(({ rule }) => rule === 'hard-constraints')!;
  return [status, numerator, denominator];
}

test('a playbook that names another field has its projects read by it', async () => {
  const forge = await aReadSite();
  expect([await fixedDates(forge), await found(forge)]).toEqual([undefined, ['notApplicable', 0, 0]]);
  await publish(forge, 0, { fixedDate: FIXED });
  const [{ id }] = forge.jira.projects[0].issues;
  expect(await fixedDates(forge)).toEqual({
    field: FIXED,
    id: Float64Array.of(Number(id)),
    value: Float64Array.of(day('2026-05-01')),
  });
  expect(await found(forge)).toEqual(['partial', 2, 3]);
  await publish(forge, 1, {});
  expect([await fixedDates(forge), await found(forge)]).toEqual([undefined, ['notApplicable', 0, 0]]);
});

test('a playbook that names the field for the start has starts read from it, by whatever name it goes', async () => {
  const forge = await aReadSite();
  const starts = async (): Promise<unknown> => {
    const facts = (await valueOf(forge, () => readFacts(PAY)))?.value;
    return [facts?.startField, Array.from(facts?.issues.start ?? [])];
  };
  expect(await starts()).toEqual([undefined, [NO_DAY, NO_DAY, NO_DAY]]);
  await publish(forge, 0, { start: FIXED });
  expect(await starts()).toEqual([FIXED, [day('2026-05-01'), NO_DAY, NO_DAY]]);
  const [, second] = forge.jira.projects[0].issues;
  jest.setSystemTime(Date.now() + 3_600_000);
  Object.assign(second.fields, { [FIXED]: '2026-04-01', updated: new Date().toISOString() });
  await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue: second }));
  await forge.drain(refreshWorker);
  expect(await starts()).toEqual([FIXED, [day('2026-05-01'), day('2026-04-01'), NO_DAY]]);
  await publish(forge, 1, {});
  expect(await starts()).toEqual([undefined, [NO_DAY, NO_DAY, NO_DAY]]);
});

/** The site is read anew once a day: with the first refresh after it. */
async function aDayLater(forge: FakeForge): Promise<void> {
  jest.setSystemTime(Date.now() + 86_400_000);
  const [issue] = forge.jira.projects[0].issues;
  await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
  await forge.drain(refreshWorker);
}

/** Replaces the field by one of the same id that holds something else; `null` deletes it. */
function retype(forge: FakeForge, id: string, type: string | null): void {
  const others = forge.jira.fields.filter((field) => (field as { id: string }).id !== id);
  forge.jira.fields = type === null ? others : [...others, { id, name: 'Retyped', schema: { type } }];
}

async function missingOf(forge: FakeForge, rule: string): Promise<unknown> {
  const findings = (await valueOf(forge, () => readSnapshot(PAY)))?.value.snapshot.findings ?? [];
  const { status, missing } = findings.find((finding) => finding.rule === rule)!;
  return [status, missing];
}

const BOSS = { accountId: 'boss' };

async function fieldProblems(forge: FakeForge): Promise<unknown> {
  forge.jira.administrators.add('boss');
  const payload = { call: { functionKey: 'health', payload: {} }, context: {} };
  const outcome = await forge.run(() => adminResolver(payload as never, { principal: BOSS }), BOSS);
  if (outcome.killed) throw new Error('not killed');
  const reply = outcome.value as AdminPageReplies['health'];
  return reply.ok && !('unchanged' in reply.value) ? reply.value.fieldProblems : reply;
}

describe('a field that the playbook names', () => {
  const NAMED = `the field ${FIXED}, which the playbook names for “fixed date”,`;

  test('and that is deleted, or holds something else, makes its rule not assessable, until it is back', async () => {
    const forge = await aReadSite();
    await publish(forge, 0, { fixedDate: FIXED });
    expect([await found(forge), await fieldProblems(forge)]).toEqual([['partial', 2, 3], []]);
    retype(forge, FIXED, null);
    await aDayLater(forge);
    expect(await missingOf(forge, 'hard-constraints')).toEqual([
      'notAssessable',
      [`${NAMED} no longer exists in Jira`],
    ]);
    expect(await fieldProblems(forge)).toEqual([
      { playbook: 'ours', title: defaultPlaybook.title, cause: `T${NAMED.slice(1)} no longer exists in Jira.` },
    ]);
    retype(forge, FIXED, 'string');
    await aDayLater(forge);
    expect(await missingOf(forge, 'hard-constraints')).toEqual([
      'notAssessable',
      [`${NAMED} holds text, where a date is needed`],
    ]);
    expect(await fixedDates(forge)).toBeUndefined();
    retype(forge, FIXED, 'date');
    await aDayLater(forge);
    expect([await found(forge), await fieldProblems(forge)]).toEqual([['partial', 2, 3], []]);
  });

  test('and that never was is asked for once it is published, and nothing is guessed in its place', async () => {
    const forge = await aReadSite();
    forge.jira.fields.push({ id: 'customfield_5', name: 'Fixed date', schema: { type: 'date' } });
    await publish(forge, 0, { fixedDate: 'customfield_404' });
    const words = 'the field customfield_404, which the playbook names for “fixed date”, no longer exists in Jira';
    expect(await missingOf(forge, 'hard-constraints')).toEqual(['notAssessable', [words]]);
    expect(await fixedDates(forge)).toBeUndefined();
  });

  test('for the start is read, not read and read again as it is there', async () => {
    const forge = await aReadSite();
    const starts = async (): Promise<unknown> => {
      const facts = (await valueOf(forge, () => readFacts(PAY)))?.value;
      return [facts?.startField, facts?.hasStartDates, Array.from(facts?.issues.start ?? [])];
    };
    const asGuessed = [undefined, true, [NO_DAY, NO_DAY, NO_DAY]];
    expect(await starts()).toEqual(asGuessed);
    await publish(forge, 0, { start: 'customfield_404' });
    expect(await starts()).toEqual(['', false, [NO_DAY, NO_DAY, NO_DAY]]);
    expect(await missingOf(forge, 'high-duration')).toEqual([
      'notAssessable',
      ['the field customfield_404, which the playbook names for “planned start”, no longer exists in Jira'],
    ]);
    retype(forge, 'customfield_404', 'date');
    Object.assign(forge.jira.projects[0].issues[1].fields, { customfield_404: '2026-04-01' });
    await aDayLater(forge);
    expect(await starts()).toEqual(['customfield_404', true, [NO_DAY, day('2026-04-01'), NO_DAY]]);
    await publish(forge, 1, {});
    expect(await starts()).toEqual(asGuessed);
  });

  test('for story points tells which items are sized; without it, rules that need it say so', async () => {
    const forge = await aReadSite();
    const POINTS = 'customfield_10300';
    forge.jira.fields.push({ id: POINTS, name: 'Effort', schema: { type: 'number' } });
    for (const { fields } of forge.jira.projects[0].issues) {
      Object.assign(fields, { assignee: { accountId: 'ada' }, duedate: '2026-03-20', [POINTS]: 5 });
      delete fields.timeoriginalestimate;
    }
    const resourced = async (): Promise<unknown> => {
      const findings = (await valueOf(forge, () => readSnapshot(PAY)))?.value.snapshot.findings ?? [];
      const { status, numerator, denominator } = findings.find(({ rule }) => rule === 'resourced')!;
      const facts = (await valueOf(forge, () => readFacts(PAY)))?.value;
      return [facts?.pointsField, status, numerator, denominator];
    };
    await publish(forge, 0, { points: POINTS });
    expect(await resourced()).toEqual([POINTS, 'pass', 3, 3]);
    retype(forge, POINTS, 'option');
    await aDayLater(forge);
    expect(await resourced()).toEqual(['', 'notAssessable', null, null]);
    expect(await missingOf(forge, 'resourced')).toEqual([
      'notAssessable',
      [`the field ${POINTS}, which the playbook names for “story points”, holds choices, where a number is needed`],
    ]);
    await publish(forge, 1, {});
    expect(await resourced()).toEqual([undefined, 'fail', 0, 3]);
  });
});
