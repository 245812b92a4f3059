import Button from '@atlaskit/button/default/button';
import Lozenge from '@atlaskit/lozenge/lozenge';
import { useState, type ReactElement } from 'react';
import type { CriterionView } from '../../../src/contract';
import { IssueLink } from '../../dependencies/issue-link';
import { useHost } from '../../shared/host';
import { openSearch } from '../../shared/jira-links';
import { RefusalMessage } from '../../shared/refusal-message';
import { findingPath } from '../routes';
import { personWords } from '../waiver-words';
import { AttachEvidence } from './attach-evidence';
import { CriterionLozenge } from './criterion-lozenge';
import { AskForCriterionWaiver, DecideCriterionWaiver } from './criterion-waiver';
import { FillRecord } from './fill-record';
import { isSettled } from './gate-words';
import { useGateStep } from './gates-query';

interface Properties {
  readonly criterion: CriterionView;
  readonly today: string;
  readonly mayContribute: boolean;
  /** What it read when the review was requested, where that is something else. */
  readonly before?: string | undefined;
}

type Open = 'evidence' | 'record' | 'waiver' | 'grant' | 'refuse';

/** A criterion: how it stands, what was found, and what one can do next. */
export function CriterionRow({ criterion, today, mayContribute, before }: Properties): ReactElement {
  const { format } = useHost();
  const [open, setOpen] = useState<Open | null>(null);
  const close = (): void => setOpen(null);
  const { id, title, help, mandatory, status, found, next, evidence, look, waiver } = criterion;
  return (
    <li className="criterion" aria-label={title}>
      <div className="criterion-head">
        <span className="criterion-status">
          <CriterionLozenge status={status} />
        </span>
        <div className="criterion-words">
          <p className="strong">
            {title} {!mandatory && <Lozenge>Advisory</Lozenge>}
          </p>
          <p>
            {evidence === null ? found : <Evidence criterion={criterion} />}
            {next !== '' && <>. {next}</>}
          </p>
          {look.of === 'record' && (look.person !== null || look.text !== '') && (
            <p className="criterion-record">{look.person === null ? look.text : personWords(look.person)}</p>
          )}
          {before !== undefined && <p className="small subtle">When the review was requested: {before}</p>}
          {help !== '' && !isSettled(criterion) && <p className="small subtle">{help}</p>}
          {waiver !== null && (
            <p className="small">
              {waiver.state === 'pending' ? 'A waiver waits for a decision' : 'Waived'} until {format.day(waiver.until)}{' '}
              · {personWords(waiver.owner)}: “{waiver.reason}” · meanwhile: {waiver.mitigation}
            </p>
          )}
          {open === null && <Actions criterion={criterion} mayContribute={mayContribute} onOpen={setOpen} />}
        </div>
      </div>
      {open === 'evidence' && look.of === 'evidence' && (
        <AttachEvidence criterion={id} title={title} look={look} today={today} onDone={close} />
      )}
      {open === 'record' && look.of === 'record' && <FillRecord look={look} title={title} onDone={close} />}
      {open === 'waiver' && <AskForCriterionWaiver criterion={id} title={title} today={today} onDone={close} />}
      {(open === 'grant' || open === 'refuse') && waiver !== null && (
        <DecideCriterionWaiver waiver={waiver.id} title={title} decision={open} onDone={close} />
      )}
    </li>
  );
}

/** What is attached opens; everything else that is found about it is said before. */
function Evidence({
  criterion: { evidence, look, found, status },
}: {
  readonly criterion: CriterionView;
}): ReactElement | null {
  const { format } = useHost();
  if (evidence === null || look.of !== 'evidence') return <>{found}</>;
  return (
    <>
      {look.kind === 'issue' ? (
        <IssueLink issueKey={evidence.link} />
      ) : (
        <a href={evidence.link} target="_blank" rel="noreferrer noopener">
          {evidence.title === '' ? evidence.link : evidence.title}
        </a>
      )}{' '}
      of {format.day(evidence.datedOn)}
      {status !== 'met' && look.freshDays !== null && `, older than ${look.freshDays} days`}
    </>
  );
}

interface ActionsProperties {
  readonly criterion: CriterionView;
  readonly mayContribute: boolean;
  readonly onOpen: (open: Open) => void;
}

function Actions({ criterion, mayContribute, onOpen }: ActionsProperties): ReactElement {
  const { history } = useHost();
  const { id, title, look, status, mandatory, mayConfirm, waiver } = criterion;
  const confirm = useGateStep('confirmStatement');
  const withdraw = useGateStep('withdrawCriterionWaiver');
  const about = `: ${title}`;
  // What is said aloud begins with what is read.
  const attach = criterion.evidence === null ? 'Attach evidence' : 'Attach newer';
  const fillIn = status === 'met' ? 'Change' : 'Fill in';
  const endWaiver = waiver?.state === 'pending' ? 'Withdraw waiver' : 'End waiver';
  const mayWaive = mayContribute && mandatory && waiver === null && !isSettled(criterion);
  return (
    <div className="criterion-actions">
      {look.of === 'jql' && (
        <Button spacing="compact" aria-label={`Open in Jira${about}`} onClick={() => void openSearch(look.jql)}>
          Open in Jira
        </Button>
      )}
      {look.of === 'rule' && (
        <Button
          spacing="compact"
          aria-label={`Open finding${about}`}
          onClick={() => history.go(findingPath(look.rule))}
        >
          Open finding
        </Button>
      )}
      {look.of === 'evidence' && mayContribute && (
        <Button spacing="compact" aria-label={`${attach}${about}`} onClick={() => onOpen('evidence')}>
          {attach}
        </Button>
      )}
      {look.of === 'record' && mayContribute && (
        <Button spacing="compact" aria-label={`${fillIn}${about}`} onClick={() => onOpen('record')}>
          {fillIn}
        </Button>
      )}
      {look.of === 'statement' && mayConfirm && (
        <Button
          spacing="compact"
          aria-label={`${status === 'met' ? 'Take back' : 'Confirm'}${about}`}
          isLoading={confirm.isPending}
          onClick={() => confirm.mutate({ criterion: id, holds: status !== 'met' })}
        >
          {status === 'met' ? 'Take back' : 'Confirm'}
        </Button>
      )}
      {waiver?.mayDecide && (
        <>
          <Button spacing="compact" aria-label={`Grant waiver${about}`} onClick={() => onOpen('grant')}>
            Grant waiver
          </Button>
          <Button spacing="compact" aria-label={`Refuse waiver${about}`} onClick={() => onOpen('refuse')}>
            Refuse
          </Button>
        </>
      )}
      {waiver?.mayWithdraw && (
        <Button
          spacing="compact"
          appearance="subtle"
          aria-label={`${endWaiver}${about}`}
          isLoading={withdraw.isPending}
          onClick={() => withdraw.mutate({ waiver: waiver.id })}
        >
          {endWaiver}
        </Button>
      )}
      {mayWaive && (
        <Button
          spacing="compact"
          appearance="subtle"
          aria-label={`Request waiver${about}`}
          onClick={() => onOpen('waiver')}
        >
          Request waiver
        </Button>
      )}
      <RefusalMessage error={confirm.error ?? withdraw.error} />
    </div>
  );
}
