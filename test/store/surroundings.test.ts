import { asRulesSee } from '../../src/compliance';
import { analyse } from '../../src/dependencies';
import { scheduleOf, MONDAY_TO_FRIDAY, type Surroundings } from '../../src/model';
import { commitTies, digestsOfTies, readSurroundings } from '../../src/store';
import { TODAY } from '../support/facts';
import { FakeForge, useClock } from '../support/forge';
import { toSlice } from '../support/slices';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const PAY = 10_001;
const SURROUNDINGS: Surroundings = {
  farEnds: [
    { id: 100_007, key: 'WEB-7', open: true, start: null, due: TODAY + 9 },
    { id: 100_008, key: 'WEB-8', open: false, start: TODAY - 40, due: null },
    { id: 2_000_000_001, key: 'OPS-1', open: true, start: -3, due: 0 },
  ],
  inOpenCycle: [5, 9],
};

test.each([
  ['some', SURROUNDINGS],
  ['none', { farEnds: [], inOpenCycle: [] }],
])('far ends come back as they were told: %s', async (_, surroundings) => {
  const forge = new FakeForge();
  const slice = toSlice({
    projectId: PAY,
    projectKey: 'PAY',
    typicalDays: null,
    ends: [],
    outside: [],
    dependencies: [],
    selfLinks: 0,
    unclearLinkTypes: [],
  });
  const outlook = analyse([slice], { asOf: TODAY, calendar: MONDAY_TO_FRIDAY }).outlooks.get(PAY)!;
  const share = { slice, outlook };
  const told = { surroundings, share, schedule: asRulesSee(scheduleOf(share)) };
  await forge.run(() => commitTies(PAY, { told, digests: digestsOfTies(told), known: null, mergedAt: 1 }));
  expect((await valueOf(forge, () => readSurroundings(PAY)))?.value).toEqual(surroundings);
});
