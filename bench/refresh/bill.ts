import { figure, type Figure } from '../measure';
import type { Account, Used } from './account';

/** What one project or all may cost, as https://developer.atlassian.com/platform/forge/forge-platform-pricing/ has it. */
const MEMORY_GB = 512 / 1024;
/** Added to each invocation for what is not waiting for Jira or storage: its start and its computing. Milliseconds. */
const OVERHEAD = 50;
export const MB = 1e6;
const GB = 1e9;

/** Per month: what is free, and what a unit costs beyond it in US dollars. */
const PRICES = {
  functions: { free: 100_000, price: 0.000025 },
  reads: { free: 0.1, price: 0.055 },
  writes: { free: 0.1, price: 1.09 },
  logs: { free: 1, price: 1.005 },
} as const;

export function met(what: string, isMet: boolean): Figure['target'] {
  return { what, met: isMet };
}

/** GB-seconds of these invocations, with the memory that the manifest gives them. */
export function gigabyteSeconds({ milliseconds, invocations }: Used): number {
  return ((milliseconds + OVERHEAD * invocations) / 1000) * MEMORY_GB;
}

/** What a month costs, when the account's time comes `times` a month; must it all be free? */
export function monthlyBill(account: Account, times: number, mustBeFree: boolean): Figure[] {
  const { readBytes, writtenBytes } = account.total();
  const items = [
    ['functions', 'functions', 'GB-s', gigabyteSeconds(account.total())],
    ['reads', 'KVS read', 'GB', readBytes / GB],
    ['writes', 'KVS written', 'GB', writtenBytes / GB],
    ['logs', 'logs', 'GB', account.logBytes / GB],
  ] as const;
  let dollars = 0;
  const figures = items.map(([name, what, unit, used]) => {
    const { free, price } = PRICES[name];
    const month = used * times;
    dollars += Math.max(0, month - free) * price;
    const bound = { what: 'of what is free', value: free };
    return figure(`${what} a month`, month, unit, bound, mustBeFree ? met('free', month <= free) : null);
  });
  return [...figures, figure('price a month', dollars, 'US$', null, mustBeFree ? met('0', dollars === 0) : null)];
}

/** Kinds of invocations and of records that take a hundredth of the bytes or more, the largest first. */
export function breakdown(account: Account, times: number): Figure[] {
  const { readBytes, writtenBytes } = account.total();
  const mattersAndLargestFirst = <T extends Bytes>(kinds: ReadonlyMap<string, T>): readonly (readonly [string, T])[] =>
    [...kinds]
      .filter(([, each]) => each.readBytes >= readBytes / 100 || each.writtenBytes >= writtenBytes / 100)
      .sort(([, a], [, b]) => b.readBytes + b.writtenBytes - a.readBytes - a.writtenBytes);
  const bytes = (kind: string, each: Bytes): Figure[] => [
    figure(`${kind}: KVS read`, (each.readBytes * times) / MB, 'MB'),
    figure(`${kind}: KVS written`, (each.writtenBytes * times) / MB, 'MB'),
  ];
  return [
    ...mattersAndLargestFirst(account.byInvocation).flatMap(([kind, used]) => [
      figure(`invocations ${kind}`, used.invocations * times, ''),
      ...bytes(kind, used),
      figure(`${kind}: functions`, gigabyteSeconds(used) * times, 'GB-s'),
      figure(`${kind}: points`, used.points * times, ''),
    ]),
    ...mattersAndLargestFirst(account.byRecord).flatMap(([kind, each]) => [
      ...bytes(`records ${kind}`, each),
      figure(`records ${kind}: reads, writes`, each.reads * times, '', {
        what: 'writes',
        value: each.writes * times || 1,
      }),
    ]),
  ];
}

interface Bytes {
  readonly readBytes: number;
  readonly writtenBytes: number;
}
