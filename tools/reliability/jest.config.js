/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'reliability', rootDir: __dirname };
