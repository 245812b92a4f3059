import { readHostContext } from '../../../static/shared/host-context';
import { installHost } from '../support/host';

test('reads who looks at which project, and how they write numbers and times', async () => {
  installHost().context = {
    siteUrl: 'https://harbour-rail.example/',
    locale: 'de_DE',
    timezone: 'Europe/Berlin',
    theme: { colorMode: 'dark' },
    extension: { project: { id: 10001 }, issue: { id: 20187, key: 'SIG-187' } },
  };
  expect(await readHostContext()).toEqual({
    projectId: '10001',
    issueId: '20187',
    siteUrl: 'https://harbour-rail.example',
    locale: 'de-DE',
    timeZone: 'Europe/Berlin',
    colorMode: 'dark',
  });
});

test('what the host leaves out or gets wrong falls back to the browser', async () => {
  installHost().context = { locale: '???', timezone: 'Mars/Olympus' };
  const browser = Intl.DateTimeFormat().resolvedOptions();
  expect(await readHostContext()).toEqual({
    projectId: null,
    issueId: null,
    siteUrl: '',
    locale: browser.locale,
    timeZone: browser.timeZone,
    colorMode: null,
  });
});
