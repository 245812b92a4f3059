import Button from '@atlaskit/button/default/button';
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { RefusalMessage } from './refusal-message';
import './find-and-choose.css';

/** Something that was found and may be chosen. */
export interface Choosable {
  readonly id: string;
  readonly name: string;
  /** What it is, where names alone do not say, such as "group". */
  readonly kind?: string;
}

interface Properties<T extends Choosable> {
  readonly label: string;
  readonly find: (text: string) => Promise<readonly T[]>;
  readonly onChoose: (found: T) => void;
}

/** Asks Jira for people or groups by a name; each that is found is a button that chooses it. */
export function FindAndChoose<T extends Choosable>({ label, find, onChoose }: Properties<T>): ReactElement {
  const id = useId();
  const [text, setText] = useState('');
  const search = useMutation({ mutationFn: find });
  const ask = (): void => {
    if (text.trim() !== '') search.mutate(text.trim());
  };
  return (
    <div className="find">
      <div className="field-row">
        <label htmlFor={id} className="visually-hidden">
          {label}
        </label>
        <input
          id={id}
          type="search"
          className="field-input"
          placeholder={label}
          maxLength={100}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // Within a form Enter finds; it does not send the form.
            event.preventDefault();
            ask();
          }}
        />
        <Button isLoading={search.isPending} aria-label={`Find: ${label}`} onClick={ask}>
          Find
        </Button>
      </div>
      <RefusalMessage error={search.error} />
      <p role="status" className="small subtle">
        {search.data?.length === 0 && 'Jira finds nobody of that name.'}
      </p>
      {search.data !== undefined && search.data.length > 0 && (
        <ul className="find-found" aria-label={`Found: ${label}`}>
          {search.data.map((found) => (
            <li key={found.id}>
              <Button
                spacing="compact"
                onClick={() => {
                  onChoose(found);
                  search.reset();
                  setText('');
                  document.getElementById(id)?.focus();
                }}
              >
                {found.kind === undefined ? found.name : `${found.name} (${found.kind})`}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
