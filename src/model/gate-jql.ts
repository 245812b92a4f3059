/** What is wrong with the shape of a query that a person wrote, whatever Jira says of its words. */
export type JqlShapeProblem = 'empty' | 'tooLong' | 'quotes' | 'brackets' | 'escape' | 'project' | 'order' | 'control';

export const LONGEST_JQL = 2000;

/** A quoted text, a bracket, an operator or comma, or a word. */
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[()]|[=!<>~,]+|[^\s()=!<>~,"']+|["']/g;
const OPERATOR = /^([=!<>~]+|in|not|is|was|changed)$/i;
/** Fields that choose projects: the query is held within its own anyway, and with these it would find nothing. */
const CHOOSES_PROJECTS = /^(project|category|projecttype)$/i;

/**
 * Whether a query may be put between brackets behind `project = … AND` without changing what that means: its quotes and
 * brackets close each other, it has no order, and it does not choose projects itself. `null` when it may.
 */
export function jqlShapeProblem(jql: string): JqlShapeProblem | null {
  if (jql.trim() === '') return 'empty';
  if (jql.length > LONGEST_JQL) return 'tooLong';
  // eslint-disable-next-line no-control-regex -- nobody types them, and parsers differ over them
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(jql)) return 'control';
  const tokens = jql.match(TOKEN) ?? [];
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token === '"' || token === "'") return 'quotes';
    if (isText(token)) {
      if (CHOOSES_PROJECTS.test(token.slice(1, -1).trim()) && OPERATOR.test(tokens[at + 1] ?? '')) return 'project';
      continue;
    }
    if (token.includes('\\')) return 'escape';
    if (token === '(') depth++;
    if (token === ')' && --depth < 0) return 'brackets';
    if (CHOOSES_PROJECTS.test(token) && OPERATOR.test(tokens[at + 1] ?? '')) return 'project';
    if (/^order$/i.test(token) && /^by$/i.test(tokens[at + 1] ?? '')) return 'order';
  }
  return depth === 0 ? null : 'brackets';
}

function isText(token: string): boolean {
  return token.length > 1 && (token.startsWith('"') || token.startsWith("'"));
}
