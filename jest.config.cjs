/** Types are checked by `npm run check`; here ts-jest only translates, file by file. */
const typescript = [
  'ts-jest',
  {
    tsconfig: {
      module: 'CommonJS',
      moduleResolution: 'Node10',
      target: 'ES2022',
      esModuleInterop: true,
      jsx: 'react-jsx',
      isolatedModules: true,
      ignoreDeprecations: '5.0',
    },
    diagnostics: false,
  },
];

/**
 * In Jest each access of a global is watched; handed to each module, these no longer are: computing takes half the time.
 * Not `Buffer`, which packages of Forge's tools declare themselves.
 */
const handedOver = [
  ...['Array', 'BigInt', 'Boolean', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Set'],
  ...['String', 'Symbol', 'Float64Array', 'Int8Array', 'Int32Array', 'Uint8Array', 'Uint16Array', 'Uint32Array'],
];

const shared = {
  transform: { '^.+\\.tsx?$': typescript },
  roots: ['<rootDir>/test'],
  sandboxInjectedGlobals: handedOver,
};

module.exports = {
  // The simulated lives are long and need one processor each.
  maxWorkers: '100%',
  // Far more than any test needs: what fails must not depend on how busy a machine is.
  testTimeout: 120_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/static/'],
    },
    {
      ...shared,
      displayName: 'pages',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/static/**/*.test.{ts,tsx}'],
      moduleNameMapper: {
        '\\.css$': '<rootDir>/test/static/support/empty.ts',
        '^@atlaskit/platform-feature-flags(/.*)?$': '<rootDir>/static/shared/feature-flags.ts',
        '^@atlaskit/feature-gate-js-client(/.*)?$': '<rootDir>/static/shared/feature-gates.ts',
        '^@atlaskit/app-provider/theme-provider$': '<rootDir>/static/shared/theme-provider.ts',
      },
      setupFiles: ['<rootDir>/test/static/support/install-bridge.ts', '<rootDir>/test/static/support/browser.ts'],
    },
  ],
};
