/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'structure', rootDir: __dirname };
