/** The house, as checks: which room may import from which. See docs/architecture.md. */
const core = ['compliance', 'gates', 'dependencies'];
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import from ${allowed.length ? allowed.join(', ') : 'nothing'} of src`,
  from: { path: `^src/${from}/` },
  to: { path: '^src/', pathNot: [from, ...allowed].map((folder) => `^src/${folder}/`) },
});
const noPackages = (folders) => ({
  name: 'core-is-pure',
  severity: 'error',
  comment: 'The core imports no package and no Node module: it is plain TypeScript over its arguments.',
  from: { path: `^src/(${folders.join('|')})/` },
  to: { pathNot: '^src/' },
});

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    only('model-imports-nothing', 'model', []),
    ...core.map((folder) => only(`${folder}-sees-model`, folder, ['model'])),
    only('portfolio-sees-core', 'portfolio', ['model', ...core]),
    only('jira-sees-model', 'jira', ['model']),
    only('store-sees-model', 'store', ['model']),
    only('contract-sees-model', 'contract', ['model']),
    noPackages(['model', 'portfolio', ...core]),
    {
      name: 'only-jira-calls-jira',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/jira/' },
      to: { path: 'node_modules/@forge/api/' },
    },
    {
      name: 'only-store-calls-kvs',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: 'node_modules/@forge/kvs/' },
    },
    {
      name: 'nobody-imports-the-doors',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^src/index\\.ts$' },
    },
    {
      name: 'pages-see-the-contract',
      severity: 'error',
      from: { path: '^static/' },
      to: { path: '^src/', pathNot: '^src/contract/' },
    },
    {
      name: 'sandbox-runs-the-bundle',
      severity: 'error',
      comment: 'The sandbox knows the app only as a bundle.',
      from: { path: '^sandbox/' },
      to: { path: '^src/' },
    },
    {
      name: 'app-ignores-the-sandbox',
      severity: 'error',
      from: { path: '^(src|static)/' },
      to: { path: '^(sandbox|bench|scripts|test)/' },
    },
    {
      name: 'recount-ignores-the-app',
      severity: 'error',
      comment:
        'The recount and the textbook take nothing of the app, not even types or by way of others; adapters run it.',
      from: { path: '^test/(oracle/(recount|schedules)|oracle-schedule/textbook)\\.ts$' },
      to: { path: '^src/', reachable: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/', pathNot: '^src/index\\.ts$' },
      to: {},
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^virtual:' } },
    {
      name: 'no-dev-packages-in-the-app',
      severity: 'error',
      from: { path: '^(src|static)/', pathNot: 'vite\\.config' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.cache)/' },
    tsConfig: { fileName: 'tsconfig.tools.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
