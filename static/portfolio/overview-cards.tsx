import type { ReactElement, ReactNode } from 'react';
import { TextButton } from '../dependencies/text-button';
import { useHost } from '../shared/host';
import { counted } from '../shared/words';
import { NO_STAGE } from './address';
import type { OverviewFigures } from './figures';
import type { ListedProject } from './listed';
import type { Shown } from './shown';
import { changed, LEVEL_CHOICE_WORDS, movedOtherwise, moveInWords } from './words';

interface CardsProperties {
  readonly page: Shown;
  readonly figures: OverviewFigures;
}

/** The figures of the week. */
export function OverviewCards(properties: CardsProperties): ReactElement {
  const isStaged = properties.figures.staged > 0;
  return (
    <div className={isStaged ? 'overview-cards overview-cards-staged' : 'overview-cards'}>
      <Levels {...properties} />
      {isStaged && <Stages {...properties} />}
      <Moved {...properties} />
      <GatesDue {...properties} />
      <LateDependencies {...properties} />
      <WaiverDebt {...properties} />
    </div>
  );
}

interface CardProperties {
  readonly title: string;
  readonly children: ReactNode;
  /** What the figure comes from. */
  readonly why: ReactNode;
}

function Card({ title, children, why }: CardProperties): ReactElement {
  return (
    <section className="card overview-card" aria-label={title}>
      <h2 className="card-title">{title}</h2>
      <div className="overview-figures">{children}</div>
      <p className="small overview-why">{why}</p>
    </section>
  );
}

interface FigureProperties {
  readonly figure: number;
  readonly words: string;
  /** What a reader who sees the card need not be told. */
  readonly more?: string;
  readonly mark?: string;
  readonly onOpen: () => void;
}

/** A figure that opens its list; of nothing there is none. */
function FigureDoor({ figure, words, more, mark, onOpen }: FigureProperties): ReactElement {
  const { format } = useHost();
  const content = (
    <>
      <span className="overview-number">
        {mark !== undefined && <span aria-hidden="true">{mark}&thinsp;</span>}
        {format.count(figure)}
      </span>{' '}
      <span className="small subtle">{words}</span>
      {more !== undefined && <span className="visually-hidden"> {more}</span>}
    </>
  );
  return figure === 0 ? (
    <div className="overview-figure">{content}</div>
  ) : (
    <button type="button" className="overview-figure" onClick={onOpen}>
      {content}
    </button>
  );
}

function Levels({ page: { moving }, figures: { levels, unread } }: CardsProperties): ReactElement {
  const { format } = useHost();
  return (
    <Card
      title="Levels"
      why={
        unread > 0 && (
          <TextButton onClick={() => moving.list({ only: ['neverRead'] })}>
            {`${counted(unread, 'project', 'projects', format.count)} not read yet`}
          </TextButton>
        )
      }
    >
      {levels.map(({ level, projects }) => (
        <FigureDoor
          key={level}
          figure={projects}
          words={LEVEL_CHOICE_WORDS[level]}
          onOpen={() => moving.list({ level })}
        />
      ))}
    </Card>
  );
}

/** So many stages fit into the card. */
const MOST_STAGES = 5;

/** How many projects are in each stage, most first, and how many of them have not settled what was due so far. */
function Stages({ page: { shown, moving }, figures }: CardsProperties): ReactElement {
  const { format } = useHost();
  const { stages, staged, openCriteria } = figures;
  const told = stages.slice(0, MOST_STAGES);
  const others = stages.length - told.length;
  const unstaged = shown.length - staged;
  return (
    <Card
      title="Stages"
      why={
        <span className="overview-whys">
          {openCriteria > 0 && (
            <TextButton onClick={() => moving.list({ only: ['criteriaOpen'] })}>
              {`${format.count(openCriteria)} with due criteria open`}
            </TextButton>
          )}
          {others > 0 && (
            <TextButton onClick={() => moving.go({ tab: 'projects', grouping: 'stage', opened: null })}>
              {counted(others, 'other stage', 'other stages', format.count)}
            </TextButton>
          )}
          {unstaged > 0 && (
            <TextButton onClick={() => moving.list({ stage: NO_STAGE })}>
              {`${format.count(unstaged)} without stages`}
            </TextButton>
          )}
        </span>
      }
    >
      {told.map(({ key, words, filters, projects }) => (
        <FigureDoor key={key} figure={projects.length} words={words} onOpen={() => moving.list(filters)} />
      ))}
    </Card>
  );
}

