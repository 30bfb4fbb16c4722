/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'lifecycle', rootDir: __dirname };
