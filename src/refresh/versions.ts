import { createHash } from 'node:crypto';
import { listVersions, POINTS, type ProjectVersion } from '../jira';
import { parseDay, type IssueColumns } from '../model';
import type { Allowance } from './allowance';

/** More than most projects have; one with more settles the difference afterwards. */
const LIKELY_VERSIONS = 50;

/** All versions of a project. 1 call. */
export function versionsOf(projectId: number, allowance: Allowance): Promise<readonly ProjectVersion[]> {
  return allowance.ask('project/versions', POINTS.versions(LIKELY_VERSIONS), () => listVersions(projectId));
}

/** What the versions of a project are like, in few characters; empty where it is not known. */
export interface VersionsDigest {
  /** Which have a release date. */
  readonly dated: string;
  /** Which are to come, and when. */
  readonly toCome: string;
}

const BETWEEN = '.';

export function digestOfVersions(versions: readonly ProjectVersion[]): VersionsDigest {
  const ascending = [...versions].sort((a, b) => a.id - b.id);
  const dated = ascending.filter(({ releaseDate }) => releaseDate !== null).map(({ id }) => String(id));
  const toCome = ascending.filter(isToCome).map(({ id, releaseDate }) => `${id} ${releaseDate}`);
  return { dated: shortened(dated), toCome: shortened(toCome) };
}

/** As it is stored with a project's facts. */
export function textOf({ dated, toCome }: VersionsDigest): string {
  return `${dated}${BETWEEN}${toCome}`;
}

/** What {@link textOf} wrote, or nothing known. */
export function versionsDigest(text: string): VersionsDigest {
  const [dated, toCome = ''] = text.split(BETWEEN);
  return { dated, toCome };
}

/** Dated and not released: what open issues may be planned for. */
export function isToCome({ released, releaseDate }: ProjectVersion): boolean {
  return !released && releaseDate !== null;
}

/** Ids of issues whose facts have them planned for a version that is not to come, or not then. */
export function plannedOtherwise(issues: IssueColumns, versions: readonly ProjectVersion[]): readonly number[] {
  const days = new Map(versions.filter(isToCome).map(({ id, releaseDate }) => [id, parseDay(releaseDate ?? '')]));
  const rows = Array.from({ length: issues.count }, (_, row) => row);
  return rows
    .filter((row) => issues.versionId[row] !== 0 && days.get(issues.versionId[row]) !== issues.versionEnd[row])
    .map((row) => issues.id[row]);
}

function shortened(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('base64url').slice(0, 10);
}
