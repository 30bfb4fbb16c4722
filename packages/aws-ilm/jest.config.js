/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'aws-ilm', rootDir: __dirname };