function Moved({ page: { view, shown, moving, onOpen }, figures: { up, down } }: CardsProperties): ReactElement {
  const { format } = useHost();
  const most = [...up, ...down].reduce<ListedProject | null>(
    (found, each) => (found === null || Math.abs(each.change ?? 0) > Math.abs(found.change ?? 0) ? each : found),
    null,
  );
  const why = (standing: ListedProject['standing']): string => {
    if (standing === null) return '';
    const first = standing.moves.at(0);
    return first === undefined ? movedOtherwise(standing) : moveInWords(view, first, format);
  };
  const isCompared = shown.some(({ change }) => change !== null);
  return (
    <Card
      title="Moved since last week"
      why={
        most !== null ? (
          <TextButton onClick={() => onOpen(most.project.id)}>
            {`${most.project.name} ${changed(most.change ?? 0, format)}: ${why(most.standing)}`}
          </TextButton>
        ) : (
          <span className="subtle">
            {isCompared ? 'No score has moved.' : 'There is nothing to compare with yet: scores are kept day by day.'}
          </span>
        )
      }
    >
      <FigureDoor
        mark="▲"
        figure={up.length}
        words="up"
        more="since last week"
        onOpen={() => moving.list({ only: ['up'] })}
      />
      <FigureDoor
        mark="▼"
        figure={down.length}
        words="down"
        more="since last week"
        onOpen={() => moving.list({ only: ['down'] })}
      />
    </Card>
  );
}

function GatesDue({ page: { moving, onOpen }, figures }: CardsProperties): ReactElement {
  const { format } = useHost();
  const { staged, overdueGates: overdue, dueGates: due } = figures;
  const first = [...overdue, ...due].at(0);
  const gate = first?.standing?.gate?.next ?? null;
  if (staged === 0) {
    return (
      <Card
        title="Next gates"
        why={<span className="subtle">No project has stages yet. A project admin chooses them in its settings.</span>}
      >
        <span className="overview-number subtle">–</span>
      </Card>
    );
  }
  return (
    <Card
      title="Next gates"
      why={
        first !== undefined && gate?.planned ? (
          <TextButton onClick={() => onOpen(first.project.id)}>
            {`${first.project.name}: ${gate.title}, ${format.day(gate.planned)}`}
          </TextButton>
        ) : (
          <span className="subtle">
            {`None is due, of ${counted(staged, 'project', 'projects', format.count)} with stages.`}
          </span>
        )
      }
    >
      <FigureDoor figure={overdue.length} words="overdue" onOpen={() => moving.list({ only: ['gateOverdue'] })} />
      <FigureDoor figure={due.length} words="in the next 30 days" onOpen={() => moving.list({ only: ['gateDue'] })} />
    </Card>
  );
}

function LateDependencies({
  page: { shown, moving, onOpen },
  figures: { late, waiting },
}: CardsProperties): ReactElement {
  const { format } = useHost();
  const most = shown.reduce<ListedProject | null>((found, each) => {
    const { waitedForLate } = each.project.dependencies;
    return waitedForLate > (found?.project.dependencies.waitedForLate ?? 0) ? each : found;
  }, null);
  return (
    <Card
      title="Late dependencies across projects"
      why={
        most === null ? (
          <span className="subtle">
            {late === 0 ? 'Nobody waits too long.' : 'They wait for projects that are not shown here.'}
          </span>
        ) : (
          <TextButton onClick={() => onOpen(most.project.id)}>
            {`${format.count(most.project.dependencies.waitedForLate)} wait for ${most.project.name}`}
          </TextButton>
        )
      }
    >
      <FigureDoor
        figure={late}
        words={`late, in ${counted(waiting, 'project', 'projects', format.count)} that wait`}
        onOpen={() => moving.list({ only: ['late'] })}
      />
    </Card>
  );
}

function WaiverDebt({ page: { view, moving }, figures: { waived, withWaivers } }: CardsProperties): ReactElement {
  const { format } = useHost();
  const often = mostFrequent(waived);
  return (
    <Card
      title="Waiver debt"
      why={
        <span className="subtle">
          {often === null ? 'Every rule counts everywhere.' : `Most often: ${view.rules[often].title}`}
        </span>
      }
    >
      <FigureDoor
        figure={waived.length}
        words={`${waived.length === 1 ? 'rule' : 'rules'} waived in ${counted(withWaivers, 'project', 'projects', format.count)}`}
        onOpen={() => moving.list({ only: ['waived'] })}
      />
    </Card>
  );
}

function mostFrequent(values: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
