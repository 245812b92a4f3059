/** The name of a run that a lane of a campaign makes: nobody else's job goes on with it, unless the lane is lost. */
export function laneRunId(campaign: string, projectId: number, lane: number): string {
  return `${campaign}:${projectId}:${lane}`;
}

/** The campaign and lane whose run it is; `null` for any other run. */
export function ownerOfLaneRun(runId: string): { readonly campaign: string; readonly lane: number } | null {
  const [campaign, , lane] = runId.split(':');
  return lane === undefined ? null : { campaign, lane: Number(lane) };
}
