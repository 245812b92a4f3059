import Heading from '@atlaskit/heading/heading';
import ArrowLeftIcon from '@atlaskit/icon/core/arrow-left';
import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import type { SnapshotInWords, StandingView } from '../../src/contract';
import { useHost } from '../shared/host';
import { ExplainedCoverage } from './explained-coverage';
import { ExplainedLevel } from './explained-level';
import { ExplainedSum } from './explained-sum';
import { useFocusOnArrival } from './focus-on-arrival';
import { RulesOutside } from './rules-outside';
import { overviewPath } from './routes';
import './explanation.css';

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly rules: StandingView['rules'];
}

/** How the score, the coverage and the level come about, down to the sum. */
export function Explanation({ snapshot, rules }: Properties): ReactElement {
  const { format, history } = useHost();
  const heading = useFocusOnArrival<HTMLDivElement>();
  const findings = snapshot.findings.map((finding) => ({
    ...finding,
    title: rules.find(({ id }) => id === finding.rule)?.title ?? finding.rule,
  }));
  return (
    <>
      <header className="explanation-header">
        <Button
          appearance="subtle"
          spacing="compact"
          iconBefore={ArrowLeftIcon}
          onClick={() => history.go(overviewPath)}
        >
          Compliance
        </Button>
        <div ref={heading} tabIndex={-1}>
          <Heading as="h1" size="large">
            How this is computed
          </Heading>
        </div>
        <p className="subtle">
          {snapshot.playbook.title} v{snapshot.playbook.version}, evaluated for {format.day(snapshot.today)} over{' '}
          {format.count(snapshot.issues.evaluated)} issues. The same issues, playbook and day always give the same
          score.
        </p>
      </header>
      <ExplainedSum snapshot={snapshot} findings={findings} />
      <ExplainedCoverage snapshot={snapshot} findings={findings} />
      <ExplainedLevel snapshot={snapshot} findings={findings} />
      <RulesOutside findings={findings} />
    </>
  );
}
