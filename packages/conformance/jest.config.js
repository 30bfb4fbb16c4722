/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'conformance', rootDir: __dirname };
