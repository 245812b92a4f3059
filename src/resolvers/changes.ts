import { catalogue, changesSince, offenderWords, type RuleChange } from '../compliance';
import type { ChangesView, Comparison, RuleMove } from '../contract';
import { readLiveIssues } from '../jira';
import { formatDay, parseDay, type Day, type Finding, type Snapshot } from '../model';
import { currentSite, todayOn } from '../refresh';
import { keptDays, readKept, readSnapshot } from '../store';
import type { Answer } from './project-viewer';
import { notFound } from './refusal';
import { revisionOf } from './revision';
import { asShown } from './shown-findings';

const ISSUES_A_PAGE = 50;

/** Which rules moved the score since a day, and by how many points. */
export const changes: Answer<'changes'> = async ({ projectId }, { since }): Promise<ChangesView> => {
  const [site, stored] = await Promise.all([currentSite(), readSnapshot(projectId)]);
  const days = await keptDays(projectId, todayOn(site, Date.now()));
  const day = keptBy(days, since === undefined ? null : parseDay(since));
  const earlier = day === null ? null : await readKept(projectId, day);
  return {
    revision: revisionOf(stored && stored.header),
    days: days.map(formatDay),
    comparison:
      day === null || earlier === null || stored === null ? null : comparisonOf(day, earlier, stored.value.snapshot),
  };
};

/** The issues behind one rule's move, with what the viewer may see of them in Jira right now. */
export const changedIssues: Answer<'changedIssues'> = async ({ projectId }, { since, rule, offset }) => {
  const day = parseDay(since);
  const [earlier, stored] = await Promise.all([
    day === null ? null : readKept(projectId, day),
    readSnapshot(projectId),
  ]);
  if (earlier === null || stored === null) {
    throw notFound('Nothing was kept of that day.', 'Reload the page, and choose one of the days that it offers.');
  }
  const { rules } = changesSince(earlier, asShown(stored.value.snapshot));
  const { appeared = [], gone = [] } = rules.find((change) => change.rule === rule) ?? {};
  const all = [
    ...appeared.map((offender) => ({ ...offender, became: 'worse' }) as const),
    ...gone.map((offender) => ({ ...offender, became: 'better' }) as const),
  ];
  const page = all.slice(offset, offset + ISSUES_A_PAGE);
  const live = await readLiveIssues(page.map(({ id }) => id));
  const issues = page.flatMap(({ id, reason, became }) => {
    const issue = live.get(id);
    return issue === undefined ? [] : [{ ...issue, id: String(id), wrong: offenderWords(rule, reason), became }];
  });
  return { offset, total: all.length, issues, hidden: page.length - issues.length };
};

/** The newest that was kept up to a day, else the first after it; without a day the newest. `null` while there is none. */
function keptBy(days: readonly Day[], since: Day | null): Day | null {
  const until = since === null ? days : days.filter((day) => day <= since);
  return until.at(-1) ?? days[0] ?? null;
}

function comparisonOf(day: Day, earlier: Snapshot, snapshot: Snapshot): Comparison {
  const later = asShown(snapshot);
  const standing = ({ score, level, playbook }: Snapshot): Comparison['later'] => ({ score, level, playbook });
  return {
    since: formatDay(day),
    ...{ earlier: standing(earlier), later: standing(later) },
    rules: changesSince(earlier, later).rules.map(moveOf),
  };
}

function moveOf({ rule, points, earlier, later, appeared, gone }: RuleChange): RuleMove {
  return {
    ...{ rule, title: catalogue.find(({ id }) => id === rule)?.title ?? rule, points },
    ...{ earlier: earlier && figuresOf(earlier), later: later && figuresOf(later) },
    ...{ appeared: appeared.length, gone: gone.length },
  };
}

function figuresOf({ status, numerator, denominator }: Finding): NonNullable<RuleMove['later']> {
  return { status, numerator, denominator };
}
