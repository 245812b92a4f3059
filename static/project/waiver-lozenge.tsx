import CheckIcon from '@atlaskit/icon/core/check-mark';
import ClockIcon from '@atlaskit/icon/core/clock';
import QuestionIcon from '@atlaskit/icon/core/question-circle';
import Lozenge from '@atlaskit/lozenge/lozenge';
import type { ComponentProps, ReactElement } from 'react';
import type { WaiverView } from '../../src/contract';

type Look = Required<Pick<ComponentProps<typeof Lozenge>, 'appearance' | 'iconBefore' | 'children'>>;

const LOOKS: Readonly<Record<WaiverView['state'], Look>> = {
  waiting: { appearance: 'information', iconBefore: QuestionIcon, children: 'Waits for a decision' },
  inForce: { appearance: 'neutral', iconBefore: CheckIcon, children: 'Waived' },
  expired: { appearance: 'warning', iconBefore: ClockIcon, children: 'Expired' },
};

/** How a waiver stands, as words with an icon and a colour. */
export function WaiverLozenge({ state }: Pick<WaiverView, 'state'>): ReactElement {
  return <Lozenge {...LOOKS[state]} />;
}
