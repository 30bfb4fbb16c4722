const { fromJest } = require('./from-jest.cjs');

const { TestEnvironment } = fromJest('jest-environment-node');

/** Node, with what instrumented code asks for the active mutant and counts what it reaches in, test by test. */
module.exports = class MutantEnvironment extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.__stryker__ = globalThis.__stryker__;
  }

  handleTestEvent(event) {
    const told = globalThis.__stryker__;
    if (event.name === 'test_start') told.currentTestId = `${told.currentFile} ${fullName(event.test)}`;
    // What runs between tests belongs to the loading of the file.
    if (event.name === 'test_done') told.currentTestId = told.currentFile;
  }
};

const fullName = ({ parent, name }) => {
  const names = [name];
  for (let block = parent; block?.parent !== undefined; block = block.parent) names.unshift(block.name);
  return names.join(' ');
};
