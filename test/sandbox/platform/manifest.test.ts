import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readManifest } from '../../../sandbox/platform';

const directory = mkdtempSync(path.join(tmpdir(), 'manifest-test-'));
afterAll(() => rmSync(directory, { recursive: true }));

function manifestWith(text: string): ReturnType<typeof readManifest> {
  writeFileSync(path.join(directory, 'manifest.yml'), `app:\n  id: ari:cloud:ecosystem::app/abc\n${text}`);
  return readManifest(directory);
}

describe('the manifest of the app', () => {
  const manifest = readManifest(path.resolve(__dirname, '../../..'));

  it('gives pages 25 seconds, the worker what it declares and schedules 55', () => {
    const seconds = (key: string) => manifest.functions.get(key)?.timeoutSeconds;
    expect([seconds('project-resolver'), seconds('refresh-worker'), seconds('hourly-upkeep')]).toEqual([25, 900, 55]);
  });

  it('is read with its modules, queues, triggers, scopes and resources', () => {
    expect(manifest.modules).toContainEqual({
      type: 'jira:projectPage',
      key: 'project-page',
      title: 'Compliance',
      functionKey: 'project-resolver',
      resourceKey: 'project-page-ui',
    });
    expect(manifest.resources.get('project-page-ui')).toBe('static/dist/project');
    expect(manifest.consumers).toEqual([{ key: 'refresh-queue', queue: 'refresh', functionKey: 'refresh-worker' }]);
    expect(manifest.scopes).toContain('storage:app');
    expect(manifest.triggers.flatMap(({ events }) => events)).toContain('avi:jira:updated:issue');
    expect(manifest.memoryMB).toBe(512);
  });
});

describe('a manifest', () => {
  it('declares custom entities with attributes and indexes', () => {
    const { entities } = manifestWith(
      [
        '  storage:',
        '    entities:',
        '      - name: employee',
        '        attributes: { surname: { type: string }, age: { type: integer } }',
        '        indexes: [surname, { name: by-age, partition: [surname], range: [age] }]',
      ].join('\n'),
    );
    expect(entities.get('employee')).toEqual({
      name: 'employee',
      attributes: new Map([
        ['surname', 'string'],
        ['age', 'integer'],
      ]),
      indexes: [
        { name: 'surname', partition: [], range: 'surname' },
        { name: 'by-age', partition: ['surname'], range: 'age' },
      ],
    });
  });

  const withFunction = 'modules:\n  function: [{ key: f, handler: index.f, timeoutSeconds: 100 }]\n';

  it.each([
    [
      'a module without a key',
      'modules: { jira:globalPage: [{ title: x }] }',
      'A module of jira:globalPage lacks "key"',
    ],
    ['an unknown function', 'modules: { consumer: [{ key: c, queue: q, function: f }] }', 'c names function "f"'],
    ['a time limit for what pages call', withFunction, 'Function f: timeoutSeconds is only for'],
    [
      'a time limit above 900 seconds',
      `${withFunction.replace('100', '901')}  consumer: [{ key: c, queue: q, function: f }]`,
      'must be 1 to 900',
    ],
    [
      'an unknown interval',
      'modules: { scheduledTrigger: [{ key: s, function: f, interval: month }] }',
      'unknown interval "month"',
    ],
  ])('is refused with %s', (_, text, words) => {
    expect(() => manifestWith(text)).toThrow(words);
  });
});
