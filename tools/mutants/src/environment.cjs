const { fromJest } = require('./from-jest.cjs');

const { TestEnvironment } = fromJest('jest-environment-node');

/**
 * Node with the globals from which instrumented code reads the active mutant and in which it counts coverage per test. Once a test
 * of a file has noticed the mutant, those after it are skipped: there may be many, and each may hang.
 */
module.exports = class MutantEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.__stryker__ = globalThis.__stryker__;
    this.noticed = false;
  }

  handleTestEvent(event) {
    const told = globalThis.__stryker__;
    if (event.name === 'test_start') {
      if (this.noticed) {
        event.test.mode = 'skip';
      }
      told.currentTestId = `${told.currentFile} ${fullName(event.test)}`;
    }
    // Code that runs between tests counts as loading of the file.
    if (event.name === 'test_done') {
      this.noticed ||= told.activeMutant !== undefined && event.test.errors.length > 0;
      told.currentTestId = told.currentFile;
    }
  }
};

const fullName = ({ parent, name }) => {
  const names = [name];
  for (let block = parent; block?.parent !== undefined; block = block.parent) {
    names.unshift(block.name);
  }
  return names.join(' ');
};
