import { demoSite } from '../../../sandbox/demo';
import { gateStories } from '../../../sandbox/demo/gate-stories';
import { lifecycleTemplates } from '../../../src/gates';

const TODAY = '2026-11-20';
const { projects } = demoSite({ today: TODAY });

test.each(gateStories(TODAY))(
  'the gates of project $projectId are told by those who may, about what is asked',
  (story) => {
    const project = projects.find(({ id }) => id === story.projectId);
    const lifecycle = lifecycleTemplates.find(({ id }) => id === story.template)?.lifecycle;
    const asked = lifecycle?.stages.flatMap(({ criteria, gate }) => [gate.id, ...criteria.map(({ id }) => id)]) ?? [];
    const people = project?.roles['Members'].users ?? [];
    expect(project?.leadAccountId).toBe(story.admin);
    expect(story.planned).toHaveLength(lifecycle?.stages.length ?? 0);
    for (const { accountId, does, payload } of story.steps) {
      if (does === 'decideReview') expect([accountId, people.includes(accountId)]).toEqual([story.decider, false]);
      else expect(people).toContain(accountId);
      for (const named of [payload['criterion'], payload['gate']]) {
        if (named !== undefined) expect(asked).toContain(named);
      }
    }
  },
);
