import IconButton from '@atlaskit/button/icon/button';
import Heading from '@atlaskit/heading/heading';
import CloseIcon from '@atlaskit/icon/core/close';
import type { ReactElement } from 'react';
import type { FindingInWords, RuleInWords } from '../../src/contract';
import { restsOnFew } from '../../src/contract/limits';
import { useHost } from '../shared/host';
import { CopyJql } from './copy-jql';
import { FindingWaiver } from './finding-waiver';
import { OffendingIssues } from './offending-issues';
import { overviewPath } from './routes';
import { ShowInJira } from './show-in-jira';
import type { ShownPoints } from './shown-points';
import { StatusLozenge } from './status-lozenge';
import { useFocusOnArrival } from './focus-on-arrival';
import { attained, LEVEL_WORDS, outsideBecause } from './words';
import './finding-panel.css';

interface Properties {
  readonly id: string;
  readonly finding: FindingInWords;
  readonly rule: RuleInWords;
  /** `null`: it is outside the score. */
  readonly points: ShownPoints | null;
  readonly revision: string;
  readonly waiverSteps: number;
}

/** One finding: what it checks, why, the figures, the issues behind it, and how to mend it. */
export function FindingPanel({ id, finding, rule, points, revision, waiverSteps }: Properties): ReactElement {
  const { format, history } = useHost();
  const heading = useFocusOnArrival<HTMLDivElement>();
  const headingId = `${id}-heading`;
  return (
    <section id={id} className="card panel" aria-labelledby={headingId}>
      <header className="panel-header">
        <div>
          <p className="small subtle">
            {rule.id} · weight {format.weight(finding.weight)} · {LEVEL_WORDS[finding.level]}
            {finding.critical && ' · critical'}
          </p>
          <div ref={heading} tabIndex={-1} className="panel-heading">
            <Heading as="h3" size="small" id={headingId}>
              {rule.title}
            </Heading>
          </div>
        </div>
        <IconButton
          icon={CloseIcon}
          label="Close"
          appearance="subtle"
          spacing="compact"
          onClick={() => history.go(overviewPath)}
        />
      </header>
      <p className="panel-outcome">
        <StatusLozenge status={finding.status} /> <span>{finding.sentence}</span>
      </p>
      <Figures finding={finding} points={points} />
      <dl className="panel-words">
        <Words term="What it checks" words={rule.checks} />
        <Words term="Why it matters" words={rule.rationale} />
        <Words term="How to mend it" words={rule.remediation} />
        <Words term="Comes from" words={rule.source} />
      </dl>
      {finding.offenderCount > 0 && (
        <div className="panel-actions">
          <ShowInJira rule={rule.id} count={finding.offenderCount} verb="Show" appearance="primary" />
          <CopyJql rule={rule.id} />
        </div>
      )}
      <FindingWaiver finding={finding} waiverSteps={waiverSteps} />
      <OffendingIssues finding={finding} revision={revision} />
    </section>
  );
}

function Words({ term, words }: { readonly term: string; readonly words: string }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{words}</dd>
    </div>
  );
}

function Figures({ finding, points }: Pick<Properties, 'finding' | 'points'>): ReactElement {
  const { format } = useHost();
  const outside = outsideBecause(finding, format);
  if (finding.attainment === null || finding.numerator === null || finding.denominator === null) {
    return <p className="panel-figures small subtle">{outside ?? 'No result'}. It is outside the score.</p>;
  }
  return (
    <dl className="panel-figures">
      <Figure term="Good" value={`${format.count(finding.numerator)} of ${format.count(finding.denominator)}`} />
      <Figure term="Target" value={finding.target === 1 ? 'all' : format.percent(finding.target)} />
      <Figure term="Attained" value={attained(finding, format, 'percent')} />
      {points !== null && (
        <Figure term="To the score" value={`${format.points(points.given)} of ${format.points(points.most)}`} />
      )}
      {outside !== null && <Figure term="Score" value={outside} />}
      {restsOnFew(finding) && <Figure term="Rests on few" value="one more or less moves it much" />}
    </dl>
  );
}

function Figure({ term, value }: { readonly term: string; readonly value: string }): ReactElement {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}
