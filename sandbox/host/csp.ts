import { CSPInjectionService, CSPProcessingService } from '@forge/csp';
import { load } from 'cheerio';

/** An app's `index.html` as Forge serves it, with the policy that goes with it. */
export interface SecuredPage {
  readonly html: string;
  /** Value of `Content-Security-Policy`. */
  readonly policy: string;
}

/**
 * Puts the bridge before every script of the page, and computes the policy with Atlassian's own code for production.
 * Only two things differ from a real site: the page around the frame is allowed to be our host, and reports come to us.
 */
export function secured(
  html: string,
  options: {
    readonly permissions: Readonly<Record<string, unknown>>;
    readonly hostOrigin: string;
    readonly bridge: string;
    /** Milliseconds by which the sandbox's clock is ahead. */
    readonly clockOffset: number;
    readonly reportUri: string;
  },
): SecuredPage {
  const page = load(html, { xml: { xmlMode: false } });
  if (page('head').length === 0) page('html').prepend('<head></head>');
  const script = page('<script></script>')
    .attr('src', options.bridge)
    .attr('data-host-origin', options.hostOrigin)
    .attr('data-clock-offset', String(options.clockOffset));
  page('head').prepend(script);
  const withBridge = page.html();

  const details = new CSPProcessingService({ info: () => undefined }, load).getCspDetails(
    withBridge,
    options.permissions,
  );
  const directives = new CSPInjectionService().getInjectableCSP({
    existingCSPDetails: details,
    microsEnv: 'prod',
    parentEmbeddingDomain: options.hostOrigin,
  });
  // Passing a reporter as the tunnel does would also open connections to localhost, which a real site does not.
  const policy = directives
    .map((each) => (each.startsWith('report-uri ') ? `report-uri ${options.reportUri}` : each))
    .join('; ');
  return { html: withBridge, policy };
}
