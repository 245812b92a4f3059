/**
 * Stands for `@atlaskit/platform-feature-flags`. The components ask it whether to try what Atlassian is still
 * testing; outside Atlassian the answer is no. The real package brings a telemetry client along.
 */
export function fg(_flag: string): boolean {
  return false;
}
