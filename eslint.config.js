/** Lint rules that serve STYLE: what a machine can see of types, names and promises. */
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPED = ['**/*.ts', '**/*.tsx'];
/** Files of no tsconfig. */
const LOOSE = [
  'extensions/checkout/vitest.config.ts',
  'extensions/account/vitest.config.ts',
  'extensions/account-page/vitest.config.ts',
  'extensions/pos/vitest.config.ts',
  'extensions/admin/vitest.config.ts',
  'extensions/theme/tests/*.ts',
];
/** What the scripts of the storefront use of a browser. */
const BROWSER = (
  'window document history location fetch crypto sessionStorage setTimeout clearTimeout requestAnimationFrame ' +
  'AbortSignal CSS CustomEvent DOMParser Event FormData HTMLElement IntersectionObserver MutationObserver URL URLSearchParams'
).split(' ');

export default tseslint.config(
  {
    ignores: [
      'build/',
      'node_modules/',
      '.data/',
      '.sandbox/',
      '**/generated/',
      '**/dist/',
      'docs/',
      'coverage/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      // `== null` asks for null or undefined.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'object-shorthand': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: 'Use a union of string literals instead of an enum (STYLE 9).',
        },
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Use a named export (STYLE 9); only frameworks that ask for a default export get one.',
        },
      ],
    },
  },
  {
    // Remix routes, tool configurations and extension entries are found by their default export.
    files: [
      'app/routes/**',
      'app/root.tsx',
      'app/entry.server.tsx',
      'extensions/*/src/*.tsx',
      '*.config.{js,ts}',
      '*.ts',
      'extensions/*/*.config.ts',
      'tests/support/global-*.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'TSEnumDeclaration',
          message: 'Use a union of string literals instead of an enum (STYLE 9).',
        },
      ],
    },
  },
  {
    files: TYPED,
    extends: [tseslint.configs.base],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: LOOSE }, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // The compiler does these better.
      'no-undef': 'off',
      'no-redeclare': 'off',
      'no-dupe-class-members': 'off',
      'no-unused-vars': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.js'],
    languageOptions: { globals: readOnly(['process', 'console', 'URL', 'Buffer', 'fetch']) },
  },
  {
    files: ['extensions/theme/assets/*.js', 'sandbox/pages/**/*.js'],
    languageOptions: { globals: readOnly(BROWSER) },
  },
  {
    // Augmenting another package's interface merges only as an interface.
    files: ['tests/support/global-postgres.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  {
    // What is rendered or torn down may be a promise or not, depending on the extension.
    files: ['extensions/*/tests/**'],
    rules: { '@typescript-eslint/await-thenable': 'off' },
  },
  {
    files: ['app/**/*.tsx', 'app/ui/**/*.ts', 'extensions/**/*.tsx', 'extensions/**/*.ts'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
);

function readOnly(names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
