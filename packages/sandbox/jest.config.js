/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'sandbox', rootDir: __dirname };
