import { addressOf, readRoute, type Route } from '../../../sandbox/shell/routes';

describe('addresses of the shell', () => {
  it.each<[string, string, Route]>([
    ['/', '', { at: 'home' }],
    ['/issues/', '?jql=project%20%3D%20PAY', { at: 'search', jql: 'project = PAY' }],
    ['/browse/PAY-12', '', { at: 'issue', issueKey: 'PAY-12' }],
    ['/jira/projects/PAY', '', { at: 'projectIssues', projectKey: 'PAY' }],
    ['/jira/projects/PAY/apps/page', '', { at: 'app', moduleKey: 'page', projectKey: 'PAY', inside: '/' }],
    [
      '/jira/projects/PAY/apps/page/findings/a',
      '',
      { at: 'app', moduleKey: 'page', projectKey: 'PAY', inside: '/findings/a' },
    ],
    ['/jira/projects/PAY/settings/apps/gates', '', { at: 'app', moduleKey: 'gates', projectKey: 'PAY', inside: '/' }],
    ['/jira/apps/portfolio/map', '', { at: 'app', moduleKey: 'portfolio', projectKey: null, inside: '/map' }],
    ['/jira/settings/apps/admin', '', { at: 'app', moduleKey: 'admin', projectKey: null, inside: '/' }],
    ['/jira/settings/apps', '', { at: 'settings' }],
    ['/jira/settings', '', { at: 'settings' }],
    ['/jira/settings/elsewhere', '', { at: 'nowhere' }],
    ['/jira/projects/PAY/settings', '', { at: 'projectSettings', projectKey: 'PAY' }],
    ['/jira/projects/PAY/settings/elsewhere', '', { at: 'nowhere' }],
    ['/jira/elsewhere', '', { at: 'nowhere' }],
    ['/%E0%A4%A', '', { at: 'nowhere' }],
  ])('%s%s', (pathname, search, expected) => {
    expect(readRoute(pathname, search)).toEqual(expected);
  });

  it('writes what it reads', () => {
    const read = (address: string): Route => {
      const url = new URL(address, 'http://shell');
      return readRoute(url.pathname, url.search);
    };
    expect(read(addressOf.search('text ~ "a&b"'))).toEqual({ at: 'search', jql: 'text ~ "a&b"' });
    expect(read(addressOf.issue('PAY-1'))).toEqual({ at: 'issue', issueKey: 'PAY-1' });
    expect(read(addressOf.projectIssues('PAY'))).toEqual({ at: 'projectIssues', projectKey: 'PAY' });
    expect(read(addressOf.projectApp('PAY', 'page'))).toMatchObject({
      at: 'app',
      projectKey: 'PAY',
      moduleKey: 'page',
    });
    expect(read(addressOf.projectSettingsApp('PAY', 'page'))).toMatchObject({ at: 'app', projectKey: 'PAY' });
    expect(read(addressOf.projectSettings('PAY'))).toEqual({ at: 'projectSettings', projectKey: 'PAY' });
    expect(read(addressOf.settings)).toEqual({ at: 'settings' });
    expect(read(addressOf.globalApp('map'))).toMatchObject({ at: 'app', projectKey: null, moduleKey: 'map' });
    expect(read(addressOf.adminApp('admin'))).toMatchObject({ at: 'app', projectKey: null, moduleKey: 'admin' });
  });
});
