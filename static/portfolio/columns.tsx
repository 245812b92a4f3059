import Skeleton from '@atlaskit/skeleton';
import type { ReactElement, ReactNode } from 'react';
import type { PortfolioCriteria, PortfolioGate, PortfolioView } from '../../src/contract';
import { TextButton } from '../dependencies/text-button';
import { LevelLozenge } from '../project/level-lozenge';
import type { Format } from '../shared/format';
import { TIER_WORDS, TIERS } from '../shared/tier-words';
import { LEVEL_CHOICES } from './address';
import type { ColumnId } from './column-ids';
import type { ListedProject } from './listed';
import type { Naming } from './queries';
import { isLine, ScoreLine } from './score-line';
import { changed, NOTHING, settledInWords, WITHHELD_WORDS } from './words';

/** A column of the projects' table: what it shows, sorts by and takes along into files is the same. */
export interface ProjectColumn {
  readonly id: ColumnId;
  readonly words: string;
  /** Says what stands there. */
  readonly title: string;
  /** In rem. */
  readonly width: number;
  readonly isFigure?: boolean;
  /** What is sorted by and stands in files, as precise as on the page; `null` for nothing. */
  readonly value: (each: ListedProject) => string | number | null;
  /** What is sorted by where words have an order of their own. */
  readonly rank?: (each: ListedProject) => number | null;
  /** Figures stand as they are, the rest as this. */
  readonly cell: (each: ListedProject) => ReactNode;
  /** No project of the portfolio has anything there: it is not shown unless it is asked for. */
  readonly isIdle?: boolean;
  /** It shows names, which come after the rest. */
  readonly isNamed?: boolean;
  /** A picture, of which there is nothing to take along. */
  readonly isPicture?: boolean;
}

interface Needed {
  readonly view: PortfolioView;
  readonly format: Format;
  readonly onOpen: (projectId: string) => void;
  readonly naming: Naming;
}

/** All columns, in the order in which they are offered. */
export function projectColumns({ view, format, onOpen, naming }: Needed): readonly ProjectColumn[] {
  const text = (value: ProjectColumn['value']): Pick<ProjectColumn, 'value' | 'cell'> => ({
    value,
    cell: (each) => <span className="projects-words">{value(each) ?? NOTHING}</span>,
  });
  const named = (value: (each: ListedProject) => string | null): Pick<ProjectColumn, 'value' | 'cell' | 'isNamed'> => ({
    ...text(value),
    isNamed: true,
    ...(naming === 'coming' && { cell: () => <Skeleton width="4rem" height="1rem" /> }),
    ...(naming === 'failed' && { cell: () => <span className="subtle">Not known</span> }),
  });
  const count = (
    value: (each: ListedProject) => number | null,
  ): Pick<ProjectColumn, 'value' | 'cell' | 'isFigure'> => ({
    value,
    isFigure: true,
    cell: (each) => {
      const figure = value(each);
      return figure === null ? NOTHING : format.count(figure);
    },
  });
  const gateOf = ({ standing }: ListedProject): string | null => {
    const next = standing?.gate?.next ?? null;
    return next && (next.planned === null ? next.title : `${next.title}, ${format.day(next.planned)}`);
  };
  const criteria = (
    of: (gate: PortfolioGate) => PortfolioCriteria | null,
  ): Pick<ProjectColumn, 'value' | 'cell' | 'isFigure'> => {
    const found = ({ standing }: ListedProject): PortfolioCriteria | null =>
      standing?.gate ? of(standing.gate) : null;
    return {
      value: (each) => settledShare(found(each)),
      isFigure: true,
      cell: (each) => <Settled criteria={found(each)} format={format} />,
    };
  };
  const isIdle = view.projects.every(({ standing }) => (standing?.gate ?? null) === null);
  const isYoung = view.projects.every(({ standing }) => (standing?.weekAgo ?? null) === null);
  return [
    {
      ...{ id: 'project', words: 'Project', title: 'Opens beside the list', width: 7.75 },
      value: ({ project }) => project.name,
      cell: ({ project }) => <TextButton onClick={() => onOpen(project.id)}>{project.name}</TextButton>,
    },
    {
      ...{ id: 'tier', words: 'Tier', title: 'How heavily it is governed, as the PMO has it', width: 5.5 },
      ...text(({ project }) => project.tier && TIER_WORDS[project.tier]),
      rank: ({ project }) => rankIn(TIERS, project.tier),
      isIdle: view.projects.every(({ tier }) => tier === null),
    },
    {
      ...{
        id: 'stage',
        isIdle,
        words: 'Stage',
        title: 'The stage that it is in; – without stages of its own',
        width: 4.25,
      },
      ...text(({ standing }) => standing?.gate?.stage ?? null),
    },
    {
      ...{
        id: 'gate',
        isIdle,
        words: 'Next gate',
        title: 'The gate to be passed next, and when that is planned',
        width: 10,
      },
      ...text(gateOf),
    },
    {
      ...{
        id: 'standing',
        isIdle,
        words: 'Standing',
        title: 'Of the criteria due so far, those met or waived',
        width: 4.75,
      },
      ...criteria(({ standing }) => standing),
    },
    {
      ...{
        id: 'gateReady',
        isIdle,
        words: 'Gate-ready',
        title: 'Of what the next gate asks, the share met or waived',
        width: 5,
      },
      ...criteria(({ gateReady }) => gateReady),
    },
    {
      ...{ id: 'score', words: 'Score', title: 'How the project stands, of 100', width: 4.5, isFigure: true },
      value: ({ standing }) => asShown(standing?.score ?? null),
      cell: (each) => scoreCell(each, format),
    },
    {
      ...{ id: 'change', words: 'Week', title: 'Points of score since a week ago', width: 4 },
      isFigure: true,
      isIdle: isYoung,
      value: ({ change }) => asShown(change),
      cell: ({ change }) => <Change points={change} format={format} />,
    },
    {
      ...{ id: 'trend', words: '4 weeks', title: 'Score day by day', width: 5.25, isPicture: true },
      isIdle: view.projects.every(({ standing }) => standing === null || !isLine(standing.recent)),
      value: () => null,
      cell: ({ standing }) => (standing === null ? NOTHING : <ScoreLine scores={standing.recent} />),
    },
    {
      ...{ id: 'level', words: 'Level', title: 'The level that it has reached', width: 6 },
      value: ({ standing }) => standing?.level ?? null,
      rank: ({ standing }) => rankIn(LEVEL_CHOICES, standing?.level ?? null),
      cell: ({ standing }) => (standing === null ? NOTHING : <LevelLozenge level={standing.level} />),
    },
    {
      ...{
        id: 'coverage',
        words: 'Coverage',
        title: 'How much of what applies could be assessed, by weight',
        width: 5,
      },
      isFigure: true,
      value: ({ standing }) => standing?.coverage ?? null,
      cell: ({ standing }) => percentOf(standing?.coverage ?? null, format),
    },
    {
      ...{ id: 'worst', words: 'Falls short of', title: 'The rule whose mending gains most', width: 7.25 },
      ...text(({ short }) => (short.length === 0 ? null : view.rules[short[0].rule].title)),
    },
    {
      ...{
        id: 'waitsFor',
        words: 'Waits for',
        title: 'Open dependencies by which it waits for other projects',
        width: 3,
      },
      ...count(({ project }) => project.dependencies.waitsFor),
    },
    {
      ...{ id: 'waitedFor', words: 'Waited for', title: 'Open dependencies by which others wait for it', width: 3.75 },
      ...count(({ project }) => project.dependencies.waitedFor),
    },
    {
      ...{ id: 'late', words: 'Late', title: 'Of what it waits for: late now, or forecast to be', width: 3 },
      ...count(({ project }) => project.dependencies.waitsForLate),
    },
    {
      ...{ id: 'lead', words: 'Lead', title: 'Who leads the project in Jira', width: 4.75 },
      ...named(({ lead }) => lead?.name ?? null),
    },
    {
      ...{ id: 'waived', words: 'Waived', title: 'Rules that are waived', width: 4.25 },
      ...count(({ standing, waived }) => (standing === null ? null : waived.length)),
    },
    {
      ...{ id: 'nextLevel', words: 'To next level', title: 'The fewest issues to mend for the next level', width: 4.5 },
      ...count(({ standing }) => standing?.toNextLevel ?? null),
    },
    {
      ...{ id: 'openIssues', words: 'Open issues', title: 'Issues that are not done', width: 4.25 },
      ...count(({ standing }) => standing?.openIssues ?? null),
    },
    {
      ...{ id: 'age', words: 'Hours old', title: 'How long ago Jira was read for it', width: 4 },
      ...count(({ standing }) => standing?.hoursOld ?? null),
    },
    { id: 'key', words: 'Key', title: 'The project’s key in Jira', width: 5.5, ...text(({ project }) => project.key) },
    {
      ...{ id: 'category', words: 'Category', title: 'The project’s category in Jira', width: 7 },
      ...named(({ category }) => category),
    },
    {
      ...{ id: 'playbook', words: 'Playbook', title: 'The playbook that it follows, and its version', width: 8 },
      ...text(({ playbook }) => playbook && `${playbook.title} v${playbook.version}`),
    },
  ];
}

