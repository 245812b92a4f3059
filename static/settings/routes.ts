const STAGE = /^\/stages\/([a-zA-Z0-9-]{1,40})\/?$/;

export const overviewPath = '/';

/** The editor of a stage and of the gate at its end. */
export function stagePath(id: string): string {
  return `/stages/${id}`;
}

/** `null` for an address that names no stage. */
export function stageOfPath(path: string): string | null {
  return STAGE.exec(path)?.[1] ?? null;
}
