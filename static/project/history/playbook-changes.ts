import type { HistoryView } from '../../../src/contract';

export interface PlaybookChange {
  /** `YYYY-MM-DD`: the first day by the new one. */
  readonly day: string;
  readonly from: HistoryView['playbooks'][number];
  readonly to: HistoryView['playbooks'][number];
}

/** Where scores before and after are not by the same rules. */
export function playbookChanges({ days, playbooks }: HistoryView): readonly PlaybookChange[] {
  return days.slice(1).flatMap(({ day, playbook }, place) => {
    const before = days[place].playbook;
    return before === playbook ? [] : [{ day, from: playbooks[before], to: playbooks[playbook] }];
  });
}
