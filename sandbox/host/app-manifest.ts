import type { AppManifest } from '../platform';

/** The modules with a page that the shell has a place for. */
const SURFACE_TYPES = [
  'jira:projectPage',
  'jira:projectSettingsPage',
  'jira:globalPage',
  'jira:adminPage',
  'jira:issueContext',
] as const;
export type SurfaceType = (typeof SURFACE_TYPES)[number];

/** A module of the app that shows a page. */
export interface Surface {
  readonly type: SurfaceType;
  readonly key: string;
  readonly title: string;
  /** Key of the resource that holds its page. */
  readonly resource: string;
}

/** The pages that the manifest declares, in its order; a module without a static resource has none here. */
export function surfacesOf(manifest: AppManifest): Surface[] {
  return manifest.modules.flatMap((module) => {
    if (!isSurfaceType(module.type) || module.resourceKey === null) return [];
    return [{ type: module.type, key: module.key, title: module.title ?? module.key, resource: module.resourceKey }];
  });
}

function isSurfaceType(type: string): type is SurfaceType {
  return SURFACE_TYPES.some((each) => each === type);
}
