import { defaultPlaybook } from '../../src/compliance';
import { appLifecycle, jiraEvents, refreshWorker } from '../../src/index';
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
