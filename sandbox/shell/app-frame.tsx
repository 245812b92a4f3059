import ModalDialog, { ModalBody, ModalHeader, ModalTitle, ModalTransition } from '@atlaskit/modal-dialog';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Surface } from '../host/app-manifest';
import { createEndpoint } from '../host/bridge/protocol';
import { useFlags } from './flags';
import { operate, type FrameWorld, type ModalRequest } from './frame-operations';
import { goTo, useAddress } from './location';
import { useSession } from './session';

const THEMES = 'light:light dark:dark spacing:spacing typography:typography shape:shape motion:motion';
/** A page that grows without end is cut, not followed. */
const TALLEST = 30_000;
/** As Forge gives to Custom UI. */
const SANDBOX =
  'allow-downloads allow-forms allow-modals allow-pointer-lock allow-popups allow-popups-to-escape-sandbox allow-same-origin allow-scripts';

/** A module of the app in its frame. `base` is the address of the module; what follows it belongs to the app. */
export function AppFrame(props: {
  readonly surface: Surface;
  readonly base: string;
  readonly projectKey: string | null;
  readonly issueKey?: string;
}): ReactNode {
  const { persona } = useSession();
  const [showing, setShowing] = useState(0);
  const key = [props.surface.key, props.projectKey, props.issueKey, persona.accountId, showing].join(' ');
  return (
    <Frame
      key={key}
      {...props}
      resource={props.surface.resource}
      reload={() => setShowing((before) => before + 1)}
      modal={null}
    />
  );
}

interface FrameProps {
  readonly surface: Surface;
  readonly resource: string;
  readonly base: string;
  readonly projectKey: string | null;
  readonly issueKey?: string;
  readonly reload: () => void;
  readonly modal: { readonly request: ModalRequest; readonly close: () => void } | null;
}

function Frame(props: FrameProps): ReactNode {
  const { surface, resource, base, modal } = props;
  const { site, persona, colorMode } = useSession();
  const flags = useFlags();
  const address = useAddress();
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  const [opened, setOpened] = useState<ModalRequest | null>(null);
  const [localId] = useState(() => crypto.randomUUID());
  const themed = useRef<((state: unknown) => void) | null>(null);
  const popped = useRef<((location: unknown) => void) | null>(null);
  const knownAddress = useRef(address);

  const world: FrameWorld = {
    surface,
    accountId: persona.accountId,
    siteTitle: site.title,
    colorMode,
    place: {
      projectKey: props.projectKey,
      issueKey: props.issueKey ?? null,
      colorMode,
      localId,
      ...(modal ? { modal: modal.request.context } : {}),
    },
    setHeight: (wanted) => setHeight(Math.min(TALLEST, wanted)),
    showFlag: flags.show,
    closeFlag: flags.close,
    openModal: setOpened,
    close: modal ? (payload) => finish(modal, payload) : null,
    reload: props.reload,
    followTheme: (apply) => {
      themed.current = apply;
      apply({ colorMode, themes: THEMES });
    },
    followAddress: (hear) => {
      popped.current = hear;
      return locationBelow(base);
    },
    move: (inside, state, replace) => {
      const target =
        base + (inside.startsWith('/?') || inside.startsWith('/#') || inside === '/' ? inside.slice(1) : inside);
      knownAddress.current = target;
      goTo(target, { state, replace });
    },
  };
  const latest = useRef(world);
  useEffect(() => {
    latest.current = world;
  });

  useEffect(() => {
    const endpoint = createEndpoint(
      (message) => frame.current?.contentWindow?.postMessage(message, site.frameOrigin),
      (operation, payload) => operate(latest.current, operation, payload),
    );
    function listen(event: MessageEvent): void {
      if (event.source === frame.current?.contentWindow && event.origin === site.frameOrigin) {
        endpoint.receive(event.data);
      }
    }
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [site.frameOrigin]);

  useEffect(() => themed.current?.({ colorMode, themes: THEMES }), [colorMode]);

  useEffect(() => {
    if (address === knownAddress.current || modal) return;
    knownAddress.current = address;
    if (window.location.pathname.startsWith(base)) popped.current?.(locationBelow(base));
  }, [address, base, modal]);

  return (
    <>
      <iframe
        ref={frame}
        className="app-frame"
        title={surface.title}
        src={`${site.frameOrigin}/${encodeURIComponent(resource)}/index.html`}
        sandbox={SANDBOX}
        style={{ height }}
      />
      <ModalTransition>
        {opened && (
          <ModalDialog
            width="large"
            onClose={() => finish({ request: opened, close: () => setOpened(null) }, undefined)}
          >
            <ModalHeader hasCloseButton>
              <ModalTitle>{opened.title || surface.title}</ModalTitle>
            </ModalHeader>
            <ModalBody>
              <Frame
                {...props}
                resource={opened.resource ?? resource}
                modal={{ request: opened, close: () => setOpened(null) }}
              />
            </ModalBody>
          </ModalDialog>
        )}
      </ModalTransition>
    </>
  );
}

function finish(modal: { readonly request: ModalRequest; readonly close: () => void }, payload: unknown): void {
  modal.close();
  modal.request.onClose(payload);
}

function locationBelow(base: string): { pathname: string; search: string; hash: string; state: unknown } {
  const { pathname, search, hash } = window.location;
  const inside = pathname.slice(base.length);
  return { pathname: inside.startsWith('/') ? inside : '/', search, hash, state: window.history.state as unknown };
}
