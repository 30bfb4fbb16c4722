import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

// A run over the whole repository says so: then one program has all types, where each package's own would read those of core anew.
const types = process.env.IAM_LINT === 'whole' ? { project: 'tsconfig.lint.json' } : { projectService: true };

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/reports/**',
      '**/coverage/**',
      '**/__fixtures__/**',
      '**/templates/**',
      '.nx/**',
    ],
  },
  js.configs.recommended,
  // A block is a block, also when it is one statement.
  { rules: { curly: ['error', 'all'] } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { ...types, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // One import statement per module; types stand inline beside values.
      'no-duplicate-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@nx/enforce-module-boundaries': [
        'error',
        {
          allow: [],
          depConstraints: [
            { sourceTag: 'type:core', onlyDependOnLibsWithTags: [] },
            { sourceTag: 'type:conformance', onlyDependOnLibsWithTags: ['type:core'] },
            { sourceTag: 'type:sandbox', onlyDependOnLibsWithTags: ['type:core', 'type:conformance'] },
            {
              sourceTag: 'type:vendor',
              onlyDependOnLibsWithTags: ['type:core', 'type:conformance', 'type:sandbox'],
            },
            {
              // Its tests use the vendors; its sources know them by what a configuration names.
              sourceTag: 'type:lifecycle',
              onlyDependOnLibsWithTags: ['type:core', 'type:conformance', 'type:sandbox', 'type:vendor'],
            },
            {
              sourceTag: 'type:cli',
              onlyDependOnLibsWithTags: [
                'type:core',
                'type:conformance',
                'type:sandbox',
                'type:vendor',
                'type:lifecycle',
              ],
            },
            {
              sourceTag: 'type:tool',
              onlyDependOnLibsWithTags: [
                'type:core',
                'type:conformance',
                'type:sandbox',
                'type:vendor',
                'type:lifecycle',
                'type:cli',
              ],
            },
          ],
        },
      ],
    },
  },
  {
    // A library never writes to the console of the program that uses it.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['packages/cli/**', 'packages/sandbox/src/bin/**', '**/*.test.ts'],
    rules: { 'no-console': 'error' },
  },
  {
    files: ['**/*.{js,cjs,mjs}'],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        process: 'readonly',
        setInterval: 'readonly',
        setTimeout: 'readonly',
        AbortController: 'readonly',
        fetch: 'readonly',
        __dirname: 'readonly',
        require: 'readonly',
        module: 'writable',
        URL: 'readonly',
      },
    },
  },
);
