import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import Heading from '@atlaskit/heading/heading';
import CloseIcon from '@atlaskit/icon/core/close';
import { useEffect, useRef, type ReactElement } from 'react';
import { TextButton } from '../dependencies/text-button';
import { LevelLozenge } from '../project/level-lozenge';
import { StatusLozenge } from '../project/status-lozenge';
import { Choice } from '../shared/choice';
import { useHost } from '../shared/host';
import { openProjectPage, PORTFOLIO_MAPS } from '../shared/jira-links';
import { RefusalMessage } from '../shared/refusal-message';
import { TIER_WORDS, TIERS } from '../shared/tier-words';
import { counted } from '../shared/words';
import { Change } from './columns';
import { stateInWords } from './heat-words';
import type { ListedProject } from './listed';
import { useSetTiers } from './queries';
import { ScoreLine } from './score-line';
import type { Shown } from './shown';
import { changed, movedOtherwise, moveInWords, NO_TIER, settledInWords, stageInWords, WITHHELD_WORDS } from './words';
import './project-drawer.css';

/** As many rules as are listed; the project page has all. */
const MOST_RULES = 12;

interface Properties {
  readonly each: ListedProject;
  readonly page: Shown;
  readonly onClose: () => void;
}

/** One project beside the list: how it stands, what moved it, what it falls short of, and the doors onwards. */
export function ProjectDrawer({ each, page, onClose }: Properties): ReactElement {
  const { format, history } = useHost();
  const { project, standing, playbook, lead, category } = each;
  const { id, name, key, dependencies } = project;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, [id]);
  const facts = [
    key,
    ...(playbook ? [`${playbook.title} v${playbook.version}`] : []),
    ...(project.tier === null || page.view.isPmo ? [] : [`${TIER_WORDS[project.tier]} tier`]),
    ...(category === null ? [] : [category]),
    ...(lead === null ? [] : [`led by ${lead.name}`]),
  ];
  return (
    <aside
      aria-label={name}
      className="project-drawer card"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className="project-drawer-header">
        <h2 ref={heading} tabIndex={-1} className="project-drawer-name">
          {name}
        </h2>
        <IconButton icon={CloseIcon} label="Close details" appearance="subtle" onClick={onClose} />
      </header>
      <p className="small subtle">{facts.join(' · ')}</p>
      {page.view.isPmo && <TierChoice project={project} />}
      <OpenedFinding each={each} page={page} />
      {standing === null ? (
        <p>This project has not been read yet. It is read by itself; opening its page brings that forward.</p>
      ) : (
        <Standing each={each} />
      )}
      <div className="project-drawer-doors">
        <Button appearance="primary" onClick={() => void openProjectPage(key)}>
          Open project page
        </Button>
        <Button onClick={() => history.go(`${PORTFOLIO_MAPS}/matrix?project=${id}`)}>Dependencies</Button>
      </div>
      {standing !== null && <Moves each={each} page={page} />}
      {standing !== null && <Shortfalls each={each} page={page} />}
      <section>
        <Heading as="h3" size="xxsmall">
          Dependencies across projects
        </Heading>
        <dl className="project-drawer-facts">
          <dt>Waits for others</dt>
          <dd>{withLate(dependencies.waitsFor, dependencies.waitsForLate, format.count)}</dd>
          <dt>Others wait for it</dt>
          <dd>{withLate(dependencies.waitedFor, dependencies.waitedForLate, format.count)}</dd>
        </dl>
      </section>
    </aside>
  );
}

/** The PMO sets it here; the others read it among the facts. */
function TierChoice({ project: { id, tier } }: Pick<ListedProject, 'project'>): ReactElement {
  const { mutate, variables, isPending, error } = useSetTiers();
  // What was chosen stands there until the page has it from the back end.
  const shown = isPending ? variables[0].tier : tier;
  return (
    <>
      <Choice
        label="Tier"
        title="How heavily the project is governed"
        all={NO_TIER}
        value={shown}
        options={TIERS.map((value) => ({ value, words: `${TIER_WORDS[value]} tier` }))}
        onChoose={(chosen) => mutate([{ projectId: id, tier: TIERS.find((each) => each === chosen) ?? null }])}
      />
      <RefusalMessage error={error} />
    </>
  );
}

/** "9, 4 of them late". */
function withLate(open: number, late: number, count: (value: number) => string): string {
  return late === 0 ? count(open) : `${count(open)}, ${count(late)} of them late`;
}

