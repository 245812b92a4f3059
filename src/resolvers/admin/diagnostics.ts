import type { DiagnosticsView } from '../../contract';
import type { JobEntry } from '../../store';
import type { AdminAnswer } from '../administrator';
import { readHealthRecords, type HealthRecords } from './health-records';
import { jobView } from './health';
import { instant } from './instant';
import { anonymous, Mentions } from './mentions';
import { campaignView, pointsNow, runView, waitsOf } from './progress';
import { projectsByState } from './project-states';
import { figuresOf } from './reconciliation';

const MOST_JOBS = 1000;

/** How refreshing stands and stood, for people who must not know the site: no names, keys or ids. */
export const diagnostics: AdminAnswer<'diagnostics'> = async () => {
  const records = await readHealthRecords(Date.now(), MOST_JOBS);
  return view(records, new Pseudonyms(records), await projectsByState(records));
};

function view(records: HealthRecords, names: Pseudonyms, states: DiagnosticsView['states']): DiagnosticsView {
  const nobody = new Mentions([], new Map(), new Map());
  const words = ({ projectId }: JobEntry, text: string): string => anonymous(text, records.projects, projectId ?? 0);
  return {
    madeAt: instant(records.now),
    settings: { backgroundShare: records.settings.value.backgroundShare, version: records.settings.version },
    points: pointsNow(records),
    hours: records.hours,
    campaign: campaignView(records),
    waits: waitsOf(records),
    states,
    runs: [...records.runs].map(([id, run]) => {
      const { project: _project, askedBy: _askedBy, ...figures } = runView(id, run, records.now, nobody);
      return { project: names.of(id), ...figures };
    }),
    failures: [...records.failures].map(([id, { at, cause, remedy }]) => ({
      ...{ project: names.of(id), at: instant(at) },
      ...{ cause: anonymous(cause, records.projects, id), remedy: anonymous(remedy, records.projects, id) },
    })),
    reconciliations: [...records.reconciliations].map(([id, result]) => {
      return { project: names.of(id), ...figuresOf(result) };
    }),
    jobs: records.jobs.map((entry) => {
      const { project: _project, askedBy: _askedBy, cause, remedy, ...figures } = jobView(entry, nobody);
      return {
        ...figures,
        project: entry.projectId === null ? null : names.of(entry.projectId),
        cause: cause === null ? null : words(entry, cause),
        remedy: remedy === null ? null : words(entry, remedy),
        asked: entry.askedBy !== null,
      };
    }),
  };
}

/** Projects as p1, p2 …, in the order in which they are first spoken of. */
class Pseudonyms {
  private readonly numbers = new Map<number, number>();

  constructor({ projects }: HealthRecords) {
    for (const { id } of projects) this.of(id);
  }

  of(projectId: number): string {
    const number = this.numbers.get(projectId) ?? this.numbers.size + 1;
    this.numbers.set(projectId, number);
    return `p${number}`;
  }
}
