import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { HistoryDay, HistoryView, RuleHistory, SnapshotInWords } from '../../../src/contract';
import { ofFew } from '../../../src/contract/limits';
import { SHOWN_AT_MOST } from '../../shared/pace';
import { call } from '../call';
import { useProjectId } from '../project-id';
import type { HistoryWeeks } from '../routes';

/** The days that were kept; the last one goes on changing, which the standing tells. */
export function useHistory(weeks: HistoryWeeks): UseQueryResult<HistoryView> {
  const projectId = useProjectId();
  return useQuery({
    queryKey: ['history', projectId, weeks],
    queryFn: () => call('history', { projectId, weeks }),
    placeholderData: keepPreviousData,
    staleTime: SHOWN_AT_MOST,
    refetchOnWindowFocus: false,
  });
}

/** The days with the newest as the snapshot has it, which may be younger. */
export function withNewest(view: HistoryView, snapshot: SnapshotInWords): HistoryView {
  const { today, score, coverage, level, playbook, findings } = snapshot;
  const kept = view.days.filter(({ day }) => day < today).length;
  const known = view.playbooks.findIndex(({ id, version }) => id === playbook.id && version === playbook.version);
  const newest: HistoryDay = {
    ...{ day: today, score, coverage, level },
    playbook: known < 0 ? view.playbooks.length : known,
  };
  return {
    days: [...view.days.slice(0, kept), newest],
    playbooks: known < 0 ? [...view.playbooks, playbook] : view.playbooks,
    rules: view.rules.map(({ rule, attainments, few: all }): RuleHistory => {
      const finding = findings.find((each) => each.rule === rule);
      const few = finding === undefined ? null : ofFew(finding);
      const { [kept]: _today, ...before } = all;
      return {
        rule,
        attainments: [...attainments.slice(0, kept), finding?.attainment ?? null],
        few: few === null ? before : { ...before, [kept]: few },
      };
    }),
  };
}
