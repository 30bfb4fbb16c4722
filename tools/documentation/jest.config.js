/** @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'documentation',
  rootDir: __dirname,
  // A test makes a package with tests of its own below reports/.
  roots: ['<rootDir>/src'],
};
