import type { ReactElement } from 'react';
import type { WaiverView } from '../../src/contract';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { waiversPath } from './routes';
import { ViewLink } from './view-link';
import { useWaivers } from './waivers-query';

/** One line on what is waived, waits for a decision or has expired; nothing where there is none. */
export function WaiverDebt({ waiverSteps }: { readonly waiverSteps: number }): ReactElement | null {
  return waiverSteps === 0 ? null : <Debt waiverSteps={waiverSteps} />;
}

function Debt({ waiverSteps }: { readonly waiverSteps: number }): ReactElement | null {
  const { format } = useHost();
  const { data: view } = useWaivers(waiverSteps);
  if (view === undefined || view.waivers.length === 0) return null;
  const count = (state: WaiverView['state']): number => view.waivers.filter((each) => each.state === state).length;
  const inForce = view.waivers.filter(({ state }) => state === 'inForce');
  const [first] = inForce.map(({ until }) => until).sort();
  const parts = [
    ...(first === undefined
      ? []
      : [`${counted(inForce.length, 'rule', 'rules', format.count)} waived, the first until ${format.day(first)}`]),
    ...(count('waiting') === 0
      ? []
      : [`${counted(count('waiting'), 'request', 'requests', format.count)} waiting for a decision`]),
    ...(count('expired') === 0
      ? []
      : [`${counted(count('expired'), 'waiver', 'waivers', format.count)} past the last day, to be ended or renewed`]),
  ];
  return (
    <p className="waiver-debt">
      <span className="strong">Waiver debt:</span> {format.list(parts)}.{' '}
      <ViewLink to={waiversPath}>See waivers</ViewLink>
    </p>
  );
}
