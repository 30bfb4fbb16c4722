/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'hello-iam-world', rootDir: __dirname };
