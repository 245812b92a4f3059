import Heading from '@atlaskit/heading/heading';
import type { ReactElement } from 'react';
import type { SnapshotInWords } from '../../src/contract';
import { useHost } from '../shared/host';
import { LevelLozenge } from './level-lozenge';
import type { TitledFinding } from './titled-finding';
import { LEVEL_WORDS, applies, isEnforced } from './words';

const LEVELS_UPWARDS = ['foundation', 'managed', 'assured'] as const;

interface Properties {
  readonly snapshot: SnapshotInWords;
  readonly findings: readonly TitledFinding[];
}

/** Which rules each level asks for, and which of them do not hold. */
export function ExplainedLevel({ snapshot, findings }: Properties): ReactElement {
  const { format } = useHost();
  const enforced = findings.filter(isEnforced);
  return (
    <section aria-labelledby="level-heading">
      <Heading as="h2" size="small" id="level-heading">
        Level
      </Heading>
      <div className="explanation-words">
        <p>
          A level is reached when all its rules hold, and all those of the levels below. A rule holds when it passes, is
          waived or has nothing to check. This project: <LevelLozenge level={snapshot.level} />
        </p>
        <ul className="explanation-levels">
          {LEVELS_UPWARDS.map((level) => {
            const asked = enforced.filter((finding) => finding.level === level);
            const failing = asked.filter((finding) => finding.status !== 'pass' && applies(finding));
            return (
              <li key={level}>
                <span className="strong">{LEVEL_WORDS[level]}</span>:{' '}
                {asked.length === 0
                  ? 'no rules of its own'
                  : `${format.count(asked.length - failing.length)} of ${format.count(asked.length)} rules hold`}
                {failing.length > 0 && (
                  <span className="subtle">
                    {'. Not yet: '}
                    {format.list(failing.map(({ title }) => title))}
                  </span>
                )}
              </li>
            );
          })}
        </ul>
        {snapshot.cappedBy.length > 0 && (
          <p>
            A critical rule does not pass, so there is no level:{' '}
            {format.list(snapshot.cappedBy.map((id) => findings.find(({ rule }) => rule === id)?.title ?? id))}. The
            score does not change by that.
          </p>
        )}
      </div>
    </section>
  );
}
