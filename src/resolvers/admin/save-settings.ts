import { readSettings, saveSettings as storeSettings } from '../../store';
import type { AdminAnswer } from '../administrator';
import { mentionsFor } from './mentions';
import { settingsView } from './settings-view';

/** Saves the settings, unless somebody else saved since this administrator read them. */
export const saveSettings: AdminAnswer<'saveSettings'> = async ({ accountId }, { backgroundShare, version }) => {
  const outcome = await storeSettings({ backgroundShare }, version, accountId, Date.now());
  const settings = await readSettings();
  const mentions = await mentionsFor([], [], [settings.changedBy]);
  return { saved: outcome === 'saved', settings: settingsView(settings, mentions) };
};
