// Adds up the jest reports of all packages. The last line of its output is `N passed, N failed`.
// Counts a package without a report as one failure: tests that did not run must not look like success.
// Names every test that failed with its first lines, because the rest of a long log is often cut off.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folders = ['packages', 'tools'].flatMap((parent) =>
  readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, 'package.json'))),
);

folders.push('examples');

const totals = { passed: 0, failed: 0 };
for (const folder of folders) {
  const counted = count(join(root, folder, 'reports', 'jest.json'));
  totals.passed += counted.passed;
  totals.failed += counted.failed;
  console.log(`${folder.padEnd(26)} ${counted.text}`);
  for (const failure of counted.failures) {
    console.log(failure);
  }
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function count(file) {
  if (!existsSync(file)) {
    return { passed: 0, failed: 1, text: 'no report: its tests did not run', failures: [] };
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const passed = report.numPassedTests;
  // Counts a file that failed to load, because it reports no tests.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const skipped = report.numPendingTests + report.numTodoTests;
  return {
    passed,
    failed,
    text: `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`,
    failures: report.testResults.flatMap(failuresOf),
  };
}

function failuresOf(file) {
  const failed = file.assertionResults.filter(({ status }) => status === 'failed');
  if (file.status === 'failed' && failed.length === 0) {
    return [described(relative(root, file.name), file.message)];
  }
  return failed.map((test) =>
    described(`${relative(root, file.name)} › ${test.fullName}`, test.failureMessages.join('\n')),
  );
}

function described(name, message) {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => !/^\s+at .*node_modules/.test(line))
    .slice(0, 25);
  return [`  failed: ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
}
