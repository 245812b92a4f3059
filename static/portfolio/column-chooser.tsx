import Button from '@atlaskit/button/default/button';
import type { ReactElement } from 'react';
import { Disclosure } from '../shared/disclosure';
import type { ColumnId } from './column-ids';
import type { ProjectColumn } from './columns';
import { columnsOf } from './rows';
import './column-chooser.css';

interface Properties {
  readonly all: readonly ProjectColumn[];
  readonly shown: readonly ProjectColumn[];
  /** `null`: the usual ones. */
  readonly onChoose: (columns: readonly ColumnId[] | null) => void;
}

/** Which columns the table has, each by a checkbox that says what it shows. */
export function ColumnChooser({ all, shown, onChoose }: Properties): ReactElement {
  const ids = shown.map((column) => column.id);

  function toggle(column: ColumnId): void {
    const next = ids.includes(column) ? ids.filter((each) => each !== column) : [...ids, column];
    const ordered = all.flatMap((each) => (next.includes(each.id) ? [each.id] : []));
    const usual = columnsOf(all, null);
    const isUsual = ordered.length === usual.length && usual.every((each) => ordered.includes(each.id));
    onChoose(isUsual ? null : ordered);
  }

  return (
    <Disclosure words="Columns">
      {() => (
        <fieldset className="column-choices">
          <legend className="visually-hidden">Columns of the table</legend>
          {all
            .filter((column) => column.id !== 'project')
            .map((column) => (
              <label key={column.id} title={column.title}>
                <input type="checkbox" checked={ids.includes(column.id)} onChange={() => toggle(column.id)} />
                {column.words}
                {column.isIdle === true && <span className="small subtle">no project has it yet</span>}
              </label>
            ))}
          <Button spacing="compact" onClick={() => onChoose(null)}>
            The usual ones
          </Button>
        </fieldset>
      )}
    </Disclosure>
  );
}
