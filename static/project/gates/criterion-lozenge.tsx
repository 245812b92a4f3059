import CheckIcon from '@atlaskit/icon/core/check-mark';
import WaivedIcon from '@atlaskit/icon/core/clock';
import OpenIcon from '@atlaskit/icon/core/check-circle-unchecked';
import QuestionIcon from '@atlaskit/icon/core/question-circle';
import WarningIcon from '@atlaskit/icon/core/warning';
import Lozenge from '@atlaskit/lozenge/lozenge';
import type { ComponentProps, ReactElement } from 'react';
import type { ConditionView, CriterionView } from '../../../src/contract';
import { CONDITION_WORDS, CRITERION_WORDS } from './gate-words';

type Look = Required<Pick<ComponentProps<typeof Lozenge>, 'appearance' | 'iconBefore'>>;

const LOOKS: Readonly<Record<CriterionView['status'], Look>> = {
  met: { appearance: 'success', iconBefore: CheckIcon },
  unmet: { appearance: 'warning', iconBefore: OpenIcon },
  waived: { appearance: 'neutral', iconBefore: WaivedIcon },
  notAssessable: { appearance: 'neutral', iconBefore: QuestionIcon },
};

const CONDITION_LOOKS: Readonly<Record<ConditionView['standing'], Look>> = {
  done: { appearance: 'success', iconBefore: CheckIcon },
  open: { appearance: 'neutral', iconBefore: OpenIcon },
  overdue: { appearance: 'danger', iconBefore: WarningIcon },
};

/** How a criterion stands, as a word with an icon and a colour. */
export function CriterionLozenge({ status }: Pick<CriterionView, 'status'>): ReactElement {
  return <Lozenge {...LOOKS[status]}>{CRITERION_WORDS[status]}</Lozenge>;
}

/** The same of a condition. */
export function ConditionLozenge({ standing }: Pick<ConditionView, 'standing'>): ReactElement {
  return <Lozenge {...CONDITION_LOOKS[standing]}>{CONDITION_WORDS[standing]}</Lozenge>;
}
