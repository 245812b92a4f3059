import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import { Check, ProblemOf } from '../shared/field';
import { FindAndChoose, type Choosable } from '../shared/find-and-choose';
import type { Panel } from './lifecycle-edits';
import { useNames } from './names';
import { call } from './queries';

interface Properties {
  readonly legend: string;
  readonly path: string;
  readonly panel: Panel;
  readonly onChange: (panel: Panel) => void;
}

interface Found extends Choosable {
  readonly kind: 'person' | 'group';
}

/** Chooses people, groups and roles of the project. */
export function PanelEditor({ legend, path, panel, onChange }: Properties): ReactElement {
  const names = useNames();
  const { people, groups, roles } = panel;
  async function find(text: string): Promise<readonly Found[]> {
    const found = await call('findDeciders', { projectId: names.projectId, text });
    return [
      ...found.people.map(({ accountId, name }) => ({ id: accountId, name, kind: 'person' as const })),
      ...found.groups.map(({ id, name }) => ({ id, name, kind: 'group' as const })),
    ];
  }
  function choose({ id, name, kind }: Found): void {
    const list = kind === 'person' ? 'people' : 'groups';
    names.learn(list, id, name);
    if (!panel[list].includes(id)) onChange({ ...panel, [list]: [...panel[list], id] });
  }
  return (
    <fieldset className="field-group settings-panel">
      <legend>{legend}</legend>
      <ProblemOf path={path} />
      {people.length + groups.length > 0 && (
        <ul className="settings-chosen">
          {people.map((id, place) => (
            <Chosen
              key={id}
              name={names.people.get(id) ?? 'Somebody whom Jira does not name'}
              path={`${path}.people.${place}`}
              onRemove={() => onChange({ ...panel, people: people.filter((each) => each !== id) })}
            />
          ))}
          {groups.map((id) => (
            <Chosen
              key={id}
              name={`${names.groups.get(id) ?? `Group ${id.slice(0, 8)}…, which Jira does not name`} (group)`}
              path={`${path}.groups`}
              onRemove={() => onChange({ ...panel, groups: groups.filter((each) => each !== id) })}
            />
          ))}
        </ul>
      )}
      <FindAndChoose label={`Person or group: ${legend}`} find={find} onChoose={choose} />
      {names.roles.length > 0 && (
        <div className="field-row" role="group" aria-label={`Roles of the project: ${legend}`}>
          {names.roles.map(({ id, name }) => (
            <Check
              key={id}
              isChecked={roles.includes(id)}
              onChange={(isIn) =>
                onChange({ ...panel, roles: isIn ? [...roles, id] : roles.filter((each) => each !== id) })
              }
            >
              {name}
            </Check>
          ))}
        </div>
      )}
    </fieldset>
  );
}

interface ChosenProperties {
  readonly name: string;
  readonly path: string;
  readonly onRemove: () => void;
}

function Chosen({ name, path, onRemove }: ChosenProperties): ReactElement {
  return (
    <li>
      {name}{' '}
      <Button spacing="compact" appearance="subtle" aria-label={`Take out ${name}`} onClick={onRemove}>
        Take out
      </Button>
      <ProblemOf path={path} />
    </li>
  );
}
