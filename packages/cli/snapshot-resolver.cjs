// Golden screens are fixtures: src/screens.test.ts has its own in src/__fixtures__/screens.test.ts.snap.
const { basename, dirname, join } = require('node:path');

module.exports = {
  resolveSnapshotPath: (test, extension) =>
    join(dirname(test), '__fixtures__', `${basename(test)}${extension}`),
  resolveTestPath: (snapshot, extension) =>
    join(dirname(dirname(snapshot)), basename(snapshot).slice(0, -extension.length)),
  testPathForConsistencyCheck: join('src', 'screens.test.ts'),
};
