import type { PageHistory } from '../shared/page-history';

/** A history for a part of the page that has words of its own in the address: those of `kept` stay there whatever it does. */
export function keeping(history: PageHistory, kept: readonly string[]): PageHistory {
  const withKept = (address: string): string => {
    const [path, text = ''] = address.split('?', 2);
    const [query, now] = [new URLSearchParams(text), new URLSearchParams(history.query())];
    for (const word of kept) {
      const value = now.get(word);
      if (value !== null && !query.has(word)) query.set(word, value);
    }
    const all = query.toString();
    return path + (all === '' ? '' : `?${all}`);
  };
  return {
    ...history,
    go: (address) => history.go(withKept(address)),
    replace: (address) => history.replace(withKept(address)),
  };
}
