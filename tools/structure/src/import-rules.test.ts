import { allowedImportViolations } from './allowed-imports';
import { coreLayerViolations } from './core-layers';
import { importCycles } from './cycles';
import { undeclaredDependencies } from './declared-dependencies';
import { insideImportViolations } from './inside-imports';
import { parseModule, type Module } from './module';

/** A repository of one-line files: path → text. */
const repository = (files: Readonly<Record<string, string>>): Module[] =>
  Object.entries(files).map(([path, text]) => parseModule({ path, text }));

const one = (path: string, text: string): Module[] => repository({ [path]: text });

describe('parseModule', () => {
  it.each([
    [`import a from 'x'`],
    [`import { type A } from 'x'`],
    [`import type { A } from 'x'`],
    [`import 'x'`],
    [`export { a } from 'x'`],
    [`export * from 'x'`],
    [`import a = require('x')`],
    [`const a = require('x')`],
    [`const a = () => import('x')`],
    [`const a = require.resolve('x')`],
    [`type A = import('x').B`],
    ['const a = import(`x`)'],
  ])('sees the import in %s', (text) => {
    expect(one('packages/core/src/a.ts', text)[0]?.imports).toEqual([{ specifier: 'x', line: 1 }]);
  });

  it('ignores comments and strings', () => {
    const text = `// import a from 'x'\nconst b = "import c from 'x'"`;
    expect(one('packages/core/src/a.ts', text)[0]?.imports).toEqual([]);
  });
});

describe("the order of core's parts", () => {
  it.each([
    ['errors/failure.ts', '../codec/decode', 'errors may not use codec'],
    ['codec/decode.ts', '../config/field', 'codec may not use config'],
    ['config/load.ts', '../profile/lookup', 'config may not use profile'],
    ['profile/lookup.ts', '../config/field', 'profile may not use config'],
    ['http/http.ts', '../contract/app-data', 'http may not use contract'],
    ['contract/app-data.ts', '../commands/outcome', 'contract may not use commands'],
    ['commands/outcome.ts', '../instance', 'commands may not use instance'],
    ['instance.ts', './render/table', 'instance may not use render'],
    ['render/table.ts', '../scim/filter', 'render may not use scim'],
    ['scim/filter.ts', '../index', 'scim may not use index'],
    ['scim/filter.ts', '../shelf/thing', 'scim may not use shelf'],
  ])('refuses %s importing %s', (path, specifier, reason) => {
    const found = coreLayerViolations(
      one(`packages/core/src/${path}`, `import type { A } from '${specifier}'`),
    );
    expect(found).toEqual([expect.stringContaining(reason)]);
  });

  it('refuses a part that has no place in the order', () => {
    expect(coreLayerViolations(one('packages/core/src/shelf/thing.ts', ''))).toHaveLength(1);
  });

  it.each([
    ['commands/outcome.ts', '../errors/failure'],
    ['commands/outcome.ts', './result'],
    ['http/http.ts', '../config/field'],
    ['internal.ts', './profile/lookup'],
    ['index.ts', './render/table'],
    ['errors/failure.test.ts', '../instance'],
  ])('lets %s import %s', (path, specifier) => {
    expect(coreLayerViolations(one(`packages/core/src/${path}`, `import { a } from '${specifier}'`))).toEqual(
      [],
    );
  });
});

