import type { ReactElement } from 'react';
import type { IssueMapView, MapScope, PathTarget } from '../../src/contract';
import { Choice } from '../shared/choice';
import type { Format } from '../shared/format';
import { useHost } from '../shared/host';
import { signed, workingDays } from './words';

interface Properties {
  readonly view: IssueMapView;
  readonly onChoose: (scope: MapScope) => void;
}

/** Which of a project's targets the critical path leads to: its end, a milestone or a version. */
export function PathTargetChoice({ view, onChoose }: Properties): ReactElement | null {
  const { format } = useHost();
  const { scope } = view;
  if (scope.of !== 'criticalPath') return null;
  const { projectId, to } = scope;
  const [end, ...others] = view.targets;
  if (to === undefined && others.length === 0) return null;
  return (
    <div className="issue-map-target">
      <Choice
        label="Critical path to"
        all={end === undefined ? 'The end of the project' : targetInWords(end, format)}
        value={to === undefined ? null : valueOf(to)}
        options={others.map((target) => ({ value: valueOf(target), words: targetInWords(target, format) }))}
        onChoose={(value) => {
          const target = others.find((each) => valueOf(each) === value);
          const isOfProject = target === undefined || target.kind === 'project';
          onChoose({
            ...{ of: 'criticalPath', projectId },
            ...(!isOfProject && { to: { kind: target.kind, id: target.id } }),
          });
        }}
      />
    </div>
  );
}

function valueOf({ kind, id }: Pick<PathTarget, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}

const KIND_WORDS = { project: 'End of', milestone: 'Milestone', version: 'Version' } as const;

/** "Milestone SIG-260 Commissioning: due 19 Oct, forecast 10 Nov, 16 days late". */
function targetInWords({ kind, name, due, forecast, late }: PathTarget, format: Format): string {
  const parts = [
    due === null ? 'no date' : `due ${format.day(due)}`,
    forecast === null ? 'no forecast' : `forecast ${format.day(forecast)}`,
    late !== null && late > 0 ? `${workingDays(late, format.count)} late` : null,
  ];
  return `${KIND_WORDS[kind]} ${name}: ${parts.filter((part) => part !== null).join(', ')}`;
}

/** The target whose path a map shows; `null` for one that is none any more, or is hidden. */
export function shownTarget({ scope, targets }: Pick<IssueMapView, 'scope' | 'targets'>): PathTarget | null {
  if (scope.of !== 'criticalPath') return null;
  const wanted = valueOf(scope.to ?? { kind: 'project', id: scope.projectId });
  return targets.find((target) => valueOf(target) === wanted) ?? null;
}

/** "path of 34 days, float −16 days": nothing where there is no path. */
export function pathInWords({ path }: Pick<IssueMapView, 'path'>, format: Format): string | null {
  if (path === null) return null;
  const length = `path of ${workingDays(path.length, format.count)}`;
  return path.leastFloat === null ? length : `${length}, least total float ${signed(path.leastFloat, format.count)} d`;
}
