/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'image', rootDir: __dirname };
