/** JQL: parsed by Atlassian's own parser, evaluated here over a simulated site. What it holds is in README.md. */
export { JqlError } from './errors';
export { parseJql } from './parse';
export { searchIssues } from './search';
export type { ParsedJql } from './syntax';
export type { JqlViewer, JqlWorld } from './world';
