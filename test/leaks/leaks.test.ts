import { hourlyUpkeep, jiraEvents, refreshWorker, weeklyReport } from '../../src/index';
import { type FakeForge, useClock } from '../support/forge';
import { reply } from '../support/reply';
import { aSiteWithCanaries, CONFIDENTIAL, CONFIDENTIAL_CANARIES, OPEN, SECURED_CANARIES } from './canary-site';
import { everyFunction, everyRequest, type AskedFor } from './requests';

useClock('2026-03-02T10:00:00Z');

/** Who asks, and what they may not read. */
const VIEWERS: readonly (readonly [string, readonly RegExp[]])[] = [
  ['pm', [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['admin', [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['guest', [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['somebody who is not logged in', [CONFIDENTIAL_CANARIES, SECURED_CANARIES]],
  ['cleared', [CONFIDENTIAL_CANARIES]],
  ['insider', [SECURED_CANARIES]],
];

async function ask(forge: FakeForge, accountId: string, { resolver, functionKey, payload }: AskedFor): Promise<string> {
  const event = { call: { functionKey, payload }, context: {} };
  const principal = accountId.includes(' ') ? {} : { accountId };
  const outcome = await forge.run(() => resolver(event as never, { principal }), { accountId });
  if (outcome.killed) throw new Error('not killed');
  return JSON.stringify(outcome.value);
}

/** Everything asked, each answer with what was asked, so that a leak is found again. */
async function askEverything(forge: FakeForge, accountId: string): Promise<readonly string[]> {
  const answers: string[] = [];
  for (const request of everyRequest) {
    const { functionKey, payload } = request;
    answers.push(`${functionKey} ${JSON.stringify(payload)} → ${await ask(forge, accountId, request)}`);
  }
  return answers;
}

/**
 * What answers say of it, each with what was asked and the words around it; not what the question said itself: who names
 * a hidden id may have it named back.
 */
function leaks(answers: readonly string[], canaries: readonly RegExp[]): readonly string[] {
  return answers.flatMap((answer) => {
    const arrow = answer.indexOf(' → ');
    const said = answer.slice(arrow);
    return canaries.flatMap((canary) => {
      const at = said.search(canary);
      return at < 0 ? [] : `${answer.slice(0, arrow)} → … ${said.slice(Math.max(0, at - 120), at + 60)}`;
    });
  });
}

function logged(): readonly string[] {
  const { console: log } = globalThis;
  const lines = [...jest.mocked(log.info).mock.calls, ...jest.mocked(log.error).mock.calls];
  return lines.map((line) => JSON.stringify(line));
}

/** Texts and keys never; ids of projects are what logs are found by. */
const NOT_IN_LOGS = /quail|siskin|OPEN-\d|WORK-\d|OPEN project|@example/i;

test('every function of the contracts is asked', () => {
  const asked = new Set(everyRequest.map(({ functionKey }) => functionKey));
  expect([...asked].sort()).toEqual([...new Set(everyFunction)].sort());
});

test('whoever may browse all of it is shown it, so that there is something to leak', async () => {
  const forge = await aSiteWithCanaries();
  const answers = await askEverything(forge, 'boss');
  const showing = (canary: RegExp): readonly string[] => [
    ...new Set(leaks(answers, [canary]).map((answer) => answer.slice(0, answer.indexOf(' ')))),
  ];
  for (const canary of [/quail summary/, /siskin summary/, /QUAILKEY-1/, /OPEN-777/, /Merger with Quail/]) {
    expect(showing(canary)).toContain('issueMap');
  }
  expect(showing(/QUAILKEY/)).toEqual(
    expect.arrayContaining(['standing', 'finding', 'portfolioMap', 'issueMap', 'whatIf', 'issueContext', 'health']),
  );
  expect(logged().filter((line) => NOT_IN_LOGS.test(line))).toEqual([]);
});

describe.each(VIEWERS)('%s', (accountId, canaries) => {
  it('reads nothing of what they may not browse, in no reply and no refusal; the log neither', async () => {
    const forge = await aSiteWithCanaries();
    const answers = [...(await askEverything(forge, accountId))];
    // What was asked for is done, and asked about again.
    await forge.drain(refreshWorker);
    answers.push(...(await askEverything(forge, accountId)));
    expect(leaks(answers, canaries)).toEqual([]);
    expect(logged().filter((line) => NOT_IN_LOGS.test(line))).toEqual([]);
    expect(logged().length).toBeGreaterThan(0);
  });
});

describe('a viewer of OPEN', () => {
  it('is told that there is something hidden, how late it is and how much, but nothing else', async () => {
    const forge = await aSiteWithCanaries();
    const map = everyRequest.find(
      ({ functionKey, payload }) =>
        functionKey === 'issueMap' && JSON.stringify(payload).includes(`"project","projectId":"${OPEN}"`),
    );
    if (!map) throw new Error('the map of OPEN is asked for');
    const view = JSON.parse(await ask(forge, 'pm', map)) as {
      readonly value: {
        readonly anonymous: number;
        readonly issues: readonly { readonly anonymous: boolean; readonly forecastFinish: string | null }[];
        readonly dependencies: readonly { readonly provider: number; readonly lateness: string }[];
      };
    };
    const { anonymous, issues, dependencies } = view.value;
    expect(anonymous).toBeGreaterThanOrEqual(4);
    const hidden = issues.flatMap((issue, place) => (issue.anonymous ? [place] : []));
    expect(hidden).toHaveLength(anonymous);
    expect(hidden.map((place) => issues[place].forecastFinish)).not.toContain(null);
    const late = dependencies.filter(({ provider, lateness }) => hidden.includes(provider) && lateness === 'lateNow');
    expect(late.length).toBeGreaterThanOrEqual(2);
  });
});

test('errors of Jira or of storage that tell of what is hidden do not tell the viewer, nor the log', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0); // Tries again without a pause.
  const forge = await aSiteWithCanaries();
  const words = 'QUAILKEY-1 "quail summary" of quail@example.com; OPEN-777 siskin';
  const { jira } = forge;
  const requests = everyRequest.filter(
    ({ functionKey }, place) => everyRequest.findIndex((each) => each.functionKey === functionKey) === place,
  );
  const answers: string[] = [];
  const askEach = async (): Promise<void> => {
    for (const request of requests) answers.push(`${request.functionKey} → ${await ask(forge, 'pm', request)}`);
  };
  for (const status of [400, 401, 403, 404, 429, 500]) {
    forge.answers = { answer: () => reply(status, { errorMessages: [words], errors: { key: words } }) };
    await askEach();
  }
  forge.answers = { answer: () => Promise.reject(new TypeError(words)) };
  await askEach();
  forge.answers = jira;
  forge.storageFault = () => words;
  await askEach();
  expect(answers.filter((answer) => answer.includes('"ok":false')).length).toBeGreaterThan(60);
  expect(leaks(answers, [CONFIDENTIAL_CANARIES, SECURED_CANARIES])).toEqual([]);
  expect(logged().filter((line) => NOT_IN_LOGS.test(line))).toEqual([]);
});

test('what runs in the background writes no line of it either', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0); // Tries again without a pause.
  const forge = await aSiteWithCanaries();
  const [issue] = forge.jira.projects.find(({ id }) => id === CONFIDENTIAL)?.issues ?? [];
  issue.fields.duedate = 'quail day';
  await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
  await forge.drain(refreshWorker);
  for (const status of [403, 404, 500]) {
    forge.answers = { answer: () => reply(status, { errorMessages: ['QUAILKEY-1 "quail summary"'] }) };
    await forge.run(() => jiraEvents({ eventType: 'avi:jira:updated:issue', issue }));
    await forge.run(() => hourlyUpkeep());
    await forge.drain(refreshWorker);
  }
  await forge.run(() => weeklyReport());
  expect(logged().length).toBeGreaterThan(10);
  expect(logged().filter((line) => NOT_IN_LOGS.test(line))).toEqual([]);
});
