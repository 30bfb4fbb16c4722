const { fromJest } = require('./from-jest.cjs');

const { TestEnvironment } = fromJest('jest-environment-node');

/** Node with the globals from which instrumented code reads the active mutant and in which it counts coverage per test. */
module.exports = class MutantEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.__stryker__ = globalThis.__stryker__;
  }

  handleTestEvent(event) {
    const told = globalThis.__stryker__;
    if (event.name === 'test_start') {
      told.currentTestId = `${told.currentFile} ${fullName(event.test)}`;
    }
    // Code that runs between tests counts as loading of the file.
    if (event.name === 'test_done') {
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
