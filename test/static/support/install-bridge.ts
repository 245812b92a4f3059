/**
 * `@forge/bridge` takes `callBridge` once, when it is loaded; Forge puts it there before the page's own scripts.
 * This one passes every call on to the host that the running test has installed.
 */
interface Bridge {
  callBridge(operation: string, payload: unknown): Promise<unknown>;
}

const bridge: Bridge = {
  callBridge: (operation, payload) =>
    (globalThis as unknown as { __hostBridge: Bridge }).__hostBridge.callBridge(operation, payload),
};

Object.assign(globalThis, { __bridge: bridge });
