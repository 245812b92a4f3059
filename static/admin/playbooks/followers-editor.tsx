import Heading from '@atlaskit/heading/heading';
import { useId, useState, type ReactElement } from 'react';
import type { PlaybookChoices } from '../../../src/contract';
import { useHost } from '../../shared/host';
import { counted } from '../../shared/words';
import { Check, ProblemOf } from '../../shared/field';
import type { EditorProperties } from './rules-editor';

const MOST_SHOWN = 30;

interface Properties extends EditorProperties {
  readonly choices: PlaybookChoices;
  /** Projects that are named and that the reader may not see. */
  readonly hidden: number;
}

/** Which projects follow the playbook. */
export function FollowersEditor({ playbook, onChange, choices, hidden }: Properties): ReactElement {
  const { format } = useHost();
  const { followers } = playbook;
  const change = (part: Partial<typeof followers>): void => onChange({ followers: { ...followers, ...part } });
  const unseen = followers.categories.filter((id) => !choices.categories.some((category) => category.id === id));
  return (
    <>
      <p className="subtle playbook-words">
        Of several playbooks a project follows the one that names it, before one that names its category, before the one
        for every other project; of equals the one that was published first.
      </p>
      <Check isChecked={followers.everyOther} onChange={(everyOther) => change({ everyOther })}>
        Every project that no other playbook names
      </Check>
      <fieldset className="field-group">
        <legend>Categories</legend>
        {choices.categories.length === 0 && <p className="subtle">No project that you see in Jira has a category.</p>}
        {choices.categories.map(({ id, name }) => (
          <Check
            key={id}
            isChecked={followers.categories.includes(id)}
            onChange={(isChecked) => change({ categories: withOrWithout(followers.categories, id, isChecked) })}
          >
            {name}
          </Check>
        ))}
        {unseen.length > 0 && (
          <p className="small subtle">
            and {counted(unseen.length, 'category', 'categories', format.count)} without a project that you may see
          </p>
        )}
        <ProblemOf path="followers.categories" />
      </fieldset>
      <ChosenProjects
        chosen={followers.projects}
        choices={choices}
        hidden={hidden}
        onChoose={(projects) => change({ projects })}
      />
    </>
  );
}

interface ChosenProperties {
  readonly chosen: readonly number[];
  readonly choices: PlaybookChoices;
  readonly hidden: number;
  readonly onChoose: (projects: number[]) => void;
}

function ChosenProjects({ chosen, choices, hidden, onChoose }: ChosenProperties): ReactElement {
  const { format } = useHost();
  const id = useId();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const isChosen = (project: number): boolean => chosen.includes(project);
  const found = choices.projects.filter(
    (project) => wanted === '' || `${project.name} ${project.key}`.toLowerCase().includes(wanted),
  );
  const ordered = [...found].sort((a, b) => Number(isChosen(b.id)) - Number(isChosen(a.id)));
  const shown = ordered.slice(0, MOST_SHOWN);
  return (
    <section aria-labelledby={`${id}-title`} className="admin-section">
      <Heading as="h3" size="small" id={`${id}-title`}>
        Chosen projects
      </Heading>
      <label htmlFor={id} className="visually-hidden">
        Search projects
      </label>
      <input
        id={id}
        type="search"
        className="field-input playbook-search"
        placeholder="Search projects"
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <ul className="playbook-choices">
        {shown.map((project) => (
          <li key={project.id}>
            <Check
              isChecked={isChosen(project.id)}
              onChange={(isChecked) => onChoose(withOrWithout(chosen, project.id, isChecked))}
            >
              {project.name} <span className="subtle">{project.key}</span>
            </Check>
            {isChosen(project.id) && <ProblemOf path={`followers.projects.${chosen.indexOf(project.id)}`} />}
          </li>
        ))}
      </ul>
      <p className="small subtle" role="status">
        {counted(chosen.length, 'project is', 'projects are', format.count)} chosen. Showing{' '}
        {format.count(shown.length)} of {format.count(found.length)}
        {wanted !== '' && ' that match'}.
        {hidden > 0 &&
          ` Chosen are also ${counted(hidden, 'project', 'projects', format.count)} that you may not see; they stay.`}
      </p>
    </section>
  );
}

function withOrWithout(all: readonly number[], one: number, isIn: boolean): number[] {
  const others = all.filter((each) => each !== one);
  return isIn ? [...others, one].sort((a, b) => a - b) : others;
}
