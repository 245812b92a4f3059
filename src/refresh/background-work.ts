import { getCampaign, getCampaignNext, getPauses, pointsOf, readSettings, type Pause } from '../store';
import { hourOf, limitOf, quotaPoints } from './allowance';

/** What the background is doing, for the operator. Instants in milliseconds since 1970. */
export interface BackgroundWork {
  readonly campaign: {
    readonly startedAt: number;
    readonly finishedAt: number | null;
    readonly projects: number;
    /** Of those, the ones whose reading has at least begun. */
    readonly projectsRead: number;
  } | null;
  readonly pointsThisHour: number;
  readonly quota: number;
  /** Points that background work may use in an hour. */
  readonly limit: number;
  readonly share: number;
  readonly pauses: readonly Pause[];
}

/** Gathers what the background is doing. */
export async function backgroundWork(): Promise<BackgroundWork> {
  const now = Date.now();
  const [campaign, pointsThisHour, settings, limit, set] = await Promise.all([
    getCampaign(),
    pointsOf(hourOf(now)),
    readSettings(),
    limitOf('background'),
    getPauses(),
  ]);
  const pauses = set.filter(({ until }) => until > now);
  return {
    campaign: campaign && {
      ...{ startedAt: campaign.startedAt, finishedAt: campaign.finishedAt, projects: campaign.order.length },
      projectsRead: await getCampaignNext(campaign.id),
    },
    ...{ pointsThisHour, limit, pauses, quota: quotaPoints(), share: settings.value.backgroundShare },
  };
}
