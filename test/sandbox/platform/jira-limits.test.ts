import { JiraQuota } from '../../../sandbox/platform/jira-limits';

const START = Date.parse('2026-11-20T10:20:00.000Z');
const MINUTE = 60_000;
const SEARCH = 'POST /rest/api/3/search/jql';

function aQuota(pointsPerHour = 65_000, callsPerSecond = 100) {
  const clock = { now: START, ticks: 0 };
  const clocks = { now: () => clock.now, ticks: () => clock.ticks };
  const quota = new JiraQuota({ pointsPerHour, callsPerSecond }, clocks);
  const burst = (endpoint: string, calls: number) =>
    Array.from({ length: calls }, () => quota.admit(endpoint)).filter((refusal) => refusal !== null).length;
  return { clock, quota, burst };
}

describe('the points quota', () => {
  it('is a wall until the next UTC hour for whatever is asked, and then there anew', () => {
    const { clock, quota } = aQuota(1000);
    quota.spend(999);
    expect(quota.admit(SEARCH)).toBeNull();
    quota.spend(101);
    for (const endpoint of [SEARCH, 'GET /rest/api/3/field', 'DELETE /rest/api/3/issue/{}']) {
      expect(quota.admit(endpoint)).toMatchObject({
        status: 429,
        headers: {
          'retry-after': '2400',
          'ratelimit-reason': 'jira-quota-global-based',
          'x-ratelimit-limit': '1000',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': '2026-11-20T11:00:00Z',
        },
      });
    }
    clock.now += 40 * MINUTE - 1;
    expect(quota.admit(SEARCH)?.headers).toMatchObject({ 'retry-after': '1' });
    expect(quota.pointsThisHour()).toBe(1100);
    clock.now += 1;
    expect(quota.admit(SEARCH)).toBeNull();
    expect(quota.pointsThisHour()).toBe(0);
  });

  it('is told of in every reply, what is left when it is little', () => {
    const { quota } = aQuota(65_000);
    const policy = '"global-app-quota";q=65000;w=3600';
    expect(quota.headers()).toEqual({ 'ratelimit-policy': policy, ratelimit: '"global-app-quota";t=2400' });
    quota.spend(52_001);
    expect(quota.headers()).toEqual({
      'ratelimit-policy': policy,
      ratelimit: '"global-app-quota";r=12999;t=2400',
      'x-ratelimit-nearlimit': 'true',
    });
  });

  it('can be done without', () => {
    const { quota } = aQuota(Infinity);
    quota.spend(10_000_000);
    expect(quota.admit(SEARCH)).toBeNull();
    expect(quota.headers()).toEqual({});
  });
});

describe('the burst limit', () => {
  it.each([
    ['GET /rest/api/3/field', 100],
    [SEARCH, 100],
    ['PUT /rest/api/3/issue/{}', 50],
    ['DELETE /rest/api/3/issue/{}', 50],
    ['GET /rest/api/3/issue/{}', 150],
    ['POST /rest/api/3/search/approximate-count', 150],
  ])('lets %s be called %i times at once', (endpoint, calls) => {
    const { burst } = aQuota();
    expect(burst(endpoint, calls)).toBe(0);
    expect(burst(endpoint, 3)).toBe(3);
  });

  it('is for each endpoint by itself, and says how to go on', () => {
    const { quota, burst } = aQuota();
    burst(SEARCH, 100);
    expect(quota.admit(SEARCH)).toMatchObject({
      status: 429,
      headers: {
        'retry-after': '1',
        'ratelimit-reason': 'jira-burst-based',
        'x-ratelimit-limit': '100',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': '2026-11-20T10:20:01Z',
      },
    });
    expect(quota.admit('GET /rest/api/3/search/jql')).toBeNull();
    expect(quota.admit('POST /rest/api/3/issue/bulkfetch')).toBeNull();
  });

  it('refills with the seconds, up to what it holds', () => {
    const { clock, burst } = aQuota();
    burst(SEARCH, 100);
    clock.ticks += 250;
    expect(burst(SEARCH, 30)).toBe(5);
    clock.ticks += 60_000;
    expect(burst(SEARCH, 120)).toBe(20);
  });
});
