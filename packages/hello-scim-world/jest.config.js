/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'hello-scim-world', rootDir: __dirname };
