import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderWith } from './__fixtures__/terminal';
import { integrationLoader } from './integrations';

/** The mark by which integrations know each other, also across two copies of core. */
const integration = (brand: string) => `
  exports.${brand} = Object.defineProperty({ brand: '${brand}' }, Symbol.for('@iam/integration'), { value: true });
  exports.again = exports.${brand};
  exports.version = '1';`;

const install = (folder: string, name: string, source: string, extra: object = {}): void => {
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  writeFileSync(
    join(home, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', main: './index.js', ...extra }),
  );
  writeFileSync(join(home, 'index.js'), source);
};

const brandOf = async (name: string, folder: string, cwd: string) => {
  const loaded = await integrationLoader(folder, cwd)(name);
  return loaded.ok ? loaded.integration.brand : loaded.problem.replaceAll(folder, '.');
};

describe('an integration', () => {
  it('of a short name is the package @iam/<name>, else the package of that name', async () => {
    const folder = folderWith({});
    install(folder, '@iam/acme', integration('ours'));
    install(folder, 'acme', integration('theirs'));
    install(folder, 'iam-other', integration('other'));

    expect(await brandOf('acme', folder, folder)).toBe('ours');
    expect(await brandOf('iam-other', folder, folder)).toBe('other');
  });

  it('is looked for from the configuration, then from the working directory, then among our own', async () => {
    const [folder, cwd, elsewhere] = [folderWith({}), folderWith({}), folderWith({})];
    install(folder, '@iam/acme', integration('configuration'));
    install(cwd, '@iam/acme', integration('directory'));
    install(folder, '@iam/aws-ilm', integration('configuration'));

    expect(await brandOf('acme', folder, cwd)).toBe('configuration');
    expect(await brandOf('acme', elsewhere, cwd)).toBe('directory');
    expect(await brandOf('aws-ilm', folder, cwd)).toBe('configuration');
    expect(await brandOf('aws-ilm', elsewhere, elsewhere)).toBe('AWS-ILM');
  });

  it('may be any package, with or without a scope, or a path from the configuration', async () => {
    const folder = folderWith({ 'mine.js': integration('mine') });
    install(folder, '@acme/iam', integration('scoped'));
    install(folder, 'deep', '', { exports: { './iam': './index.js' } });
    writeFileSync(join(folder, 'node_modules', 'deep', 'index.js'), integration('deep'));

    expect(await brandOf('@acme/iam', folder, folder)).toBe('scoped');
    expect(await brandOf('deep/iam', folder, folder)).toBe('deep');
    expect(await brandOf('./mine', folder, folderWith({}))).toBe('mine');
    expect(await brandOf(join(folder, 'mine.js'), folderWith({}), folderWith({}))).toBe('mine');
  });

  it.each<[string, string, string]>([
    [
      'nothing',
      'nobody',
      'there is no integration "nobody"; install its package in ., or name it by its path (./…)',
    ],
    ['nothing at a path', './nobody', 'there is no integration at ./nobody'],
    [
      'a module of Node',
      'http',
      'there is no integration "http"; install its package in ., or name it by its path (./…)',
    ],
    ['no integration in it', './none.js', '"./none.js" (./none.js) exports no integration'],
    ['a function', './function.js', '"./function.js" (./function.js) exports no integration'],
    ['two of them', './two.js', '"./two.js" (./two.js) exports more than one integration'],
    ['an error', './broken.js', '"./broken.js" cannot be loaded from ./broken.js: it broke'],
  ])('is told when there is %s', async (_, name, problem) => {
    const folder = folderWith({
      'none.js': 'exports.brand = "x"; exports.nothing = null;',
      'function.js': 'module.exports = () => 1;',
      'two.js': `${integration('one')}${integration('two')}exports.one = { ...exports.one };
        Object.defineProperty(exports.one, Symbol.for('@iam/integration'), { value: true });`,
      'broken.js': 'throw new Error("it broke\\nat some line");',
    });

    expect(await brandOf(name, folder, folder)).toBe(problem);
  });
});