function rankIn<T>(ordered: readonly T[], value: T | null): number | null {
  return value === null ? null : ordered.indexOf(value);
}

/** Two decimals, rounded down: all of it is only what is all of it. */
function settledShare(criteria: PortfolioCriteria | null): number | null {
  if (criteria === null || criteria.asked === 0) return null;
  return Math.floor((100 * criteria.settled) / criteria.asked) / 100;
}

/** "71%", "≥ 57%" where the project's page counts more of them. */
function Settled(properties: { readonly criteria: PortfolioCriteria | null; readonly format: Format }): ReactElement {
  const { criteria, format } = properties;
  const share = settledShare(criteria);
  if (criteria === null || share === null) return <>{NOTHING}</>;
  return (
    <span title={settledInWords(criteria, format.count)}>
      {criteria.uncounted > 0 && '≥ '}
      {format.percent(share)}
    </span>
  );
}

function percentOf(share: number | null, format: Format): string {
  return share === null ? NOTHING : format.percent(share);
}

/** To the decimal that the page shows, rounded as it is there. */
function asShown(points: number | null): number | null {
  return points === null ? null : Number(points.toFixed(1));
}

function scoreCell({ standing }: ListedProject, format: Format): ReactNode {
  if (standing === null) return <span className="subtle">Not read yet</span>;
  if (standing.score !== null) return <span className="strong">{format.points(standing.score)}</span>;
  const why = standing.withheld === null ? undefined : WITHHELD_WORDS[standing.withheld];
  return (
    <span className="subtle" title={why}>
      No score
    </span>
  );
}

/** "▲ +2.4": the direction as a mark, too. */
export function Change(properties: { readonly points: number | null; readonly format: Format }): ReactElement {
  const { points, format } = properties;
  if (points === null) return <>{NOTHING}</>;
  if (points === 0) return <span className="subtle">{format.points(0)}</span>;
  return (
    <span className={points > 0 ? 'portfolio-up' : 'portfolio-down'}>
      <span aria-hidden="true">{points > 0 ? '▲' : '▼'}</span> {changed(points, format)}
    </span>
  );
}
