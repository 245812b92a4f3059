import Button from '@atlaskit/button/default/button';
import IconButton from '@atlaskit/button/icon/button';
import DeleteIcon from '@atlaskit/icon/core/delete';
import Skeleton from '@atlaskit/skeleton';
import { useState, type ReactElement } from 'react';
import type { SavedView, SavedViews as Kept } from '../../src/contract';
import { MOST_CHARACTERS_OF_A_VIEWS_NAME } from '../../src/contract/limits';
import { TextButton } from '../dependencies/text-button';
import { Disclosure } from '../shared/disclosure';
import { Check, TextField } from '../shared/field';
import { useHost } from '../shared/host';
import { RefusalMessage } from '../shared/refusal-message';
import { addressOf, placeOf, type Place } from './address';
import { useChangeOfViews, useSavedViews } from './saved-views-query';
import './saved-views.css';

/** The views that the reader keeps and those that everybody shares: to go there, to save this one, to let go of one. */
export function SavedViews({ place }: { readonly place: Place }): ReactElement {
  return (
    <Disclosure words="Views">
      {(close) => (
        <div className="saved-views" role="group" aria-label="Saved views">
          <Loaded place={place} onGo={close} />
        </div>
      )}
    </Disclosure>
  );
}

interface LoadedProperties {
  readonly place: Place;
  readonly onGo: () => void;
}

function Loaded({ place, onGo }: LoadedProperties): ReactElement {
  const { history } = useHost();
  const { data: kept, error } = useSavedViews();
  const save = useChangeOfViews('saveView');
  const remove = useChangeOfViews('deleteView');
  const [deleted, setDeleted] = useState<SavedView | null>(null);
  if (kept === undefined) {
    return error === null ? <Skeleton width="100%" height="6rem" isShimmering /> : <RefusalMessage error={error} />;
  }
  const here = addressOf({ ...place, opened: null, compared: [] });

  function goTo({ address }: SavedView): void {
    history.go(address);
    onGo();
  }
  function letGo(view: SavedView): void {
    const { id, version, isShared } = view;
    save.reset();
    remove.mutate({ id, version, isShared }, { onSuccess: () => setDeleted(view) });
  }
  function takeBack({ name, address, isShared }: SavedView): void {
    save.mutate({ name, address, isShared, replaces: null }, { onSuccess: () => setDeleted(null) });
  }

  const list = { here, mayShare: kept.mayShare, onGo: goTo, onDelete: letGo };
  return (
    <>
      {kept.views.length === 0 && (
        <p className="subtle">
          No view is saved yet. Filter, sort and choose columns as you need them again, then save that here.
        </p>
      )}
      <ViewList title="Mine" views={kept.views.filter(({ isShared }) => !isShared)} {...list} />
      <ViewList title="Shared with everybody" views={kept.views.filter(({ isShared }) => isShared)} {...list} />
      <div role="status" className="saved-views-news">
        {deleted !== null && (
          <>
            <span>Deleted “{deleted.name}”.</span>
            <Button autoFocus spacing="compact" onClick={() => takeBack(deleted)}>
              Undo
            </Button>
          </>
        )}
        {deleted === null && save.isSuccess && <span>Saved.</span>}
      </div>
      <RefusalMessage error={save.error ?? remove.error} />
      {kept.maySave && (
        <SaveForm
          kept={kept}
          isSaving={save.isPending}
          onSave={(name, isShared, replaced) => {
            setDeleted(null);
            remove.reset();
            const replaces = replaced && { id: replaced.id, version: replaced.version };
            save.mutate({ name, address: here, isShared, replaces });
          }}
        />
      )}
    </>
  );
}

interface ListProperties {
  readonly title: string;
  readonly views: readonly SavedView[];
  /** Address of what is shown. */
  readonly here: string;
  readonly mayShare: boolean;
  readonly onGo: (view: SavedView) => void;
  readonly onDelete: (view: SavedView) => void;
}

function ViewList({ title, views, here, mayShare, onGo, onDelete }: ListProperties): ReactElement | null {
  if (views.length === 0) return null;
  return (
    <section aria-label={title}>
      <p className="small strong">{title}</p>
      <ul className="saved-views-list">
        {views.map((view) => (
          <li key={view.id}>
            <TextButton isCurrent={normal(view.address) === here} onClick={() => onGo(view)}>
              {view.name}
            </TextButton>
            {(mayShare || !view.isShared) && (
              <IconButton
                icon={DeleteIcon}
                label={`Delete view ${view.name}`}
                appearance="subtle"
                spacing="compact"
                onClick={() => onDelete(view)}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** As the page would write it: what it does not know any more is left out. */
function normal(address: string): string {
  const [path, query = ''] = address.split('?', 2);
  return addressOf(placeOf(path, query));
}

interface FormProperties {
  readonly kept: Kept;
  readonly isSaving: boolean;
  /** `replaced`: the view of that name, in whose place this one comes. */
  readonly onSave: (name: string, isShared: boolean, replaced: SavedView | null) => void;
}

function SaveForm({ kept, isSaving, onSave }: FormProperties): ReactElement {
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const trimmed = name.trim();
  const replaced = kept.views.find((view) => view.name === trimmed && view.isShared === isShared) ?? null;
  return (
    <form
      className="saved-views-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (trimmed !== '') onSave(trimmed, isShared, replaced);
      }}
    >
      <TextField
        path="name"
        label="Save what is shown as"
        value={name}
        onChange={setName}
        maxLength={MOST_CHARACTERS_OF_A_VIEWS_NAME}
        isRequired
      />
      {kept.mayShare && (
        <Check isChecked={isShared} onChange={setShared}>
          Share: everybody who opens this page reads its name, search and filters
        </Check>
      )}
      <Button type="submit" isLoading={isSaving}>
        {replaced === null ? 'Save view' : `Replace “${replaced.name}”`}
      </Button>
    </form>
  );
}
