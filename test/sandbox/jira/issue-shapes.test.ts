import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { importExport } from '../../../sandbox/import';
import { serve } from './support/small-site';

/**
 * The OpenAPI document leaves an issue's `fields` free. So they are held to what real sites sent: whatever a real
 * issue has at some place, of whatever type, the site serves at the same place with the same type.
 */
const data = process.env.PLUMBLINE_DATA ?? path.resolve(__dirname, '../../../../shared/data');

const HELD = [
  ...['summary', 'status', 'priority', 'issuetype', 'resolution', 'assignee', 'reporter', 'creator', 'project'],
  ...['fixVersions', 'versions', 'labels', 'issuelinks', 'created', 'updated', 'resolutiondate', 'duedate'],
];

/** The site keeps no descriptions of versions and categories; nothing reads them. */
const NOT_KEPT = /(^(fixVersions|versions)\[\]|projectCategory)\.description/;

/** Every place in a value with the type that is there: `status.statusCategory.id number`. Nulls and ids of lists aside. */
function placesOf(value: unknown, at: string): readonly string[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((each) => placesOf(each, `${at}[]`));
  if (typeof value !== 'object') return [`${at} ${typeof value}`];
  return Object.entries(value).flatMap(([name, each]) => placesOf(each, `${at}.${name}`));
}

interface RawIssue {
  readonly key: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

describe.each([
  ['tidev-titanium.jsonl.gz', 97],
  ['fluid.jsonl.gz', 41],
])('%s', (name, every) => {
  const file = path.join(data, 'jira', name);
  const test = existsSync(file) ? it : it.skip;

  test('is served in the shape in which its site served it', async () => {
    const lines = gunzipSync(readFileSync(file))
      .toString()
      .split('\n')
      .filter((line, index) => line !== '' && index % every === 0);
    const folder = mkdtempSync(path.join(tmpdir(), 'shapes-'));
    try {
      const sample = path.join(folder, 'sample.jsonl');
      writeFileSync(sample, lines.join('\n'));
      const { ask } = serve((await importExport([sample])).data);
      const raws = lines.map((line) => JSON.parse(line) as RawIssue);
      const missing = new Set<string>();
      let compared = 0;
      for (const raw of raws) {
        const { status, body } = await ask('GET', `/rest/api/3/issue/${raw.key}`);
        expect([raw.key, status]).toEqual([raw.key, 200]);
        for (const field of HELD) {
          const served = new Set(placesOf(body.fields[field], field));
          for (const place of placesOf(raw.fields[field], field)) {
            compared += 1;
            if (!served.has(place) && !NOT_KEPT.test(place)) missing.add(place);
          }
        }
      }
      expect([...missing]).toEqual([]);
      expect(compared).toBeGreaterThan(1000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 60_000);
});
