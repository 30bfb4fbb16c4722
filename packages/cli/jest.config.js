const preset = require('../../jest.preset.js');

/** @type {import('jest').Config} */
module.exports = {
  ...preset,
  displayName: 'cli',
  rootDir: __dirname,
  snapshotResolver: '<rootDir>/snapshot-resolver.cjs',
  // What a subcommand loads with import() is named with its extension (Node's ESM resolution).
  moduleNameMapper: {
    '^((?:\\.{1,2}/)+(?:[a-z-]+/)*(?:run|run-lifecycle|list-instances|sandbox|demo|terminal-table|summary-text|tell-problems|init|docs|verify|people-words|people-grid|csv-text|csv-line|read-file|read-stream|extra-commands|config|topic-text|completion-script|completions-for|shell|init-config|check-config|show-config|candidates|integrations|load-integration|import-file))\\.js$':
      '$1',
  },
};
