import type { ProjectSpec } from '../project-spec';
import { accessControl } from './access';
import { dataPlatform } from './data-platform';
import { depot } from './depot';
import { fleet } from './fleet';
import { hr } from './hr';
import { intranet } from './intranet';
import { merger } from './merger';
import { payroll } from './payroll';
import { signalling } from './signalling';
import { ticketing } from './ticketing';
import { timetable } from './timetable';
import { wifi } from './wifi';

/** The portfolio, ascending by id. */
export const PROJECTS: readonly ProjectSpec[] = [
  signalling,
  dataPlatform,
  ticketing,
  intranet,
  payroll,
  hr,
  merger,
  depot,
  wifi,
  fleet,
  timetable,
  accessControl,
];
