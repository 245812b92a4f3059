import { listProjects, listVersions } from '../../src/jira';
import { aProject } from '../support/issues';
import { reply } from '../support/reply';
import { answerOf, aSite } from './support/calls';

describe('listing projects', () => {
  test('goes beyond the first page, and leaves out those in the archive', async () => {
    const forge = aSite();
    forge.jira.projects = ['A', 'B', 'C', 'D', 'E'].map((key, place) => aProject(String(10001 + place), key, 0));
    forge.jira.projects[1].archived = true;
    const projects = await answerOf(forge, () => listProjects('app'));
    expect(projects.map(({ key }) => key)).toEqual(['A', 'C', 'D', 'E']);
  });

  test('tells when issues of each were last updated, as far as Jira does', async () => {
    const forge = aSite();
    const insights = [
      { totalIssueCount: 3, lastIssueUpdateTime: '2026-02-14T23:46:31.000+0100' },
      { totalIssueCount: 0 },
      { lastIssueUpdateTime: 'lately' },
      'of another kind',
      undefined,
    ];
    const values = insights.map((insight, place) => ({ id: String(place + 1), key: 'P', name: 'P', insight }));
    forge.answers = { answer: () => reply(200, { isLast: true, values }) };
    expect((await answerOf(forge, () => listProjects('app'))).map(({ updatedAt }) => updatedAt)).toEqual([
      Date.parse('2026-02-14T22:46:31Z'),
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  test('asks for as many as Jira gives at once', async () => {
    const forge = aSite();
    const paths: string[] = [];
    forge.answers = {
      answer: (_method, path) => {
        paths.push(path);
        const startAt = Number(new URL(path, 'https://jira.invalid').searchParams.get('startAt'));
        const values = Array.from({ length: Math.min(100, 230 - startAt) }, (_, place) => ({
          ...{ id: String(10001 + startAt + place), key: `P${startAt + place}`, name: 'P' },
        }));
        return reply(200, { isLast: startAt + values.length === 230, values });
      },
    };
    expect(await answerOf(forge, () => listProjects('app'))).toHaveLength(230);
    expect(paths).toHaveLength(3);
    expect(paths[0]).toContain('maxResults=100');
  });
});

describe('listing versions', () => {
  test('says which have a release date, and which are released', async () => {
    expect(await answerOf(aSite(), () => listVersions(10001))).toEqual([
      { id: 900, releaseDate: '2026-09-30', released: false },
      { id: 901, releaseDate: null, released: false },
    ]);
  });

  test('takes null for no date', async () => {
    const forge = aSite();
    forge.answers = { answer: () => reply(200, [{ id: '900', name: '1.0', releaseDate: null }]) };
    expect(await answerOf(forge, () => listVersions(10001))).toEqual([{ id: 900, releaseDate: null, released: false }]);
  });

  test('of a project that is gone says so', async () => {
    const error = await answerOf(aSite(), () => listVersions(77)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: 'notFound', details: { endpoint: 'project/versions' } });
  });
});
