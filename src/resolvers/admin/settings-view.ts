import type { SettingsView } from '../../contract';
import type { StoredSettings } from '../../store';
import { instant } from './instant';
import type { Mentions } from './mentions';

/** The settings with who changed them, by the name that this administrator may know. */
export function settingsView(settings: StoredSettings, mentions: Mentions): SettingsView {
  const { value, version, changedBy, changedAt } = settings;
  return {
    backgroundShare: value.backgroundShare,
    version,
    changedBy: mentions.person(changedBy),
    changedAt: changedAt === 0 ? null : instant(changedAt),
  };
}
