import { undocumentedExceptions } from './documented-exceptions';
import { parseModule } from './module';

const FAKE = 'packages/acme/src/__fixtures__/fake.ts';
const TEST = 'packages/acme/src/acme.test.ts';
const EXCEPT = `export const except = { 'get: one': 'It cannot.' };`;

const violations = (files: Readonly<Record<string, string>>): readonly string[] =>
  undocumentedExceptions(Object.entries(files).map(([path, text]) => parseModule({ path, text })));

describe('exceptions of the kit', () => {
  it.each([
    ['by name', `import { except } from './__fixtures__/fake'; describeIntegration({ except });`],
    ['as a part', `import * as f from './__fixtures__/fake'; describeIntegration({ except: f.except });`],
    ['with the rest', `import * as f from './__fixtures__/fake'; describeIntegration({ ...f, test });`],
  ])('may be handed over %s', (_how, test) => {
    expect(violations({ [FAKE]: EXCEPT, [TEST]: test })).toEqual([]);
  });

  it.each([
    ['in the call', `describeIntegration({ integration, except: { 'get: one': 'x' } });`],
    ['in a constant', `const except = { 'get: one': 'x' };\ndescribeIntegration({ except });`],
    ['by a function', `describeIntegration({ except: exceptionsOf(1) });`],
  ])('are refused %s', (_how, test) => {
    expect(violations({ [TEST]: test })).toEqual([
      `${TEST}:1 has exceptions of its own; export them as except from __fixtures__/fake.ts`,
    ]);
  });

  it.each([
    ['no test', {}],
    [
      'a test that takes other parts',
      { [TEST]: `import { fake } from './__fixtures__/fake'; run({ fake });` },
    ],
    ['a test that spreads another module', { [TEST]: `import * as f from './other'; run({ ...f });` }],
    ['another package', { 'packages/other/src/other.test.ts': 'describeIntegration({ except });' }],
  ])('are refused when they reach %s', (_what, tests) => {
    expect(violations({ [FAKE]: EXCEPT, ...tests })).toEqual([
      `${FAKE} exports exceptions that no test gives to the kit`,
    ]);
  });

  it('of foundations are their own', () => {
    expect(violations({ 'packages/conformance/src/a.test.ts': 'run({ except: {} });' })).toEqual([]);
  });
});
