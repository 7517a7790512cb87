import eslint from '@eslint/js';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';

/** What everybody keeps to, whatever the file is. */
const ours = {
  rules: {
    'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    'no-console': 'error',
    'no-restricted-syntax': [
      'error',
      { selector: 'ExportDefaultDeclaration', message: 'Export by name: one thing has one name everywhere.' },
    ],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
  },
};

const typed = {
  languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
  rules: {
    // A decorated class may be empty: the decorator is what it is for.
    '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    // `() => list.clear()` is how a callback is written here, and a number reads well in a text.
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    // A name that begins with _ says that it is not used.
    '@typescript-eslint/no-unused-vars': [
      'error',
      {
        argsIgnorePattern: '^_',
        varsIgnorePattern: '^_',
        destructuredArrayIgnorePattern: '^_',
        caughtErrorsIgnorePattern: '^_',
        ignoreRestSiblings: true,
      },
    ],
    // Angular's validators are static, and are handed over as they are; spreading a string for its code points is meant.
    '@typescript-eslint/unbound-method': ['error', { ignoreStatic: true }],
    '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    // An interface may ask for a promise: `async` says that plainly, and what is thrown becomes its rejection.
    '@typescript-eslint/require-await': 'off',
    // These two overflow the stack on types that contain themselves (8.73.0; graphql-jit's, and a component's fixture).
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  },
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      'data/',
      'web/src/app/core/graphql/generated.ts',
      'web/src/app/core/i18n/i18n-keys.ts',
      'web/e2e/results/',
      'bench/results/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  ours,
  { files: ['**/*.ts'], extends: [tseslint.configs.strictTypeChecked, typed] },
  {
    files: ['web/src/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
  },
  {
    files: ['web/src/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    // Plain JavaScript is read by tools before anything is compiled. It runs in Node alone.
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        ['console', 'process', 'URL', 'Buffer', 'fetch', 'setTimeout', 'clearTimeout', 'AbortSignal'].map(name => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs' },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    // Their readers ask for the default export.
    files: ['**/*.config.{js,ts,mjs}', 'ormconfig.ts', '**/*.routes.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Programs that a person runs in a terminal: what they print is what they are for.
    files: ['**/main.ts', '**/scripts/**', 'agent/src/cli/**', 'bench/**', 'web/tools/**', 'web/e2e/**'],
    rules: { 'no-console': 'off' },
  },
);
