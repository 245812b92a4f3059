import type { Day, WorkingCalendar } from '../model';
import { readIndex, readReportHeader, type PortfolioProject } from '../store';
import { sitePlaybook } from './followed-playbook';
import { todayOn } from './local-time';
import { bringForecastForward } from './merge';
import { siteForPeople } from './site';

/** Which forecast there is for somebody who looks now. */
interface ForecastState {
  readonly siteTimeZone: string;
  readonly today: Day;
  /** The day that it is of, and when it was made (milliseconds since 1970); `null` before the first. */
  readonly asOf: Day | null;
  readonly mergedAt: number | null;
  /** It is of an earlier day; a new one is being made. */
  readonly stale: boolean;
  /** Changes with the forecast and with the list of projects. */
  readonly revision: string;
  /** The days that it counts. */
  readonly calendar: WorkingCalendar;
  /** Of the portfolio, ascending by id. */
  readonly projects: readonly PortfolioProject[];
}

/** Says which forecast there is, and has a new one made if that is not of today. To be called for authorised viewers. */
export async function currentForecast(): Promise<ForecastState> {
  const [site, header, { projects, listedAt }, { calendar }] = await Promise.all([
    siteForPeople(),
    readReportHeader(),
    readIndex(),
    sitePlaybook(),
  ]);
  const today = todayOn(site, Date.now());
  const { asOf = null, mergedAt = null } = header?.meta ?? {};
  if (projects.length > 0) await bringForecastForward(projects.length, asOf !== null && asOf >= today);
  return {
    ...{ siteTimeZone: site.timeZone, today, asOf, mergedAt, calendar, projects },
    stale: asOf !== null && asOf < today,
    revision: `${header?.sequence ?? 0}-${header?.digest.slice(0, 8) ?? ''}-${listedAt}`,
  };
}
