import { defaultPlaybook } from '../../src/compliance';
import { readyMadePlaybooks } from '../../src/compliance/playbooks';
import type { Followers, Playbook } from '../../src/model';
import {
  assignAnew,
  noteApplied,
  publishDraft,
  readDraft,
  readFollowed,
  readShelf,
  readVersions,
  saveDraft,
} from '../../src/store/playbooks';
import { FakeForge, useClock } from '../support/forge';
import { interleave, seeded } from './support/interleave';
import { valueOf } from './support/value-of';

useClock('2026-03-02T10:00:00Z');

const RACES = 20;
const BY = { by: 'ada', at: Date.parse('2026-03-02T10:00:00Z') };
const by = (account: string, at: number): { by: string; at: number } => ({ by: account, at });
const EVERYONE: Followers = { projects: [], categories: [], everyOther: true };

function aPlaybook(id: string, changes: Partial<Playbook> = {}): Playbook {
  return { ...defaultPlaybook, id, version: 0, followers: EVERYONE, ...changes };
}

/** Those that are named; of categories nothing is known. */
const byName = (all: readonly Followers[]): (readonly number[])[] => all.map(({ projects }) => projects);

async function publish(edited: Playbook, findMembers = byName): Promise<string> {
  const { revision } = await readDraft();
  await saveDraft(edited, revision, BY);
  return publishDraft(revision + 1, BY, findMembers);
}

describe('playbooks', () => {
  test('are none until the first is published', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => readFollowed(7))).toEqual({ playbook: null, revision: 0 });
    expect(await valueOf(forge, () => readVersions('x'))).toEqual([]);
    expect(await valueOf(forge, readDraft)).toEqual({ playbook: null, revision: 0, changedAt: 0, changedBy: null });
    expect(forge.storage.size).toBe(0);
  });

  test.each(readyMadePlaybooks.map((playbook) => [playbook.title, playbook] as const))(
    '"%s" comes back as it was published',
    async (_, readyMade) => {
      const forge = new FakeForge();
      const full: Playbook = {
        ...readyMade,
        followers: EVERYONE,
        rules: readyMade.rules.map((use, i) =>
          i === 0 ? { ...use, lifecycle: 'announced', countsFrom: 20_600 } : use,
        ),
        linkMeanings: { follows: { as: 'dependency', provider: 'outwardTarget', kind: 'finishToStart' } },
        requiredTypes: [{ type: 'risk', fields: ['due', 'assignee'] }],
        risks: { types: ['threat'], highFrom: 20 },
        fields: { start: 'customfield_10015' },
      };
      expect(await valueOf(forge, () => publish(full))).toBe('published');
      const { playbook, revision } = await valueOf(forge, () => readFollowed(7));
      expect([playbook, revision]).toEqual([{ ...full, version: 1 }, 1]);
    },
  );

  test('forget a field for a meaning that was given up', async () => {
    const forge = new FakeForge();
    const fields = { start: 'customfield_1', owner: 'customfield_2' } as Playbook['fields'];
    await valueOf(forge, () => publish(aPlaybook('old', { fields })));
    expect((await valueOf(forge, () => readFollowed(7))).playbook?.fields).toEqual({ start: 'customfield_1' });
  });

  test('are followed by those that they name, then by every other', async () => {
    const forge = new FakeForge();
    await valueOf(forge, () => publish(aPlaybook('all')));
    await valueOf(forge, () =>
      publish(aPlaybook('few', { followers: { ...EVERYONE, projects: [7], everyOther: false } })),
    );
    const followed = async (id: number | null): Promise<string | undefined> =>
      (await valueOf(forge, () => readFollowed(id))).playbook?.id;
    expect([await followed(7), await followed(8), await followed(null)]).toEqual(['few', 'all', 'all']);
  });

  test('keep every version that was ever published', async () => {
    const forge = new FakeForge();
    for (const title of ['one', 'two', 'three']) {
      const version = (await valueOf(forge, readShelf)).playbooks[0]?.version ?? 0;
      expect(await valueOf(forge, () => publish(aPlaybook('p', { title, version })))).toBe('published');
    }
    const versions = await valueOf(forge, () => readVersions('p'));
    expect(versions.map(({ playbook }) => [playbook.version, playbook.title])).toEqual([
      [3, 'three'],
      [2, 'two'],
      [1, 'one'],
    ]);
    expect(versions.every(({ publishedAt }) => publishedAt === Date.now())).toBe(true);
  });

  test('are assigned anew only where somebody follows another', async () => {
    const forge = new FakeForge();
    await valueOf(forge, () => publish(aPlaybook('p')));
    expect(await valueOf(forge, () => assignAnew(byName))).toBe(false);
    expect(await valueOf(forge, () => assignAnew(() => [[7, 8]]))).toBe(true);
    const shelf = await valueOf(forge, readShelf);
    expect(shelf).toMatchObject({ revision: 2, applied: 0, playbooks: [{ version: 1, members: [7, 8] }] });
    await valueOf(forge, () => noteApplied(2));
    await valueOf(forge, () => noteApplied(1));
    expect((await valueOf(forge, readShelf)).applied).toBe(2);
  });
});

