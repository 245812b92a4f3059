/** The part of a fetch `Response` that the app and the @forge packages use, at a hundredth of its price. */
export interface Reply {
  readonly status: number;
  readonly ok: boolean;
  readonly statusText: string;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  json(): Promise<unknown>;
}

/** A reply with a JSON body; `undefined`: an empty one. Names of headers in lower case. */
export function reply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return textReply(status, body === undefined ? '' : JSON.stringify(body), headers);
}

/** A reply whose body is written already. */
export function textReply(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return {
    status,
    ok: status >= 200 && status < 300,
    statusText: '',
    headers: { get: (name) => headers[name.toLowerCase()] ?? null },
    text: () => Promise.resolve(body),
    // As fetch does it, a body that is no JSON rejects.
    json: async () => JSON.parse(body) as unknown,
  };
}
