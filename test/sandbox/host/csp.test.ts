import { secured } from '../../../sandbox/host/csp';

const OPTIONS = {
  permissions: {},
  hostOrigin: 'http://127.0.0.1:8420',
  bridge: '/_sandbox/bridge.js',
  clockOffset: -86_400_000,
  reportUri: 'http://127.0.0.1:8421/_sandbox/csp-report',
};

function directives(policy: string): Map<string, string[]> {
  return new Map(policy.split('; ').map((each) => [each.split(' ')[0] ?? '', each.split(' ').slice(1)]));
}

describe('an app page as Forge secures it', () => {
  it('puts the bridge before every script of the page', () => {
    const { html } = secured('<html><head><script src="./a.js"></script></head><body></body></html>', OPTIONS);
    const scripts = [...html.matchAll(/<script[^>]*src="([^"]*)"/g)].map((match) => match[1]);
    expect(scripts).toEqual(['/_sandbox/bridge.js', './a.js']);
    expect(html).toContain('data-host-origin="http://127.0.0.1:8420"');
    expect(html).toContain('data-clock-offset="-86400000"');
  });

  it('gives a page without a head one', () => {
    expect(secured('<html><body></body></html>', OPTIONS).html).toMatch(/<head><script src="\/_sandbox\/bridge\.js"/);
  });

  it('allows styles and scripts of its own origin only, no inline ones, and no connection to this machine', () => {
    const policy = directives(secured('<html><head></head></html>', OPTIONS).policy);
    for (const name of ['style-src', 'script-src']) {
      expect(policy.get(name)).toContain("'self'");
      expect(policy.get(name)?.filter((source) => source.startsWith("'") && source !== "'self'")).toEqual([]);
    }
    expect(
      policy.get('connect-src')?.filter((source) => source.includes('localhost') || source.includes('127.0.0.1')),
    ).toEqual([]);
    expect(policy.get('frame-ancestors')).toContain('http://127.0.0.1:8420');
    expect(policy.get('report-uri')).toEqual([OPTIONS.reportUri]);
    expect(policy.get('sandbox')).toContain('allow-scripts');
  });

  it('adds what the manifest permits, and the hash of an inline script', () => {
    const permissions = { content: { styles: ['unsafe-inline'] }, external: { images: ['https://images.example'] } };
    const { policy } = secured('<html><head><script>let a = 1;</script></head></html>', { ...OPTIONS, permissions });
    expect(directives(policy).get('style-src')).toContain("'unsafe-inline'");
    expect(directives(policy).get('img-src')).toContain('https://images.example');
    expect(policy).toMatch(/script-src [^;]*'sha256-/);
  });
});
