/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'okta', rootDir: __dirname };
