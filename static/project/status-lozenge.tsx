import CheckIcon from '@atlaskit/icon/core/check-mark';
import CrossIcon from '@atlaskit/icon/core/cross';
import MinusIcon from '@atlaskit/icon/core/minus';
import QuestionIcon from '@atlaskit/icon/core/question-circle';
import WaivedIcon from '@atlaskit/icon/core/clock';
import WarningIcon from '@atlaskit/icon/core/warning';
import Lozenge from '@atlaskit/lozenge/lozenge';
import type { ComponentProps, ReactElement } from 'react';
import type { FindingInWords } from '../../src/contract';
import { STATUS_WORDS } from './words';

type Look = Required<Pick<ComponentProps<typeof Lozenge>, 'appearance' | 'iconBefore'>>;

const LOOKS: Readonly<Record<FindingInWords['status'], Look>> = {
  pass: { appearance: 'success', iconBefore: CheckIcon },
  partial: { appearance: 'warning', iconBefore: WarningIcon },
  fail: { appearance: 'danger', iconBefore: CrossIcon },
  notApplicable: { appearance: 'neutral', iconBefore: MinusIcon },
  notAssessable: { appearance: 'neutral', iconBefore: QuestionIcon },
  exempt: { appearance: 'neutral', iconBefore: WaivedIcon },
};

/** The status of a finding as a word with an icon and a colour. */
export function StatusLozenge({ status }: { readonly status: FindingInWords['status'] }): ReactElement {
  return <Lozenge {...LOOKS[status]}>{STATUS_WORDS[status]}</Lozenge>;
}
