import CheckIcon from '@atlaskit/icon/core/check-mark';
import ClockIcon from '@atlaskit/icon/core/clock';
import CrossIcon from '@atlaskit/icon/core/cross';
import ContinuedIcon from '@atlaskit/icon/core/arrow-right';
import Lozenge from '@atlaskit/lozenge/lozenge';
import type { ComponentProps, ReactElement } from 'react';
import type { JobView } from '../../src/contract';
import { OUTCOME_WORDS } from './words';

type Look = Required<Pick<ComponentProps<typeof Lozenge>, 'appearance' | 'iconBefore'>>;

const LOOKS: Readonly<Record<JobView['outcome'], Look>> = {
  done: { appearance: 'success', iconBefore: CheckIcon },
  continued: { appearance: 'neutral', iconBefore: ContinuedIcon },
  waiting: { appearance: 'information', iconBefore: ClockIcon },
  failed: { appearance: 'danger', iconBefore: CrossIcon },
};

/** How a job ended, as a word with an icon and a colour. */
export function OutcomeLozenge({ outcome }: { readonly outcome: JobView['outcome'] }): ReactElement {
  return <Lozenge {...LOOKS[outcome]}>{OUTCOME_WORDS[outcome]}</Lozenge>;
}
