import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { FindingInWords, RuleInWords, SnapshotInWords, StandingView } from '../../src/contract';
import { useHost } from '../shared/host';
import { asTitle } from '../shared/words';
import { findingPath } from './routes';
import { ShowInJira } from './show-in-jira';
import { ViewLink } from './view-link';
import './cheapest-path.css';

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly rules: StandingView['rules'];
}

/** What to do first: the fixes that gain most for the fewest issues. */
export function CheapestPath({ snapshot, rules }: Properties): ReactElement | null {
  const steps = snapshot.fixes.flatMap((fix) => {
    const finding = snapshot.findings.find(({ rule }) => rule === fix.rule);
    const rule = rules.find(({ id }) => id === fix.rule);
    return finding && rule ? [{ fix, finding, rule }] : [];
  });
  if (steps.length === 0) return null;
  return (
    <section className="path" aria-labelledby="path-heading">
      <Heading as="h2" size="small" id="path-heading">
        What gains most
      </Heading>
      <ol className="path-steps">
        {steps.map(({ fix, finding, rule }, index) => (
          <Step
            key={fix.rule}
            place={index + 1}
            fix={fix}
            finding={finding}
            rule={rule}
            isScored={snapshot.score !== null}
          />
        ))}
      </ol>
    </section>
  );
}

interface StepProperties {
  readonly place: number;
  readonly fix: SnapshotInWords['fixes'][number];
  readonly finding: FindingInWords;
  readonly rule: RuleInWords;
  /** Without a score there are no points to gain. */
  readonly isScored: boolean;
}

function Step({ place, fix, finding, rule, isScored }: StepProperties): ReactElement {
  const { format } = useHost();
  return (
    <li className="path-step">
      <span className="path-place" aria-hidden="true">
        {format.count(place)}
      </span>
      <div className="path-what">
        <p className="strong">{asTitle(finding.sentence)}</p>
        <p className="small subtle">{whatToDo(fix, finding, rule, format.count)}</p>
      </div>
      <p className="path-gain">
        {isScored && (
          <>
            <span className="strong">{gained(fix.gain, format.points)}</span>{' '}
            <span className="small subtle">points</span>
          </>
        )}
      </p>
      <div className="path-actions">
        {finding.offenderCount > 0 && (
          <ShowInJira rule={fix.rule} count={finding.offenderCount} verb="Open" appearance="default" />
        )}
      </div>
      <ViewLink to={findingPath(fix.rule)} label={`Details: ${rule.title}`}>
        Details
      </ViewLink>
    </li>
  );
}

/** "Assign them. 3 of the 5 are enough": fewer than all may do, where the target is below everything. */
function whatToDo(
  fix: { readonly issues: number },
  finding: FindingInWords,
  rule: RuleInWords,
  count: (value: number) => string,
): string {
  const label = asTitle(rule.fixLabel);
  if (fix.issues === 0 || fix.issues >= finding.offenderCount) return label;
  return `${label}; ${count(fix.issues)} of the ${count(finding.offenderCount)} ${fix.issues === 1 ? 'is' : 'are'} enough`;
}

/** A gain too small to show is still a gain. */
function gained(gain: number, points: (value: number) => string): string {
  return gain > 0 && gain < 0.05 ? `< +${points(0.1)}` : `+${points(gain)}`;
}
