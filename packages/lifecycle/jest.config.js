/** @type {import('jest').Config} */
module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'lifecycle',
  rootDir: __dirname,
  // These tests wait for a database and for vendors more than they compute: by jest's own rule (processors - 1) most of their time is idle.
  maxWorkers: 4,
};
