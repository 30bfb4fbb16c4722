/** @type {import('jest').Config} */
module.exports = { ...require('../jest.preset.js'), displayName: 'examples', rootDir: __dirname };
