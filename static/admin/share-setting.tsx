import Button from '@atlaskit/button/default/button';
import SectionMessage from '@atlaskit/section-message/section-message';
import { useId, useState, type ReactElement } from 'react';
import type { SettingsView } from '../../src/contract';
import { BACKGROUND_SHARE } from '../../src/contract/limits';
import { refusalOf } from '../shared/call';
import { useNow } from '../shared/clock';
import { useHost } from '../shared/host';
import { useSaveSettings } from './health-query';
import { personName } from './project-name';
import { sharePercent } from './words';

interface Properties {
  readonly settings: SettingsView;
  /** Points an hour. */
  readonly quota: number;
}

/** The share of the hourly points for background work: nothing changes before Save, and Undo goes back. */
export function ShareSetting({ settings, quota }: Properties): ReactElement {
  const { format } = useHost();
  const id = useId();
  const stored = sharePercent(settings.backgroundShare);
  // What the reader has chosen, and the version that they saw when they chose it; null while they have not.
  const [draft, setDraft] = useState<{ readonly percent: number; readonly version: number } | null>(null);
  const save = useSaveSettings();
  const percent = draft?.percent ?? stored;
  const isChanged = draft !== null && draft.percent !== stored;
  const isOvertaken = draft !== null && draft.version !== settings.version && isChanged;

  function choose(chosen: number): void {
    save.reset();
    setDraft({ percent: chosen, version: draft?.version ?? settings.version });
  }

  function saveAs(version: number): void {
    save.mutate({ backgroundShare: percent / 100, version }, { onSuccess: ({ saved }) => saved && setDraft(null) });
  }

  return (
    <form
      className="share"
      onSubmit={(event) => {
        event.preventDefault();
        if (draft !== null && isChanged) saveAs(draft.version);
      }}
    >
      <label htmlFor={id} className="strong">
        Share for background work
      </label>
      <div className="share-range">
        <input
          id={id}
          type="range"
          min={sharePercent(BACKGROUND_SHARE.least)}
          max={sharePercent(BACKGROUND_SHARE.most)}
          step={sharePercent(BACKGROUND_SHARE.step)}
          value={percent}
          aria-valuetext={`${percent} percent, ${format.count((quota * percent) / 100)} points an hour`}
          aria-describedby={`${id}-meaning`}
          onChange={(event) => choose(Number(event.currentTarget.value))}
        />
        <output htmlFor={id} className="share-figure">
          {format.percent(percent / 100)}
        </output>
      </div>
      <p id={`${id}-meaning`} className="small subtle">
        {format.count((quota * percent) / 100)} points an hour. More fills the site sooner; less leaves more for
        people’s clicks, and for the other sites that share Plumbline’s points.
      </p>
      {isOvertaken ? (
        <Overtaken
          settings={settings}
          mine={percent}
          isSaving={save.isPending}
          onSaveMine={() => saveAs(settings.version)}
          onKeepTheirs={() => setDraft(null)}
        />
      ) : (
        <div className="admin-actions">
          {isChanged && (
            <>
              <Button type="submit" appearance="primary" isLoading={save.isPending}>
                Save
              </Button>
              <Button appearance="subtle" onClick={() => setDraft(null)}>
                Undo
              </Button>
            </>
          )}
          <span role="status" className="small subtle">
            {save.isError && `${refusalOf(save.error).message} ${refusalOf(save.error).remedy}`}
            {save.data?.saved === true && !isChanged && 'Saved'}
          </span>
        </div>
      )}
      {!isOvertaken && <LastChange settings={settings} />}
    </form>
  );
}

interface OvertakenProperties {
  readonly settings: SettingsView;
  /** Percent. */
  readonly mine: number;
  readonly isSaving: boolean;
  readonly onSaveMine: () => void;
  readonly onKeepTheirs: () => void;
}

/** Somebody else saved while the reader was choosing: says what they chose, and lets the reader decide. */
function Overtaken({ settings, mine, isSaving, onSaveMine, onKeepTheirs }: OvertakenProperties): ReactElement {
  const { format } = useHost();
  const now = useNow(15_000);
  const who = settings.changedBy ? personName(settings.changedBy) : 'Somebody';
  const when = settings.changedAt === null ? '' : ` at ${format.clock(settings.changedAt, now)}`;
  return (
    <div role="alert">
      <SectionMessage appearance="warning" title="Yours is not saved: another admin saved first">
        <p>
          {who} set the share to {format.percent(settings.backgroundShare)}
          {when}, while you were choosing {format.percent(mine / 100)}.
        </p>
        <div className="admin-actions">
          <Button isLoading={isSaving} onClick={onSaveMine}>
            Save {format.percent(mine / 100)} all the same
          </Button>
          <Button appearance="subtle" onClick={onKeepTheirs}>
            Keep {format.percent(settings.backgroundShare)}
          </Button>
        </div>
      </SectionMessage>
    </div>
  );
}

function LastChange({ settings }: { readonly settings: SettingsView }): ReactElement | null {
  const { format } = useHost();
  const now = useNow(60_000);
  if (settings.changedAt === null) return null;
  const by = settings.changedBy ? ` by ${personName(settings.changedBy)}` : '';
  return (
    <p className="small subtle">
      Last changed{by}, <time dateTime={settings.changedAt}>{format.clock(settings.changedAt, now)}</time>
    </p>
  );
}
