import Flag, { FlagGroup } from '@atlaskit/flag';
import { createContext, useCallback, useContext, useMemo, useState, type ReactNode } from 'react';

/** What `showFlag` of the bridge passes. */
export interface FlagOptions {
  readonly id: string | number;
  readonly title?: string;
  readonly type?: 'info' | 'success' | 'warning' | 'error';
  readonly description?: string;
  readonly isAutoDismiss?: boolean;
  readonly actions?: readonly { readonly text: string; readonly onClick: () => unknown }[];
}

interface Flags {
  readonly show: (flag: FlagOptions) => void;
  readonly close: (id: string) => void;
}

const FlagsContext = createContext<Flags>({ show: () => undefined, close: () => undefined });
const AUTO_DISMISS_MILLISECONDS = 8000;

export function FlagsProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [shown, setShown] = useState<readonly FlagOptions[]>([]);
  const close = useCallback((id: string) => setShown((before) => before.filter((flag) => String(flag.id) !== id)), []);
  const show = useCallback(
    (flag: FlagOptions) => {
      setShown((before) => [flag, ...before.filter((each) => each.id !== flag.id)]);
      if (flag.isAutoDismiss) setTimeout(() => close(String(flag.id)), AUTO_DISMISS_MILLISECONDS);
    },
    [close],
  );
  const flags = useMemo(() => ({ show, close }), [show, close]);
  return (
    <FlagsContext.Provider value={flags}>
      {children}
      <FlagGroup onDismissed={(id) => close(String(id))}>
        {shown.map((flag) => (
          <Flag
            key={flag.id}
            id={flag.id}
            icon={undefined}
            title={flag.title ?? ''}
            description={flag.description}
            appearance={flag.type === undefined ? 'normal' : flag.type}
            actions={(flag.actions ?? []).map((action) => ({
              content: action.text,
              onClick: () => void action.onClick(),
            }))}
          />
        ))}
      </FlagGroup>
    </FlagsContext.Provider>
  );
}

export function useFlags(): Flags {
  return useContext(FlagsContext);
}
