import { configure } from '@testing-library/dom';

/** What a browser has and jsdom lacks, as far as the pages use it. Wide and light, unless a test says otherwise. */
const noMatch = { matches: false, addEventListener: () => undefined, removeEventListener: () => undefined };

window.matchMedia = (query: string) =>
  ({ ...noMatch, media: query, matches: query === '(min-width: 900px)' }) as unknown as MediaQueryList;
Element.prototype.scrollIntoView = () => undefined;

// What fails must not depend on how busy a machine is.
configure({ asyncUtilTimeout: 20_000 });
