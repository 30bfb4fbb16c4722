/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'mutants', rootDir: __dirname };
