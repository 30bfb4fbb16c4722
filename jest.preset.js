// Tests run on sources: the export condition @iam/source leads from one package to another without a build.
const esmOnly = [
  'rettime',
  'until-async',
  '@open-draft/deferred-promise',
  // What @iam/lifecycle stands on.
  '@marcbachmann/cel-js',
  'pg-boss',
  'rrule-temporal',
  'serialize-error',
  'non-error',
];

// In the sandbox of a test file each look at a global object asks the sandbox first, which takes far longer than a look at a
// parameter. So what the language itself brings and is used most is passed to every module as parameters. Not what tests put something else
// in place of (Date, timers), nor names that modules give to something of their own.
const passed = [
  'Array',
  'BigInt',
  'Boolean',
  'JSON',
  'Map',
  'Math',
  'Number',
  'Object',
  'Promise',
  'Reflect',
  'RegExp',
  'Set',
  'String',
  'Symbol',
  'Uint8Array',
  'WeakMap',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  // No test waits for time to pass; the limit only ends one that hangs, on however slow a machine.
  testTimeout: 120_000,
  testEnvironmentOptions: { customExportConditions: ['@iam/source', 'node', 'node-addons'] },
  sandboxInjectedGlobals: passed,
  setupFiles: [require.resolve('./jest.setup.js')],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      require.resolve('@swc/jest'),
      {
        swcrc: false,
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  // Packages that are published as ES modules only; pnpm names their folders with + for the / of a scope.
  transformIgnorePatterns: [`/node_modules/(?!(?:\\.pnpm/[^/]+/node_modules/)?(?:${esmOnly.join('|')})/)`],
};
