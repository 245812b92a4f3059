import Button from '@atlaskit/button/default/button';
import { useEffect, useRef, useState, type ReactElement } from 'react';
import type { FindingInWords, WaiversView, WaiverView } from '../../src/contract';
import { useHost } from '../shared/host';
import { RequestWaiver } from './request-waiver';
import { waiversPath } from './routes';
import { ViewLink } from './view-link';
import { personWords } from './waiver-words';
import { useWaivers } from './waivers-query';
import './waivers.css';

interface Properties {
  readonly finding: FindingInWords;
  /** As `standing` tells them. */
  readonly waiverSteps: number;
}

/** What is waived of a finding or asked to be, and the way to ask for it. */
export function FindingWaiver({ finding, waiverSteps }: Properties): ReactElement | null {
  const { data: view } = useWaivers(waiverSteps);
  if (view === undefined) return null;
  const ofRule = view.waivers.filter(({ rule }) => rule === finding.rule);
  const mayAsk = view.mayRequest && finding.attainment !== 1 && finding.status !== 'notApplicable';
  return (
    <div className="finding-waiver">
      {ofRule.map((waiver) => (
        <WaiverNote key={waiver.id} waiver={waiver} />
      ))}
      {mayAsk && ofRule.every(({ state }) => state !== 'waiting') && (
        <AskForWaiver rule={finding.rule} view={view} renews={ofRule.length > 0} />
      )}
    </div>
  );
}

function WaiverNote({ waiver }: { readonly waiver: WaiverView }): ReactElement {
  const { format } = useHost();
  const { state, until, reason, owner } = waiver;
  const day = format.day(until);
  return (
    <p className="small">
      {state === 'waiting' && <>A request to waive it until {day} waits for a decision. </>}
      {state === 'inForce' && <>Waived until {day}; then it counts again. </>}
      {state === 'expired' && <>Its waiver ended on {day}; it counts again. </>}
      {personWords(owner)}: “{reason}” <ViewLink to={waiversPath}>All waivers</ViewLink>
    </p>
  );
}

interface Ask {
  readonly rule: string;
  readonly view: WaiversView;
  readonly renews: boolean;
}

function AskForWaiver({ rule, view, renews }: Ask): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (!isOpen && wasOpen.current) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (isOpen) return <RequestWaiver rule={rule} view={view} onDone={() => setOpen(false)} />;
  return (
    <Button ref={button} onClick={() => setOpen(true)}>
      {renews ? 'Renew waiver' : 'Request waiver'}
    </Button>
  );
}
