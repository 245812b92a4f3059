import { view } from '@forge/bridge';

const THEMES = 'light:light dark:dark spacing:spacing typography:typography shape:shape motion:motion';

/** Shows the page light or dark, as Jira is. Colours themselves are in the page's stylesheet. */
export function applyTheme(colorMode: string | null): void {
  const root = document.documentElement;
  root.dataset.theme = THEMES;
  root.dataset.colorMode = colorMode === 'dark' || (colorMode === 'auto' && prefersDark()) ? 'dark' : 'light';
}

/**
 * Asks the host to keep the theme in step while the viewer switches it; the host then sets the same two attributes
 * on the document as {@link applyTheme}. A host without theming leaves the theme as it is.
 */
export async function followHostTheme(): Promise<void> {
  try {
    await view.theme.enable();
  } catch {
    return;
  }
}

function prefersDark(): boolean {
  return window.matchMedia('(prefers-color-scheme: dark)').matches;
}
