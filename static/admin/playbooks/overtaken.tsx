import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import { useState, type ReactElement } from 'react';
import type { DraftView } from '../../../src/contract';
import { useNow } from '../../shared/clock';
import { useHost } from '../../shared/host';
import { personName } from '../project-name';
import { DifferencesTable } from './differences-table';
import { editedOf, type Edits } from './draft-edits';
import { differences, merge, type Path } from './merge';
import { pathInWords, valueInWords, type Names } from './playbook-words';

interface Properties {
  readonly edits: Edits;
  readonly theirs: DraftView;
  /** Of theirs. */
  readonly revision: number;
  readonly names: Names;
  readonly onEdits: (edits: Edits | null) => void;
}

/** Somebody else saved while the reader was editing: says what they changed, and puts the reader's changes on top. */
export function Overtaken({ edits, theirs, revision, names, onEdits }: Properties): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  const [takenFromThem, setTaken] = useState<readonly string[]>([]);
  const stored = editedOf(theirs.playbook);
  const changed = differences(edits.base, stored);
  const choose = (path: Path): 'mine' | 'theirs' => (takenFromThem.includes(path.join('.')) ? 'theirs' : 'mine');
  const { merged, conflicts } = merge(edits.base, edits.mine, stored, choose);
  const who = theirs.changedBy ? personName(theirs.changedBy) : 'Somebody else';
  return (
    <div role="alert">
      <SectionMessage appearance="warning" title="Your changes are not saved: another admin saved first">
        <p>
          {who} saved at {format.clock(theirs.changedAt, now)}. Nothing of yours is lost. They changed:
        </p>
        <DifferencesTable caption="What they changed" changes={changed} names={names} />
        {conflicts.length > 0 && (
          <fieldset className="field-group">
            <legend>Both of you changed these; choose one of the two</legend>
            {conflicts.map(({ path, mine, theirs: their }) => {
              const id = path.join('.');
              const isTheirs = takenFromThem.includes(id);
              const others = takenFromThem.filter((each) => each !== id);
              return (
                <div key={id} role="radiogroup" aria-label={pathInWords(path, names)} className="field-row">
                  <span className="strong">{pathInWords(path, names)}</span>
                  <label className="field-check">
                    <input type="radio" name={id} checked={!isTheirs} onChange={() => setTaken(others)} />
                    mine: {valueInWords(path, mine, names, format)}
                  </label>
                  <label className="field-check">
                    <input type="radio" name={id} checked={isTheirs} onChange={() => setTaken([...others, id])} />
                    theirs: {valueInWords(path, their, names, format)}
                  </label>
                </div>
              );
            })}
          </fieldset>
        )}
        <div className="admin-actions">
          <Button onClick={() => onEdits({ base: stored, revision, mine: merged })}>
            Put my changes on top of theirs
          </Button>
          <Button appearance="subtle" onClick={() => onEdits(null)}>
            Drop my changes
          </Button>
        </div>
      </SectionMessage>
    </div>
  );
}
