import type { Snapshot } from '../../src/model';
import { defaultPlaybook, evaluate } from '../../src/compliance';
import { deleteProjectPast, keepSnapshot, keptDays, readKept } from '../../src/store';
import { anIssue, someFacts, TODAY } from '../support/facts';
import { FakeForge, useClock } from '../support/forge';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const PAY = 1;

/** Of a project in which so many of a thousand issues in progress belong to nobody. */
function aSnapshot(unowned: number, day = TODAY): Snapshot {
  const issues = Array.from({ length: 1000 }, (_, place) =>
    anIssue({ number: place + 1, state: 'inProgress', hasAssignee: place >= unowned }),
  );
  return evaluate(someFacts({ issues }), defaultPlaybook, day);
}

const shown = (snapshot: Snapshot): Snapshot => ({
  ...snapshot,
  findings: snapshot.findings.filter(({ lifecycle }) => lifecycle !== 'shadow'),
});

test('a snapshot is given back as it was kept, less what is in shadow', async () => {
  const forge = new FakeForge();
  const snapshot = aSnapshot(300);
  expect(snapshot.findings.length).toBeGreaterThan(shown(snapshot).findings.length);
  await forge.run(() => keepSnapshot(PAY, TODAY, snapshot));
  expect(await valueOf(forge, () => readKept(PAY, TODAY))).toEqual(shown(snapshot));
  expect(await valueOf(forge, () => readKept(PAY, TODAY + 1))).toBeNull();
  expect(await valueOf(forge, () => readKept(2, TODAY))).toBeNull();
});

test('what says the same as before is not kept again, and a thousand issues a week take less than 3 KB', async () => {
  const forge = new FakeForge();
  for (const [week, unowned] of [300, 300, 500].entries()) {
    await forge.run(() => keepSnapshot(PAY, TODAY + 7 * week, aSnapshot(unowned)));
  }
  expect(await valueOf(forge, () => keptDays(PAY, TODAY + 14))).toEqual([TODAY, TODAY + 14]);
  expect(forge.kvs.usage.writtenBytes / 2).toBeLessThan(3000);
});

test('a snapshot is kept for half a year, and everything goes with the project', async () => {
  const forge = new FakeForge();
  for (let week = 0; week < 40; week++) {
    await forge.run(() => keepSnapshot(PAY, TODAY + 7 * week, aSnapshot(week)));
  }
  const last = TODAY + 7 * 39;
  const days = await valueOf(forge, () => keptDays(PAY, last));
  expect(days).toHaveLength(26);
  expect(days[0]).toBe(last - 25 * 7);
  expect(await valueOf(forge, () => keptDays(PAY, last + 182))).toEqual([]);
  await forge.run(() => deleteProjectPast(PAY));
  expect(await valueOf(forge, () => readKept(PAY, last))).toBeNull();
  expect(forge.keys('kept-days')).toEqual([]);
  // What is older storage drops by itself.
  expect(forge.keys('kept').map((key) => Number(key.split(':')[2]) <= last - 182)).not.toContain(false);
});

test('a killed writer leaves nothing that is taken for whole, and the next one makes up for it', async () => {
  for (let killAtCall = 1; killAtCall <= 3; killAtCall++) {
    const forge = new FakeForge();
    await forge.run(() => keepSnapshot(PAY, TODAY, aSnapshot(10)), { killAtCall });
    expect(await valueOf(forge, () => keptDays(PAY, TODAY))).toEqual([]);
    await forge.run(() => keepSnapshot(PAY, TODAY, aSnapshot(10)));
    expect(await valueOf(forge, () => readKept(PAY, TODAY))).toEqual(shown(aSnapshot(10)));
  }
});
