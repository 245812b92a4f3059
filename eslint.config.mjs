import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What the core may not touch: it gets the day as an argument and knows neither clock, network nor platform. */
const impure = ['Date.now', 'Math.random'].map((call) => {
  const [object, property] = call.split('.');
  return { object, property, message: `${call} has no place in the core: pass what it would tell as an argument.` };
});

export default tseslint.config(
  { ignores: ['node_modules', 'static/dist', '.sandbox', '.cache', 'screenshots', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        // Tests import all of the app: a program of its own would have its types inferred twice.
        project: ['./tsconfig.tools.json', './static/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      curly: ['error', 'multi-line'],
    },
  },
  {
    files: ['static/**/*.tsx', 'sandbox/shell/**/*.tsx'],
    plugins: { 'react-hooks': hooks },
    rules: hooks.configs.recommended.rules,
  },
  {
    files: ['static/**/*.ts', 'static/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '/src/contract(/(index|admin-page|dependency-map|project-page|reply))?$',
              allowTypeImports: true,
              message: 'Its schemas would come along, whose library tries eval, which the page may not.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/{model,compliance,gates,dependencies,portfolio}/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...impure],
      'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval'],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
          message: 'The core has no clock: the day is an argument.',
        },
      ],
    },
  },
  { files: ['sandbox/cli/**', 'bench/**', 'scripts/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.cjs', '**/*.mjs', 'sandbox/platform/runtime/**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: {
        module: 'writable',
        require: 'readonly',
        process: 'readonly',
        global: 'writable',
        __dirname: 'readonly',
        console: 'readonly',
      },
    },
  },
);
