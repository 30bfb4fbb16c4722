import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { UNMUTATED_LIMIT, failed, noticing } from './patience.mjs';
import { isInSample } from './sample.mjs';
import { filesToRun } from './test-order.mjs';

const require = createRequire(import.meta.url);
const { fromJest } = require('./from-jest.cjs');
const environment = require.resolve('./environment.cjs');

/** Which test is where, for the processes that have not done the first run themselves. */
const TESTS = '.tests-of-mutants.json';

/**
 * Runs tests for Stryker. Its own runner for jest loads every test file of a package for every mutant; here only those
 * that reach the mutant are loaded, in the order in which one of them is likely to fail, until one does.
 */
const createRunner = ({ mutants: { share, seed, tests: wanted, testsWith, configs } }) => {
  const root = process.cwd();
  const packages = [];

  const run = async (file, names, testTimeout) => {
    const { globalConfig, config, context } = packages.find(({ folder }) => file.startsWith(folder));
    const pattern = names?.map((name) => `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`).join('|');
    const TestRunner = fromJest('jest-runner').default;
    const runner = new TestRunner({ ...globalConfig, testTimeout, testNamePattern: pattern ?? '' }, {});
    const watcher = new (fromJest('jest-watcher').TestWatcher)({
      isWatchMode: false,
    });
    let result;
    runner.on('test-file-success', ([, done]) => void (result = done));
    runner.on('test-file-failure', ([, error]) => void (result = { testExecError: error, testResults: [] }));
    const start = performance.now();
    await runner.runTests([{ context: { ...context, config }, path: join(root, file) }], watcher, {
      serial: true,
    });
    return { ...result, ms: performance.now() - start };
  };

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    async init() {
      process.env.NODE_ENV = 'test';
      globalThis.__stryker__ ??= {};
      for (const path of configs) {
        const { readConfig } = fromJest('jest-config');
        const { globalConfig, projectConfig } = await readConfig({ _: [], $0: '' }, join(root, path));
        const config = { ...projectConfig, testEnvironment: environment };
        const context = await fromJest('jest-runtime').default.createContext(config, {
          console,
          maxWorkers: availableParallelism(),
          watchman: false,
        });
        packages.push({
          folder: `${relative(root, config.rootDir)}/`,
          globalConfig: { ...globalConfig, silent: true },
          config,
          context,
        });
      }
    },

    async dryRun() {
      const told = globalThis.__stryker__;
      const tests = {};
      const results = [];
      const all = packages.flatMap(({ context }) => context.hasteFS.getAllFiles());
      const files = all
        .map((file) => relative(root, file))
        .filter((file) => file.endsWith('.test.ts') && testsWith.some((text) => file.includes(text)))
        .filter((file) => wanted.some((folder) => file.startsWith(folder)));
      for (const file of files.sort()) {
        told.currentFile = file;
        told.currentTestId = file;
        const { testExecError, testResults, ms } = await run(file, undefined, UNMUTATED_LIMIT);
        if (testExecError) {
          return {
            status: 'error',
            errorMessage: `${file}: ${testExecError.stack ?? testExecError.message}`,
          };
        }
        const spent = testResults.reduce((sum, { duration }) => sum + (duration ?? 0), 0);
        tests[file] = { file, ms: Math.max(0, ms - spent) };
        results.push({
          id: file,
          name: file,
          status: 0,
          timeSpentMs: tests[file].ms,
          fileName: join(root, file),
        });
        for (const { fullName, status, duration, failureMessages } of testResults) {
          const id = `${file} ${fullName}`;
          const timeSpentMs = duration ?? 0;
          tests[id] = { file, name: fullName, ms: timeSpentMs };
          results.push({
            id,
            name: id,
            timeSpentMs,
            fileName: join(root, file),
            ...(status === 'failed'
              ? { status: 1, failureMessage: failureMessages.join('\n') }
              : { status: status === 'passed' ? 0 : 2 }),
          });
        }
      }
      writeFileSync(join(root, TESTS), JSON.stringify(tests));
      return {
        status: 'complete',
        tests: results,
        mutantCoverage: told.mutantCoverage,
      };
    },

    async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }) {
      if (!isInSample(activeMutant, share, seed)) {
        return { status: 'error', errorMessage: 'not in the sample' };
      }
      const tests = JSON.parse(readFileSync(join(root, TESTS), 'utf8'));
      const told = globalThis.__stryker__;
      const activate = (id) => {
        told.activeMutant = id;
        told.hitLimit = hitLimit;
        told.hitCount = hitLimit === undefined ? undefined : 0;
        // Passes the active mutant to child processes by the environment.
        if (id === undefined) {
          delete process.env.__STRYKER_ACTIVE_MUTANT__;
        } else {
          process.env.__STRYKER_ACTIVE_MUTANT__ = id;
        }
      };
      const runWith = async (id, file, names, limit) => {
        activate(id);
        told.currentFile = file;
        try {
          return await run(file, names, limit);
        } finally {
          told.activeMutant = undefined;
        }
      };
      let count = 0;
      try {
        for (const { file, names, longest } of filesToRun(
          tests,
          testFilter ?? Object.keys(tests),
          relative(root, sandboxFileName),
        )) {
          const { testExecError, testResults } = await noticing({
            longest,
            withMutant: (limit) => runWith(activeMutant.id, file, names, limit),
            withoutMutant: (limit) => runWith(undefined, file, names, limit),
          });
          if (hitLimit !== undefined && told.hitCount > hitLimit) {
            return { status: 'timeout', reason: 'hit limit' };
          }
          count += testResults.length;
          const noticed = failed({ testResults });
          if (testExecError || noticed.length > 0) {
            return {
              status: 'killed',
              killedBy: noticed.length === 0 ? [file] : noticed.map(({ fullName }) => `${file} ${fullName}`),
              failureMessage: noticed[0]?.failureMessages[0] ?? String(testExecError.message),
              nrOfTests: count,
            };
          }
        }
        return { status: 'survived', nrOfTests: count };
      } finally {
        activate(undefined);
      }
    },
  };
};
createRunner.inject = ['options'];

export const strykerPlugins = [{ kind: 'TestRunner', name: 'nearest-first', factory: createRunner }];
