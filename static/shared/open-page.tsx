import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, type ReactElement } from 'react';
import type { Root } from 'react-dom/client';
import type { Refusal } from '../../src/contract';
import { refusalOf } from './call';
import { CrashGuard } from './crash-guard';
import { createFormat } from './format';
import { HostProvider } from './host';
import { readHostContext, type HostContext } from './host-context';
import { openPageHistory } from './page-history';
import { createQueryClient } from './query-client';
import { applyTheme, followHostTheme } from './theme';

/** The parts that a page consists of. */
export interface PageParts {
  /** While the host has not answered. */
  readonly skeleton: () => ReactElement;
  readonly refused: (refusal: Refusal, onTryAgain: () => void) => ReactElement;
  /** Throws where the host's context is not one that the page can be shown in. */
  readonly content: (context: HostContext) => ReactElement;
}

/** Asks the host who is looking and where, and shows the page. Settles when the page is up. */
export async function openPage(root: Root, parts: PageParts): Promise<void> {
  root.render(parts.skeleton());
  try {
    const [context, history] = await Promise.all([readHostContext(), openPageHistory()]);
    applyTheme(context.colorMode);
    void followHostTheme();
    const format = createFormat(context.locale, context.timeZone);
    root.render(
      <StrictMode>
        <QueryClientProvider client={createQueryClient()}>
          <HostProvider value={{ siteUrl: context.siteUrl, format, history }}>
            <CrashGuard fallback={(tryAgain) => parts.refused(CRASHED, tryAgain)}>{parts.content(context)}</CrashGuard>
          </HostProvider>
        </QueryClientProvider>
      </StrictMode>,
    );
  } catch (error) {
    root.render(parts.refused(refusalOf(error), () => void openPage(root, parts)));
  }
}

const CRASHED: Refusal = {
  kind: 'unexpected',
  message: 'The page could not show what it got',
  remedy: 'Try again. If it keeps happening, tell your Jira admin: this is a mistake in Plumbline.',
  reference: '',
};
