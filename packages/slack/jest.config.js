/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'slack', rootDir: __dirname };
