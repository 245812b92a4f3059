import { readSiteSettings } from '../../src/jira';
import { FakeForge } from '../support/forge';

async function settingsOf(change: (forge: FakeForge) => void, named?: readonly string[]) {
  const forge = new FakeForge();
  change(forge);
  const outcome = await forge.run(() => readSiteSettings(named));
  if (outcome.killed) throw new Error('not killed');
  return outcome.value;
}

describe('the site’s settings', () => {
  test('are found by kind, then by name and type', async () => {
    const settings = await settingsOf((forge) => {
      forge.jira.timeZone = 'Europe/Berlin';
      forge.jira.fields.push(
        { id: 'customfield_1', name: 'Story Points', schema: { type: 'number' } },
        { id: 'customfield_2', name: 'start date', schema: { type: 'date' } },
        { id: 'customfield_3', name: 'Start date', schema: { type: 'string' } },
        { id: 'customfield_4' },
        { id: 'customfield_5', name: 'Baseline finish', schema: { type: 'date' } },
        { id: 'customfield_6', name: 'Team', schema: { custom: 'com.atlassian.teams:rm-teams-custom-field-team' } },
        {
          id: 'customfield_7',
          name: 'Team',
          schema: { custom: 'com.atlassian.jira.plugin.system.customfieldtypes:atlassian-team' },
        },
      );
    });
    expect(settings).toEqual({
      timeZone: 'Europe/Berlin',
      startDateFields: ['customfield_10015', 'customfield_2'],
      sprintFields: ['customfield_10020'],
      pointsFields: ['customfield_10016', 'customfield_1'],
      teamFields: ['customfield_7', 'customfield_6'],
      mapped: { baselineFinish: 'customfield_5' },
      inProgressStatuses: ['3'],
      namedFields: {},
    });
  });

  test('say of fields that are asked about what they hold, and of which there are none', async () => {
    const { namedFields } = await settingsOf(
      (forge) => {
        forge.jira.fields = [
          { id: 'customfield_3', name: 'Start date', schema: { type: 'string' } },
          { id: 'customfield_4' },
          { id: 'duedate', name: 'Due date', schema: { type: 'date', system: 'duedate' } },
        ];
      },
      ['customfield_3', 'customfield_4', 'customfield_5', 'duedate'],
    );
    expect(namedFields).toEqual({
      ...{ customfield_3: 'string', customfield_4: '', customfield_5: null },
      duedate: 'date',
    });
  });

  test.each([403, 404])(
    'without statuses, which Jira refuses with %p, nothing counts as in progress',
    async (status) => {
      const settings = await settingsOf((forge) => {
        forge.jira.fault = (endpoint) => (endpoint === 'status' ? { status } : null);
      });
      expect(settings).toMatchObject({ timeZone: 'UTC', inProgressStatuses: [] });
    },
  );

  test.each([['Mars/Olympus'], ['']])('an unknown time zone %p counts as UTC', async (timeZone) => {
    const settings = await settingsOf((forge) => {
      forge.jira.timeZone = timeZone;
    });
    expect(settings.timeZone).toBe('UTC');
  });
});
