import { useState, type ReactElement } from 'react';
import type { HistoryView, StandingView } from '../../../src/contract';
import { useHost } from '../../shared/host';
import { attainedOn, LEVEL_WORDS } from '../words';

/** Above so many days the table shows one a week. */
const MOST_DAYS = 92;
const A_WEEK = 7;

interface Properties {
  readonly view: HistoryView;
  readonly rules: StandingView['rules'];
  readonly nameOf: (playbook: HistoryView['playbooks'][number]) => string;
}

/** All that the lines show, as figures, newest first; made when it is opened. */
export function DayTable({ view: { days, playbooks, rules: all }, rules, nameOf }: Properties): ReactElement {
  const { format } = useHost();
  const [isOpen, setOpen] = useState(false);
  const step = days.length > MOST_DAYS ? A_WEEK : 1;
  const places = days.map((_, place) => place).filter((place) => (days.length - 1 - place) % step === 0);
  const columns = all.flatMap(({ rule, attainments, few }) => {
    const title = rules.find(({ id }) => id === rule)?.title;
    return title === undefined || attainments.every((share) => share === null)
      ? []
      : [{ rule, title, attainments, few }];
  });
  return (
    <details className="figure-fold" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{step === 1 ? 'Every day as a table' : 'Every week as a table'}</summary>
      {isOpen && (
        <div className="table-frame history-frame" role="region" aria-label="History as a table" tabIndex={0}>
          <table className="table table-figures history-table">
            <thead>
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Score</th>
                <th scope="col">Coverage</th>
                <th scope="col">Level</th>
                <th scope="col">Playbook</th>
                {columns.map(({ rule, title }) => (
                  <th key={rule} scope="col">
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {places.reverse().map((place) => {
                const { day, score, coverage, level, playbook } = days[place];
                return (
                  <tr key={day}>
                    <th scope="row">{format.day(day)}</th>
                    <td>{score === null ? 'withheld' : format.points(score)}</td>
                    <td>{coverage === null ? '–' : format.percent(coverage)}</td>
                    <td>{level === null ? 'none' : LEVEL_WORDS[level]}</td>
                    <td>{nameOf(playbooks[playbook])}</td>
                    {columns.map(({ rule, attainments, few }) => (
                      <td key={rule}>{attainedOn({ attainments, few }, place, format) ?? '–'}</td>
                    ))}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}