function Standing({ each: { standing, change } }: { readonly each: ListedProject }): ReactElement | null {
  const { format } = useHost();
  if (standing === null) return null;
  const { score, withheld, level, coverage, recent, gate, hoursOld, openIssues, toNextLevel } = standing;
  const next = gate?.next ?? null;
  return (
    <>
      <div className="project-drawer-score">
        <span className="project-drawer-number">{score === null ? 'No score' : format.points(score)}</span>
        <LevelLozenge level={level} />
        <ScoreLine scores={recent} />
      </div>
      {score === null && withheld !== null && <p>{WITHHELD_WORDS[withheld]}</p>}
      <dl className="project-drawer-facts">
        <dt>Since last week</dt>
        <dd>{change === null ? 'Nothing to compare with' : <Change points={change} format={format} />}</dd>
        <dt>Coverage</dt>
        <dd>{coverage === null ? 'Nothing applies' : format.percent(coverage)}</dd>
        {toNextLevel !== null && (
          <>
            <dt>To the next level</dt>
            <dd>{counted(toNextLevel, 'issue to mend', 'issues to mend', format.count)}</dd>
          </>
        )}
        {gate !== null && (
          <>
            <dt>Stage</dt>
            <dd>{stageInWords(gate.stage)}</dd>
          </>
        )}
        {next !== null && (
          <>
            <dt>Next gate</dt>
            <dd>
              {next.title}
              {next.planned !== null && `, planned ${format.day(next.planned)}`}
            </dd>
          </>
        )}
        {gate !== null && gate.standing !== null && gate.standing.asked > 0 && (
          <>
            <dt>Due so far</dt>
            <dd>{settledInWords(gate.standing, format.count)}</dd>
          </>
        )}
        {gate !== null && gate.gateReady !== null && gate.gateReady.asked > 0 && (
          <>
            <dt>Ready for the gate</dt>
            <dd>{settledInWords(gate.gateReady, format.count)}</dd>
          </>
        )}
        <dt>Open issues</dt>
        <dd>{format.count(openIssues)}</dd>
        <dt>Read from Jira</dt>
        <dd>{hoursOld === 0 ? 'Within the hour' : counted(hoursOld, 'hour ago', 'hours ago', format.count)}</dd>
      </dl>
    </>
  );
}

/** The finding behind the cell that was opened; nothing where a project was. */
function OpenedFinding({ each, page }: PartProperties): ReactElement | null {
  const { format } = useHost();
  const { view, moving } = page;
  const rule = view.rules.findIndex(({ id }) => id === moving.place.finding);
  if (rule === -1) return null;
  const { id, title } = view.rules[rule];
  const cell = each.standing?.cells[rule] ?? null;
  const gained = each.short.find((short) => short.rule === rule)?.points;
  return (
    <section aria-label="Finding">
      <p className="strong">{title}</p>
      <p>
        {stateInWords(cell && { of: 'project', ...cell }, format)}
        {gained !== undefined && `; mending it gains ${format.points(gained)} points`}.{' '}
        {cell !== null && (
          <TextButton label={`Open the finding: ${title}`} onClick={() => void openProjectPage(each.project.key, id)}>
            Open the finding
          </TextButton>
        )}
      </p>
    </section>
  );
}

interface PartProperties {
  readonly each: ListedProject;
  readonly page: Shown;
}

function Moves({ each: { standing, change }, page }: PartProperties): ReactElement | null {
  const { format } = useHost();
  if (standing === null || change === null || change === 0) return null;
  return (
    <section>
      <Heading as="h3" size="xxsmall">
        What moved it
      </Heading>
      {standing.moves.length === 0 ? (
        <p>{movedOtherwise(standing)}.</p>
      ) : (
        <ul className="project-drawer-list">
          {standing.moves.map(({ rule, points, countsSince }) => (
            <li key={rule}>
              <span>{moveInWords(page.view, { rule, points, countsSince }, format)}</span>
              <span className="project-drawer-figure">{changed(points, format)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Shortfalls({ each, page }: PartProperties): ReactElement {
  const { format } = useHost();
  const { short } = each;
  return (
    <section>
      <Heading as="h3" size="xxsmall">
        Falls short of
      </Heading>
      {short.length === 0 ? (
        <p className="subtle">Every rule that could be assessed is met.</p>
      ) : (
        <ul className="project-drawer-list">
          {short.slice(0, MOST_RULES).map(({ rule, status, points }) => (
            <li key={rule}>
              <span>
                <StatusLozenge status={status} />{' '}
                <TextButton onClick={() => void openProjectPage(each.project.key, page.view.rules[rule].id)}>
                  {page.view.rules[rule].title}
                </TextButton>
              </span>
              <span className="project-drawer-figure" title="Points that mending it gains">
                +{format.points(points)}
              </span>
            </li>
          ))}
        </ul>
      )}
      {short.length > MOST_RULES && (
        <p className="small subtle">
          The {format.count(MOST_RULES)} that cost most of {format.count(short.length)}.
        </p>
      )}
    </section>
  );
}
