import Heading from '@atlaskit/heading/heading';
import { Fragment, useEffect, useRef, type ReactElement } from 'react';
import type { FindingInWords, RuleInWords, StandingView } from '../../src/contract';
import { useHost } from '../shared/host';
import { useMedia } from '../shared/media';
import { AttainmentBar } from './attainment-bar';
import { FindingPanel } from './finding-panel';
import { findingPath, overviewPath } from './routes';
import { shownPoints, type ShownPoints } from './shown-points';
import { StatusLozenge } from './status-lozenge';
import { THEMES, outsideBecause } from './words';
import './findings.css';

const WIDE_ENOUGH = '(min-width: 900px)';
const PANEL_ID = 'finding-panel';

interface Properties {
  readonly standing: StandingView;
  readonly findings: readonly FindingInWords[];
  /** The rule whose finding is open. */
  readonly openRule: string | null;
}

interface Line {
  readonly finding: FindingInWords;
  readonly rule: RuleInWords;
  /** `null`: it is outside the score. */
  readonly points: ShownPoints | null;
}

/** All findings by theme; the open one beside the list, or below its line where there is no room. */
export function Findings({ standing, findings, openRule }: Properties): ReactElement {
  const wide = useMedia(WIDE_ENOUGH);
  const points = shownPoints(findings);
  const lines = findings.flatMap((finding): Line[] => {
    const rule = standing.rules.find(({ id }) => id === finding.rule);
    return rule ? [{ finding, rule, points: points.get(rule.id) ?? null }] : [];
  });
  const open = lines.find(({ finding }) => finding.rule === openRule);
  useFocusBackWhenClosed(open?.finding.rule ?? null);
  const { revision, waiverSteps } = standing;
  const panel = open && (
    <FindingPanel key={open.rule.id} id={PANEL_ID} {...open} revision={revision} waiverSteps={waiverSteps} />
  );
  return (
    <section aria-labelledby="findings-heading">
      <Heading as="h2" size="small" id="findings-heading">
        Findings
      </Heading>
      <div className={panel && wide ? 'findings findings-split' : 'findings'}>
        <table className="table findings-table" aria-labelledby="findings-heading">
          <thead>
            <tr>
              <th scope="col">Rule</th>
              <th scope="col">Good</th>
              <th scope="col" className="table-figure">
                To the score
              </th>
            </tr>
          </thead>
          {THEMES.map(({ theme, title }) => {
            const ofTheme = lines.filter(({ rule }) => rule.theme === theme).sort(worstFirst);
            if (ofTheme.length === 0) return null;
            return (
              <tbody key={theme}>
                <tr>
                  <th scope="rowgroup" colSpan={3} className="findings-theme">
                    {title}
                  </th>
                </tr>
                {ofTheme.map((line) => (
                  <Fragment key={line.rule.id}>
                    <FindingLine {...line} isOpen={line === open} />
                    {line === open && !wide && (
                      <tr>
                        <td colSpan={3} className="findings-inline">
                          {panel}
                        </td>
                      </tr>
                    )}
                  </Fragment>
                ))}
              </tbody>
            );
          })}
        </table>
        {wide && panel}
      </div>
    </section>
  );
}

function FindingLine({ finding, rule, points, isOpen }: Line & { readonly isOpen: boolean }): ReactElement {
  const { format, history } = useHost();
  const outside = outsideBecause(finding, format);
  const tone = outside === null ? '' : ' findings-quiet';
  return (
    <tr className={`findings-line${isOpen ? ' findings-open' : ''}${tone}`}>
      <th scope="row">
        <span className="findings-rule">
          <span className="findings-status">
            <StatusLozenge status={finding.status} />
          </span>
          <span className="findings-title">
            <button
              type="button"
              id={lineId(rule.id)}
              aria-expanded={isOpen}
              aria-controls={isOpen ? PANEL_ID : undefined}
              onClick={() => history.go(isOpen ? overviewPath : findingPath(rule.id))}
            >
              {rule.title}
            </button>
            {outside !== null && <span className="findings-why small">{outside}</span>}
          </span>
        </span>
      </th>
      <td>
        <AttainmentBar finding={finding} />
      </td>
      <td className="table-figure">
        <Contribution points={points} />
      </td>
    </tr>
  );
}

const URGENCY: readonly FindingInWords['status'][] = [
  'fail',
  'partial',
  'pass',
  'exempt',
  'notAssessable',
  'notApplicable',
];

function worstFirst(one: Line, other: Line): number {
  return URGENCY.indexOf(one.finding.status) - URGENCY.indexOf(other.finding.status);
}

/** "4.8 of 7.5" points of the score. */
function Contribution({ points }: Pick<Line, 'points'>): ReactElement {
  const { format } = useHost();
  if (points === null) {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">outside the score</span>
      </>
    );
  }
  return (
    <>
      {format.points(points.given)} <span className="subtle">of {format.points(points.most)}</span>
    </>
  );
}

function lineId(rule: string): string {
  return `finding-${rule}`;
}

/** When the panel closes, focus returns to the line that had opened it. */
function useFocusBackWhenClosed(openRule: string | null): void {
  const before = useRef<string | null>(null);
  useEffect(() => {
    const closed = before.current;
    before.current = openRule;
    if (closed === null || openRule !== null) return;
    if (document.activeElement === document.body || document.activeElement === null) {
      document.getElementById(lineId(closed))?.focus();
    }
  }, [openRule]);
}