describe('a draft', () => {
  test('that somebody else saved since is not overwritten, and is there to be compared', async () => {
    const forge = new FakeForge();
    expect(await valueOf(forge, () => saveDraft(aPlaybook('p', { title: 'hers' }), 0, by('ada', 5)))).toBe('saved');
    expect(await valueOf(forge, () => saveDraft(aPlaybook('p', { title: 'his' }), 0, by('bob', 6)))).toBe('stale');
    expect(await valueOf(forge, readDraft)).toMatchObject({
      ...{ playbook: { title: 'hers' }, revision: 1 },
      ...{ changedAt: 5, changedBy: 'ada' },
    });
  });

  test('is published as it was seen, once, and is gone then', async () => {
    const forge = new FakeForge();
    await valueOf(forge, () => saveDraft(aPlaybook('p'), 0, BY));
    await valueOf(forge, () => saveDraft(aPlaybook('p', { title: 'another' }), 1, BY));
    expect(await valueOf(forge, () => publishDraft(1, BY, byName))).toBe('stale');
    expect((await valueOf(forge, readShelf)).revision).toBe(0);
    expect(await valueOf(forge, () => publishDraft(2, BY, byName))).toBe('published');
    expect(await valueOf(forge, () => publishDraft(2, BY, byName))).toBe('stale');
    expect(await valueOf(forge, readDraft)).toMatchObject({ playbook: null, revision: 3 });
  });

  test('of a version that is no longer in force is not published', async () => {
    const forge = new FakeForge();
    await valueOf(forge, () => publish(aPlaybook('p')));
    expect(await valueOf(forge, () => publish(aPlaybook('p', { title: 'made before' })))).toBe('stale');
    expect(await valueOf(forge, () => publish(aPlaybook('p', { version: 1 })))).toBe('published');
  });

  test('published twice at once gives one version', async () => {
    for (let seed = 0; seed < RACES; seed++) {
      const forge = new FakeForge();
      await valueOf(forge, () => saveDraft(aPlaybook('p'), 0, BY));
      const part = { work: () => publishDraft(1, BY, byName) };
      const outcomes = await interleave(forge, [part, part], seeded(seed));
      const told = outcomes.map((outcome) => (outcome.killed ? 'killed' : outcome.value)).sort();
      expect([seed, ...told]).toEqual([seed, 'published', 'stale']);
      const shelf = await valueOf(forge, readShelf);
      expect(shelf.playbooks.map(({ version }) => version)).toEqual([1]);
      expect(await valueOf(forge, () => readVersions('p'))).toHaveLength(1);
    }
  });

  test('whose publication is killed anywhere is in force as a whole or not at all, and can be published then', async () => {
    for (let killAtCall = 1; ; killAtCall++) {
      const forge = new FakeForge();
      await valueOf(forge, () => saveDraft(aPlaybook('p'), 0, BY));
      const { killed } = await forge.run(() => publishDraft(1, BY, byName), { killAtCall });
      const before = (await valueOf(forge, readShelf)).playbooks.length;
      expect((await valueOf(forge, () => readVersions('p'))).length).toBe(before);
      expect((await valueOf(forge, () => readFollowed(7))).playbook?.version).toBe(before === 0 ? undefined : 1);
      const again = await valueOf(forge, () => publishDraft(1, BY, byName));
      expect([killAtCall, again]).toEqual([killAtCall, before === 0 ? 'published' : 'stale']);
      const left = await valueOf(forge, readDraft);
      expect([killAtCall, left.playbook]).toEqual([killAtCall, null]);
      const next = aPlaybook('p', { title: 'next', version: 1 });
      expect(await valueOf(forge, () => saveDraft(next, left.revision, BY))).toBe('saved');
      expect((await valueOf(forge, readDraft)).playbook).toEqual(next);
      expect(await valueOf(forge, () => publishDraft(left.revision + 1, BY, byName))).toBe('published');
      if (!killed) break;
    }
  });
});