describe('imports inside a package', () => {
  const files = {
    'packages/core/src/index.ts': '',
    'packages/core/src/scim/index.ts': '',
    'packages/core/src/b.ts': '',
  };

  it.each([
    ['src/a.ts', './index', 'an index'],
    ['src/a.ts', '.', 'an index'],
    ['src/scim/a.ts', '..', 'an index'],
    ['src/a.ts', './scim', 'an index'],
    ['src/a.test.ts', './index', 'an index'],
    ['src/a.ts', '@iam/core', 'by name'],
    ['src/a.ts', '@iam/core/scim', 'by name'],
    ['src/a.ts', '../../sandbox/src/b', 'leaves the package'],
  ])('refuse in %s: %s', (path, specifier, reason) => {
    const modules = repository({ ...files, [`packages/core/${path}`]: `import { a } from '${specifier}'` });
    expect(insideImportViolations(modules)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['src/a.ts', './b'],
    ['src/a.ts', '@iam/sandbox'],
    ['src/a.ts', '../package.json'],
    ['src/index.test.ts', './index'],
  ])('allow in %s: %s', (path, specifier) => {
    const modules = repository({ ...files, [`packages/core/${path}`]: `import { a } from '${specifier}'` });
    expect(insideImportViolations(modules)).toEqual([]);
  });
});

describe('import cycles', () => {
  it('are named once, wherever they are entered', () => {
    const modules = repository({
      'packages/core/src/c.ts': `import { b } from './b'`,
      'packages/core/src/b.ts': `import type { a } from './a/a'`,
      'packages/core/src/a/a.ts': `export { c } from '../c'`,
      'packages/core/src/d.ts': `import { c } from './c'`,
    });
    expect(importCycles(modules)).toEqual([
      'packages/core/src/a/a.ts -> packages/core/src/c.ts -> packages/core/src/b.ts -> packages/core/src/a/a.ts',
    ]);
  });

  it('include a file that imports itself', () => {
    expect(importCycles(one('packages/core/src/a.ts', `import { a } from './a'`))).toHaveLength(1);
  });

  it('are not two ways to the same file', () => {
    const modules = repository({
      'packages/core/src/a.ts': `import './b'; import './c'`,
      'packages/core/src/b.ts': `import './c'`,
      'packages/core/src/c.ts': '',
    });
    expect(importCycles(modules)).toEqual([]);
  });
});

describe('what a place may import', () => {
  it.each([
    ['packages/acme/src/acme.ts', 'axios'],
    ['packages/acme/src/acme.ts', 'fp-ts/Either'],
    ['packages/acme/src/acme.ts', 'io-ts/Decoder'],
    ['packages/acme/src/acme.ts', '@iam/sandbox'],
    ['packages/acme/src/acme.ts', '@iam/aws-ilm'],
    ['packages/acme/src/acme.ts', 'node:crypto'],
    ['packages/acme/src/acme.test.ts', 'fp-ts/Either'],
    ['packages/acme/src/acme.test.ts', '@iam/atlassian'],
    ['packages/core/src/commands/get.ts', 'axios'],
    ['packages/core/src/commands/get.test.ts', 'axios'],
    ['packages/cli/src/main.ts', 'axios/unsafe/core'],
    ['packages/core/src/commands/get.ts', '@iam/sandbox'],
    ['packages/core/src/commands/get.test.ts', '@iam/hello-iam-world'],
    ['packages/sandbox/src/index.ts', '@iam/aws-ilm'],
    ['packages/core/src/commands/get.ts', 'fp-ts'],
    ['packages/core/src/commands/get.ts', 'fp-ts/es6/Either'],
    ['packages/core/src/commands/get.ts', 'io-ts/es6'],
  ])('refuses %s importing %s', (path, specifier) => {
    expect(allowedImportViolations(one(path, `import { a } from '${specifier}'`))).not.toEqual([]);
  });

  it.each([
    ['packages/acme/src/acme.ts', '@iam/core'],
    ['packages/acme/src/acme.ts', '@iam/core/scim'],
    ['packages/acme/src/acme.ts', 'io-ts'],
    ['packages/acme/src/acme.ts', './acme-codecs'],
    ['packages/acme/src/acme.test.ts', '@iam/sandbox/msw'],
    ['packages/acme/src/acme.test.ts', 'node:fs'],
    ['packages/core/src/http/http.ts', 'axios'],
    ['packages/core/src/commands/get.ts', 'fp-ts/TaskEither'],
    ['packages/cli/src/main.ts', '@iam/aws-ilm'],
    ['packages/sandbox/src/index.ts', '@iam/conformance'],
  ])('lets %s import %s', (path, specifier) => {
    expect(allowedImportViolations(one(path, `import { a } from '${specifier}'`))).toEqual([]);
  });
});

describe('dependencies', () => {
  const manifests = {
    acme: { dependencies: { a: '1' }, peerDependencies: { '@iam/core': '1' }, devDependencies: { dev: '1' } },
  };
  const undeclared = (path: string, specifier: string): string[] =>
    undeclaredDependencies(one(path, `import '${specifier}'`), manifests);

  it.each([
    ['packages/acme/src/acme.ts', 'b'],
    ['packages/acme/src/acme.ts', 'dev'],
    ['packages/acme/src/acme.test.ts', '@iam/sandbox/msw'],
  ])('of %s must be declared: %s', (path, specifier) => expect(undeclared(path, specifier)).toHaveLength(1));

  it.each([
    ['packages/acme/src/acme.ts', 'a/deep'],
    ['packages/acme/src/acme.ts', '@iam/core/scim'],
    ['packages/acme/src/acme.ts', 'node:fs'],
    ['packages/acme/src/acme.test.ts', 'dev'],
  ])('of %s are declared: %s', (path, specifier) => expect(undeclared(path, specifier)).toEqual([]));
});
