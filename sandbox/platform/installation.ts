/** The names under which a made-up installation of the app on a made-up site goes. */
export interface Installation {
  readonly appId: string;
  readonly cloudId: string;
  readonly environmentId: string;
  readonly installationId: string;
  /** `ari:cloud:jira::site/…`, what Forge calls the install context. */
  readonly contextAri: string;
  readonly environmentType: 'DEVELOPMENT';
}

const CLOUD_ID = '4f1a7c52-0c4e-4d7e-9a5b-6b1f5a0d2c31';

/** The same on every machine, so that records written by one run are found by the next. */
export function installationOf(appId: string): Installation {
  return {
    appId,
    cloudId: CLOUD_ID,
    environmentId: 'c1d0b6a4-7f0e-4a51-8d53-5a5c1f9be702',
    installationId: 'e2a4b7c9-13d8-4b64-b0f1-97d0c8a3f514',
    contextAri: `ari:cloud:jira::site/${CLOUD_ID}`,
    environmentType: 'DEVELOPMENT',
  };
}
