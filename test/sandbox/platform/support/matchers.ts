/** Matchers of Jest, typed so that they may stand anywhere in an expected value. */
export function textWith(part: string): unknown {
  return expect.stringContaining(part);
}

export const someText: unknown = expect.any(String);
export const someNumber: unknown = expect.any(Number);
