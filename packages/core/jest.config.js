// A zone that is not GMT, the same on every machine, so that tests notice a time that is read in the zone of the machine.
process.env.TZ = 'America/New_York';

/** @type {import('jest').Config} */
module.exports = { ...require('../../jest.preset.js'), displayName: 'core', rootDir: __dirname };
